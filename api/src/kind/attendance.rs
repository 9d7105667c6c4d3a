//! That somebody came to a meeting, or did not.
use entities::attendance;

use super::*;

pub static ATTENDANCE: Type = Type {
    name: "Attendance",
    about: "That somebody came to a meeting, or did not.",
    table: &attendance::TABLE,
    record: true,
    one: "attendance",
    many: "attendances",
    hidden: &[],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[],
    special: None,
};

static RELATIONS: &[Relation] = &[sources(), identifiers(), actor("attendee", "ATTENDEE", "Who.")];

static ORDERS: &[Order] = &[
    Order { name: "CREATED_AT_ASC", columns: &["created_at"], descending: false, about: "First written first." },
    Order { name: "CREATED_AT_DESC", columns: &["created_at"], descending: true, about: "Last written first." },
];
