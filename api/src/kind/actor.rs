//! Who did something in a record: as written, and who that is, with how sure that is.
use entities::actor;

use super::*;

pub static ACTOR: Type = Type {
    name: "Actor",
    about: "Who did something in a record: as written, and who that is, with how sure that is.",
    table: &actor::TABLE,
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
