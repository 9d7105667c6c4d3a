//! A named piece of work: a national programme, or a council's own.
use entities::programme;

use super::*;

pub static PROGRAMME: Type = Type {
    name: "Programme",
    about: "A named piece of work: a national programme, or a council's own.",
    table: &programme::TABLE,
    record: true,
    one: "programme",
    many: "programmes",
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
    many(
        "implementations",
        &super::programme::PROGRAMME,
        "implements_id",
        "Local programmes that carry it out, where a source says so.",
    ),
    many("components", &super::programme::PROGRAMME, "part_of_id", "Programmes that are part of it."),
    many("participations", &super::participation::PARTICIPATION, "programme_id", "Partners and the parts they play."),
    linking("decisions", &super::decision::DECISION, "ABOUT", "Decisions about it."),
    linking("agendaItems", &super::agenda_item::AGENDA_ITEM, "ABOUT", "Items about it."),
    linking("documents", &super::document::DOCUMENT, "ABOUT", "Documents about it."),
    linking("issues", &super::issue::ISSUE, "ABOUT", "Matters about it."),
    linking("actionItems", &super::action_item::ACTION_ITEM, "ABOUT", "Promises about it."),
    linked("governance", &super::document::DOCUMENT, "GOVERNANCE", "Documents that say how it is run."),
    linked("boards", &super::board::BOARD, "BOARD", "Boards that govern it."),
    linked("topics", &super::topic::TOPIC, "TOPIC", "Its subjects."),
];

static ORDERS: &[Order] = &[
    Order { name: "NAME_ASC", columns: &["name"], descending: false, about: "By name, A first, by code point." },
    Order { name: "NAME_DESC", columns: &["name"], descending: true, about: "By name, Z first, by code point." },
];
