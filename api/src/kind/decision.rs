use entities::decision;

use super::*;

pub static DECISION: Type = Type {
    name: "Decision",
    one: "decision",
    many: "decisions",
    relations: RELATIONS,
    orders: order::BY_DATE,
    ..Type::record(&decision::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    actor("maker", "MAKER", "Who made it, as written and resolved."),
    many("recommendations", &super::recommendation::RECOMMENDATION, "decision_id", "Recommendations that it answers."),
    many("strategyStatuses", &super::strategy_status::STRATEGY_STATUS, "decision_id", "What it made of strategies."),
    linked("programmes", &super::programme::PROGRAMME, "ABOUT", "Programmes that it is about."),
    linked("strategies", &super::strategy::STRATEGY, "ABOUT", "Strategies that it is about."),
    linked("documents", &super::document::DOCUMENT, "ABOUT", "Documents that it is about."),
    linked("issues", &super::issue::ISSUE, "ABOUT", "Matters that it is about."),
    linked("wards", &super::area::AREA, "WARD", "Wards that it affects by name; see `allWards`."),
    linked("topics", &super::topic::TOPIC, "TOPIC", "Its subjects."),
    many("votes", &super::vote::VOTE, "decision_id", "Votes that led to it."),
    many("delegations", &super::delegation::DELEGATION, "decision_id", "Power that it hands over."),
    linking(
        "evidenceForStatus",
        &super::expectation_status::EXPECTATION_STATUS,
        "EVIDENCE",
        "How far councils meet what is expected, where that rests on it.",
    ),
    many("mentions", &super::mention::MENTION, "decision_id", "Names in its text."),
    many(
        "issueEntries",
        &super::issue_entry::ISSUE_ENTRY,
        "decision_id",
        "Matters to which it belongs by a rule, where no source says so.",
    ),
    many(
        "answers",
        &super::recommendation_answer::RECOMMENDATION_ANSWER,
        "decision_id",
        "Recommendations that it answers.",
    ),
];
