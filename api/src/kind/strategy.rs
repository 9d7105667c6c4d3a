use entities::strategy;

use super::*;
use crate::graph::special::{Special, special};

pub static STRATEGY: Type = Type {
    name: "Strategy",
    one: "strategy",
    many: "strategies",
    relations: RELATIONS,
    orders: order::BY_TITLE,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    special: Some(&SPECIAL),
    ..Type::record(&strategy::TABLE)
};

static SPECIAL: Special = special::<super::standing::Standing>();

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    aliases(),
    many("statuses", &super::strategy_status::STRATEGY_STATUS, "strategy_id", "Where it stood, date by date."),
    many("parts", &super::strategy::STRATEGY, "part_of_id", "Strategies that are part of it, such as delivery plans."),
    many("replacedBy", &super::strategy::STRATEGY, "replaces_id", "Strategies that follow it."),
    many("participations", &super::participation::PARTICIPATION, "strategy_id", "Partners and the parts they play."),
    linking("decisions", &super::decision::DECISION, "ABOUT", "Decisions about it."),
    linking("agendaItems", &super::agenda_item::AGENDA_ITEM, "ABOUT", "Items about it."),
    linking("reports", &super::document::DOCUMENT, "ABOUT", "Documents about it."),
    linking("issues", &super::issue::ISSUE, "ABOUT", "Matters about it."),
    linked("documents", &super::document::DOCUMENT, "DOCUMENT", "Its own text."),
    linked("contributesTo", &super::strategy::STRATEGY, "CONTRIBUTES_TO", "Wider strategies that it serves."),
    linking("contributors", &super::strategy::STRATEGY, "CONTRIBUTES_TO", "Strategies that serve it."),
    linked("topics", &super::topic::TOPIC, "TOPIC", "Its subjects."),
    many(
        "elements",
        &super::strategy_element::STRATEGY_ELEMENT,
        "strategy_id",
        "Its priorities, outcomes, principles and other points.",
    ),
    many("milestones", &super::milestone::MILESTONE, "strategy_id", "Its dated steps."),
    many("fundingAwards", &super::funding_award::FUNDING_AWARD, "strategy_id", "Money given or set aside for it."),
    many("risks", &super::risk::RISK, "strategy_id", "What could go wrong."),
    many(
        "impactAssessments",
        &super::impact_assessment::IMPACT_ASSESSMENT,
        "strategy_id",
        "Assessments of its effects.",
    ),
    many("engagements", &super::engagement::ENGAGEMENT, "strategy_id", "Who was heard on it."),
    many("recognitions", &super::recognition::RECOGNITION, "strategy_id", "Awards and the like that it names."),
    linked(
        "policyInstruments",
        &super::policy_instrument::POLICY_INSTRUMENT,
        "CITES",
        "Acts and guidance that it builds on.",
    ),
    linked("programmes", &super::programme::PROGRAMME, "PROGRAMME", "Programmes that carry it out."),
    linked("alignedWith", &super::strategy::STRATEGY, "ALIGNED", "Strategies that it is aligned with."),
    linking("aligned", &super::strategy::STRATEGY, "ALIGNED", "Strategies that are aligned with it."),
    timeline(timeline_entry::OF_STRATEGY),
    linking(
        "evidenceFor",
        &super::progress_statement::PROGRESS_STATEMENT,
        "EVIDENCE",
        "Statements of progress that rest on it.",
    ),
    many("mentions", &super::mention::MENTION, "strategy_id", "Words in papers that mean it."),
    linking(
        "possibleMentions",
        &super::mention::MENTION,
        "CANDIDATE",
        "Words in papers that can mean it, and others too.",
    ),
];
