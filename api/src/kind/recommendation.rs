use entities::recommendation;

use super::*;

pub static RECOMMENDATION: Type = Type {
    name: "Recommendation",
    one: "recommendation",
    many: "recommendations",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&recommendation::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];
