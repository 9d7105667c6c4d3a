use entities::participation;

use super::*;

pub static PARTICIPATION: Type = Type {
    name: "Participation",
    one: "participation",
    many: "participations",
    relations: RELATIONS,
    orders: order::BY_CREATED_AT,
    ..Type::record(&participation::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];
