use entities::risk;

use super::*;

pub static RISK: Type = Type {
    name: "Risk",
    one: "risk",
    many: "risks",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&risk::TABLE)
};

static RELATIONS: &[Relation] =
    &[sources(), identifiers(), actor("owner", "OWNER", "Who answers for it; null when the source names nobody.")];
