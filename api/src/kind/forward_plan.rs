use entities::forward_plan;

use super::*;

pub static FORWARD_PLAN: Type = Type {
    name: "ForwardPlan",
    one: "forwardPlan",
    many: "forwardPlans",
    relations: RELATIONS,
    orders: ORDERS,
    ..Type::record(&forward_plan::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    many("entries", &super::forward_plan_entry::FORWARD_PLAN_ENTRY, "forward_plan_id", "What it announces."),
];

static ORDERS: &[Order] = &[
    Order {
        name: "PERIOD_DESC",
        columns: &["period"],
        descending: true,
        about: "The latest time first; an edition whose time is not known comes last.",
    },
    Order { name: "PERIOD_ASC", columns: &["period"], descending: false, about: "Exactly the other way round." },
];
