//! A name of a record in somebody's scheme, for a time.
use entities::identifier;

use super::*;

pub static IDENTIFIER: Type = Type {
    name: "Identifier",
    about: "A name of a record in somebody's scheme, for a time.",
    table: &identifier::TABLE,
    record: false,
    one: "",
    many: "",
    hidden: &["record_id", "record_type"],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[],
    special: None,
};

static RELATIONS: &[Relation] = &[];

static ORDERS: &[Order] = &[Order {
    name: "SCHEME_ASC",
    columns: &["scheme", "value"],
    descending: false,
    about: "By scheme, then by value.",
}];
