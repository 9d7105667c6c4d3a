//! The part that an organisation, a council or a sector plays in a programme, strategy or board.
use entities::participation;

use super::*;

pub static PARTICIPATION: Type = Type {
    name: "Participation",
    about: "The part that an organisation, a council or a sector plays in a programme, strategy or board.",
    table: &participation::TABLE,
    record: true,
    one: "participation",
    many: "participations",
    hidden: &[],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[],
    special: None,
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];

static ORDERS: &[Order] = &[
    Order { name: "CREATED_AT_ASC", columns: &["created_at"], descending: false, about: "First written first." },
    Order { name: "CREATED_AT_DESC", columns: &["created_at"], descending: true, about: "Last written first." },
];
