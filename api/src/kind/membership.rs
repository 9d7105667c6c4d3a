use entities::membership;

use super::*;

pub static MEMBERSHIP: Type = Type {
    name: "Membership",
    one: "membership",
    many: "memberships",
    relations: RELATIONS,
    orders: order::BY_CREATED_AT,
    ..Type::record(&membership::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];
