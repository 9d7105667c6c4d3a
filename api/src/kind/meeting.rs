//! One sitting of one board.
use entities::meeting;

use super::*;

pub static MEETING: Type = Type {
    name: "Meeting",
    about: "One sitting of one board.",
    table: &meeting::TABLE,
    record: true,
    one: "meeting",
    many: "meetings",
    hidden: &[],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[],
    special: None,
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
];

static ORDERS: &[Order] = &[
    Order {
        name: "DATE_DESC",
        columns: &["date"],
        descending: true,
        about: "Newest first; what has no date comes last.",
    },
    Order {
        name: "DATE_ASC",
        columns: &["date"],
        descending: false,
        about: "Oldest first; what has no date comes first.",
    },
];
