//! An entry of the change log: what happened to one record. Deleted records leave their entry behind as a tombstone.
use entities::change;

use super::*;

pub static CHANGE: Type = Type {
    name: "Change",
    about: "An entry of the change log: what happened to one record. Deleted records leave their entry behind as a tombstone.",
    table: &change::TABLE,
    record: false,
    one: "",
    many: "changes",
    hidden: &[],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[],
    special: None,
};

static RELATIONS: &[Relation] = &[];

static ORDERS: &[Order] = &[
    Order { name: "SEQUENCE_ASC", columns: &["sequence"], descending: false, about: "Oldest first." },
    Order { name: "SEQUENCE_DESC", columns: &["sequence"], descending: true, about: "Newest first." },
];
