//! That a person, or a post, belongs to a board, council or organisation for a time.
use entities::membership;

use super::*;

pub static MEMBERSHIP: Type = Type {
    name: "Membership",
    about: "That a person, or a post, belongs to a board, council or organisation for a time.",
    table: &membership::TABLE,
    record: true,
    one: "membership",
    many: "memberships",
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
