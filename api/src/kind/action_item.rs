use entities::action_item;

use super::*;

pub static ACTION_ITEM: Type = Type {
    name: "ActionItem",
    one: "actionItem",
    many: "actionItems",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&action_item::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    actor("owner", "OWNER", "Who is to do it; null when the source names nobody."),
    actor("requester", "REQUESTER", "Who asked for it; null when nobody is named."),
    linked("programmes", &super::programme::PROGRAMME, "ABOUT", "Programmes that it is about."),
];
