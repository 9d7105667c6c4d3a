use entities::vote;

use super::*;

pub static VOTE: Type = Type {
    name: "Vote",
    one: "vote",
    many: "votes",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&vote::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];
