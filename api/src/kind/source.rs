use entities::source;

use super::*;

pub static SOURCE: Type = Type {
    name: "Source",
    one: "source",
    many: "publications",
    relations: RELATIONS,
    orders: order::BY_TITLE,
    ..Type::record(&source::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];
