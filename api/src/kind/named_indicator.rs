use entities::named_indicator;

use super::*;

pub static NAMED_INDICATOR: Type = Type {
    name: "NamedIndicator",
    one: "namedIndicator",
    many: "namedIndicators",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&named_indicator::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];
