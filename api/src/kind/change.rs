use entities::change;

use super::*;

pub static CHANGE: Type =
    Type { name: "Change", many: "changes", relations: RELATIONS, orders: ORDERS, ..Type::part(&change::TABLE) };

static RELATIONS: &[Relation] = &[];

static ORDERS: &[Order] = &[
    Order { name: "SEQUENCE_ASC", columns: &["sequence"], descending: false, about: "Oldest first." },
    Order { name: "SEQUENCE_DESC", columns: &["sequence"], descending: true, about: "Newest first." },
];
