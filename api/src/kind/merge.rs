use entities::merge;

use super::*;

pub static MERGE: Type = Type {
    name: "Merge",
    one: "merge",
    many: "merges",
    relations: RELATIONS,
    orders: order::BY_CREATED_AT,
    ..Type::record(&merge::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];
