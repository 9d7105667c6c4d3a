//! Something said or written under an agenda item.
use entities::contribution;

use super::*;

pub static CONTRIBUTION: Type = Type {
    name: "Contribution",
    about: "Something said or written under an agenda item.",
    table: &contribution::TABLE,
    record: true,
    one: "contribution",
    many: "contributions",
    hidden: &[],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[],
    special: None,
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    actor("speaker", "SPEAKER", "Who said it; null when the source names nobody."),
    many("replies", &super::contribution::CONTRIBUTION, "reply_to_id", "Contributions that answer it."),
    many("actionItems", &super::action_item::ACTION_ITEM, "contribution_id", "Promises made or asked for in it."),
];

static ORDERS: &[Order] = &[
    Order { name: "POSITION_ASC", columns: &["position"], descending: false, about: "In the order of the source." },
    Order {
        name: "POSITION_DESC",
        columns: &["position"],
        descending: true,
        about: "Against the order of the source.",
    },
];
