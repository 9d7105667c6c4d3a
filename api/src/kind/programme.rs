use entities::programme;

use super::*;

pub static PROGRAMME: Type = Type {
    name: "Programme",
    one: "programme",
    many: "programmes",
    relations: RELATIONS,
    orders: order::BY_NAME,
    most: WIDE_LIMIT,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    ..Type::record(&programme::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    actors("leads", "LEAD", "Who leads it or speaks for it, as its sources say."),
    aliases(),
    many(
        "implementations",
        &super::programme::PROGRAMME,
        "implements_id",
        "Local programmes that carry it out, where a source says so.",
    ),
    many("components", &super::programme::PROGRAMME, "part_of_id", "Programmes that are part of it."),
    many("participations", &super::participation::PARTICIPATION, "programme_id", "Partners and the parts they play."),
    linking("decisions", &super::decision::DECISION, "ABOUT", "Decisions about it."),
    linking("agendaItems", &super::agenda_item::AGENDA_ITEM, "ABOUT", "Items about it."),
    linking("documents", &super::document::DOCUMENT, "ABOUT", "Documents about it."),
    linking("issues", &super::issue::ISSUE, "ABOUT", "Matters about it."),
    linking("actionItems", &super::action_item::ACTION_ITEM, "ABOUT", "Promises about it."),
    linked("governance", &super::document::DOCUMENT, "GOVERNANCE", "Documents that say how it is run."),
    linked("boards", &super::board::BOARD, "BOARD", "Boards that govern it."),
    linked("topics", &super::topic::TOPIC, "TOPIC", "Its subjects."),
    many(
        "elements",
        &super::strategy_element::STRATEGY_ELEMENT,
        "programme_id",
        "Its aims, principles and other points.",
    ),
    many("milestones", &super::milestone::MILESTONE, "programme_id", "Its dated steps."),
    many("fundingAwards", &super::funding_award::FUNDING_AWARD, "programme_id", "Money given or set aside for it."),
    many(
        "indicators",
        &super::named_indicator::NAMED_INDICATOR,
        "programme_id",
        "Measures of success that its sources name, with the published indicators that measure them.",
    ),
    many("risks", &super::risk::RISK, "programme_id", "What could go wrong."),
    many(
        "impactAssessments",
        &super::impact_assessment::IMPACT_ASSESSMENT,
        "programme_id",
        "Assessments of its effects.",
    ),
    many("engagements", &super::engagement::ENGAGEMENT, "programme_id", "Who was heard on it."),
    many(
        "expectations",
        &super::expectation::EXPECTATION,
        "programme_id",
        "What it expects of those who carry it out.",
    ),
    many(
        "expectationStatuses",
        &super::expectation_status::EXPECTATION_STATUS,
        "programme_id",
        "How far it meets what the national one expects. Where there is none, nothing is known.",
    ),
    linked(
        "policyInstruments",
        &super::policy_instrument::POLICY_INSTRUMENT,
        "CITES",
        "Acts and guidance that it builds on.",
    ),
    linking(
        "strategies",
        &super::strategy::STRATEGY,
        "PROGRAMME",
        "Strategies that it carries out, or that take it in.",
    ),
    timeline(timeline_entry::OF_PROGRAMME),
    linking(
        "evidenceFor",
        &super::progress_statement::PROGRESS_STATEMENT,
        "EVIDENCE",
        "Statements of progress that rest on it.",
    ),
    many("mentions", &super::mention::MENTION, "programme_id", "Words in papers that mean it."),
    linking(
        "possibleMentions",
        &super::mention::MENTION,
        "CANDIDATE",
        "Words in papers that can mean it, and others too.",
    ),
];
