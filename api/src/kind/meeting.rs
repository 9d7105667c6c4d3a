use entities::meeting;

use super::*;

pub static MEETING: Type = Type {
    name: "Meeting",
    one: "meeting",
    many: "meetings",
    relations: RELATIONS,
    orders: order::BY_DATE,
    ..Type::record(&meeting::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    many("agendaItems", &super::agenda_item::AGENDA_ITEM, "meeting_id", "Its agenda."),
    through(
        "decisions",
        &super::decision::DECISION,
        Via { table: "agenda_item", near: "meeting_id", far: "id", only: "", sure: "" },
        "agenda_item_id",
        "What was decided there.",
    ),
    through(
        "contributions",
        &super::contribution::CONTRIBUTION,
        Via { table: "agenda_item", near: "meeting_id", far: "id", only: "", sure: "" },
        "agenda_item_id",
        "What was said there.",
    ),
    many(
        "attendances",
        &super::attendance::ATTENDANCE,
        "meeting_id",
        "Who came, or did not. Empty says nothing unless `attendanceKnown`.",
    ),
    linked("documents", &super::document::DOCUMENT, "DOCUMENT", "Its papers."),
    many("mentions", &super::mention::MENTION, "meeting_id", "Names in its papers."),
];
