//! Where a record was read: a source, and the place in it.
use entities::citation;

use super::*;

pub static CITATION: Type = Type {
    name: "Citation",
    about: "Where a record was read: a source, and the place in it.",
    table: &citation::TABLE,
    record: false,
    one: "",
    many: "",
    hidden: &["provenance_id", "position"],
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
