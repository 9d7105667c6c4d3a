use entities::reading;

use super::*;

pub static READING: Type = Type {
    name: "Reading",
    hidden: &["source_id"],
    relations: RELATIONS,
    orders: ORDERS,
    ..Type::part(&reading::TABLE)
};

static RELATIONS: &[Relation] = &[];

static ORDERS: &[Order] = &[
    Order { name: "STARTED_AT_DESC", columns: &["started_at"], descending: true, about: "Newest first." },
    Order { name: "STARTED_AT_ASC", columns: &["started_at"], descending: false, about: "Oldest first." },
];
