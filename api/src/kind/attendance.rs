use entities::attendance;

use super::*;

pub static ATTENDANCE: Type = Type {
    name: "Attendance",
    one: "attendance",
    many: "attendances",
    relations: RELATIONS,
    orders: order::BY_CREATED_AT,
    ..Type::record(&attendance::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers(), actor("attendee", "ATTENDEE", "Who.")];
