use entities::observation;

use super::*;

pub static OBSERVATION: Type = Type {
    name: "Observation",
    one: "observation",
    relations: RELATIONS,
    orders: ORDERS,
    ..Type::record(&observation::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];

static ORDERS: &[Order] = &[
    Order {
        name: "ENDS_ON_DESC",
        columns: &["ends_on"],
        descending: true,
        about: "Latest time first; what has no known time comes last.",
    },
    Order {
        name: "ENDS_ON_ASC",
        columns: &["ends_on"],
        descending: false,
        about: "Earliest time first; what has no known time comes first.",
    },
];
