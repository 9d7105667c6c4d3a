use entities::programme;

use super::*;

pub static PROGRAMME: Type = Type {
    name: "Programme",
    one: "programme",
    many: "programmes",
    relations: RELATIONS,
    orders: order::BY_NAME,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    ..Type::record(&programme::TABLE)
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
