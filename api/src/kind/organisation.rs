//! A partner: any organisation that is not a council.
use entities::organisation;

use super::*;

pub static ORGANISATION: Type = Type {
    name: "Organisation",
    about: "A partner: any organisation that is not a council.",
    table: &organisation::TABLE,
    record: true,
    one: "organisation",
    many: "organisations",
    hidden: &[],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    special: None,
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    aliases(),
    many("organisations", &super::organisation::ORGANISATION, "parent_id", "Organisations that are part of it."),
    many("posts", &super::post::POST, "organisation_id", "Posts of its own."),
    many("memberships", &super::membership::MEMBERSHIP, "organisation_id", "Who belongs to it."),
    many("represented", &super::membership::MEMBERSHIP, "on_behalf_of_id", "Members of boards who stand for it."),
    many(
        "participations",
        &super::participation::PARTICIPATION,
        "organisation_id",
        "Programmes, strategies and boards in which it takes part.",
    ),
    many("programmes", &super::programme::PROGRAMME, "organisation_id", "Programmes that it owns."),
];

static ORDERS: &[Order] = &[
    Order { name: "NAME_ASC", columns: &["name"], descending: false, about: "By name, A first, by code point." },
    Order { name: "NAME_DESC", columns: &["name"], descending: true, about: "By name, Z first, by code point." },
];
