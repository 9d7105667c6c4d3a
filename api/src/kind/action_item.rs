//! A promise or task that came out of a meeting.
use entities::action_item;

use super::*;

pub static ACTION_ITEM: Type = Type {
    name: "ActionItem",
    about: "A promise or task that came out of a meeting.",
    table: &action_item::TABLE,
    record: true,
    one: "actionItem",
    many: "actionItems",
    hidden: &[],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[],
    special: None,
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    actor("owner", "OWNER", "Who is to do it; null when the source names nobody."),
    actor("requester", "REQUESTER", "Who asked for it; null when nobody is named."),
    linked("programmes", &super::programme::PROGRAMME, "ABOUT", "Programmes that it is about."),
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
