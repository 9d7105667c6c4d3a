use entities::alias;

use super::*;

pub static ALIAS: Type = Type {
    name: "Alias",
    hidden: &["record_id", "position"],
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::part(&alias::TABLE)
};

static RELATIONS: &[Relation] = &[];
