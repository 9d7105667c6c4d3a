use entities::forward_plan_entry;

use super::*;

pub static FORWARD_PLAN_ENTRY: Type = Type {
    name: "ForwardPlanEntry",
    one: "forwardPlanEntry",
    many: "forwardPlanEntries",
    relations: RELATIONS,
    orders: ORDERS,
    ..Type::record(&forward_plan_entry::TABLE)
};

static RELATIONS: &[Relation] =
    &[sources(), identifiers(), actor("maker", "MAKER", "Who is to decide, as written and resolved.")];

/// By the time of the edition, then as in the edition.
const WHEN: &[&str] = &["forward_plan_id.period", "forward_plan_id.id", "position"];

static ORDERS: &[Order] = &[
    Order {
        name: "PERIOD_ASC",
        columns: WHEN,
        descending: false,
        about: "The edition of the earliest time first, each in the order of its source; one whose time is not known comes \
                first of all.",
    },
    Order { name: "PERIOD_DESC", columns: WHEN, descending: true, about: "Exactly the other way round." },
];
