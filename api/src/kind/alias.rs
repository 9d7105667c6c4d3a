//! Another written form of a record's name.
use entities::alias;

use super::*;

pub static ALIAS: Type = Type {
    name: "Alias",
    about: "Another written form of a record's name.",
    table: &alias::TABLE,
    record: false,
    one: "",
    many: "",
    hidden: &["record_id", "position"],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[],
    special: None,
};

static RELATIONS: &[Relation] = &[];

static ORDERS: &[Order] = &[
    Order { name: "POSITION_ASC", columns: &["position"], descending: false, about: "In the order of the source." },
    Order {
        name: "POSITION_DESC",
        columns: &["position"],
        descending: true,
        about: "Against the order of the source.",
    },
];
