use entities::delegation;

use super::*;

pub static DELEGATION: Type = Type {
    name: "Delegation",
    one: "delegation",
    many: "delegations",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&delegation::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    actors("delegates", "DELEGATE", "Who may decide."),
    actors("consultees", "CONSULTEE", "Who is to be asked before."),
];
