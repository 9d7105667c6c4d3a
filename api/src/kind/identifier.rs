use entities::identifier;

use super::*;

pub static IDENTIFIER: Type = Type {
    name: "Identifier",
    hidden: &["record_id", "record_type"],
    relations: RELATIONS,
    orders: ORDERS,
    ..Type::part(&identifier::TABLE)
};

static RELATIONS: &[Relation] = &[];

static ORDERS: &[Order] = &[Order {
    name: "SCHEME_ASC",
    columns: &["scheme", "value"],
    descending: false,
    about: "By scheme, then by value.",
}];
