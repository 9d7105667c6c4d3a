use entities::actor;

use super::*;

pub static ACTOR: Type = Type {
    name: "Actor",
    hidden: &["record_id", "position"],
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::part(&actor::TABLE)
};

static RELATIONS: &[Relation] = &[];
