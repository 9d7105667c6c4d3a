//! What a board, a member or an officer decided.
use entities::decision;

use super::*;

pub static DECISION: Type = Type {
    name: "Decision",
    about: "What a board, a member or an officer decided.",
    table: &decision::TABLE,
    record: true,
    one: "decision",
    many: "decisions",
    hidden: &[],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[],
    special: None,
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
];

static ORDERS: &[Order] = &[
    Order {
        name: "DATE_DESC",
        columns: &["date"],
        descending: true,
        about: "Newest first; what has no date comes last.",
    },
    Order {
        name: "DATE_ASC",
        columns: &["date"],
        descending: false,
        about: "Oldest first; what has no date comes first.",
    },
];
