//! What a report asks a board to do. Not a decision.
use entities::recommendation;

use super::*;

pub static RECOMMENDATION: Type = Type {
    name: "Recommendation",
    about: "What a report asks a board to do. Not a decision.",
    table: &recommendation::TABLE,
    record: true,
    one: "recommendation",
    many: "recommendations",
    hidden: &[],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[],
    special: None,
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];

static ORDERS: &[Order] = &[
    Order { name: "POSITION_ASC", columns: &["position"], descending: false, about: "In the order of the source." },
    Order {
        name: "POSITION_DESC",
        columns: &["position"],
        descending: true,
        about: "Against the order of the source.",
    },
];
