use entities::release;

use super::*;

pub static RELEASE: Type = Type {
    name: "Release",
    one: "release",
    many: "releases",
    relations: RELATIONS,
    orders: order::BY_CREATED_AT,
    ..Type::record(&release::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];
