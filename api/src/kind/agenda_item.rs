use entities::agenda_item;

use super::*;

pub static AGENDA_ITEM: Type = Type {
    name: "AgendaItem",
    one: "agendaItem",
    many: "agendaItems",
    relations: RELATIONS,
    orders: ORDERS,
    ..Type::record(&agenda_item::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    actors("presenters", "PRESENTER", "Who presented it."),
    many("contributions", &super::contribution::CONTRIBUTION, "agenda_item_id", "What was said under it."),
    many("decisions", &super::decision::DECISION, "agenda_item_id", "What was decided under it."),
    many(
        "recommendations",
        &super::recommendation::RECOMMENDATION,
        "agenda_item_id",
        "What the board was asked to do.",
    ),
    many("votes", &super::vote::VOTE, "agenda_item_id", "Votes that were taken under it, by count."),
    many("actionItems", &super::action_item::ACTION_ITEM, "agenda_item_id", "Promises and tasks that came out of it."),
    many("attendances", &super::attendance::ATTENDANCE, "agenda_item_id", "Who came for it alone."),
    many("agendaItems", &super::agenda_item::AGENDA_ITEM, "parent_id", "Items that are part of it."),
    linked("documents", &super::document::DOCUMENT, "DOCUMENT", "Its papers."),
    linked("programmes", &super::programme::PROGRAMME, "ABOUT", "Programmes that it is about."),
    linked("strategies", &super::strategy::STRATEGY, "ABOUT", "Strategies that it is about."),
    linked("topics", &super::topic::TOPIC, "TOPIC", "Its subjects, as we see them; see `topicsKnown`."),
    linked("organisations", &super::organisation::ORGANISATION, "ABOUT", "Organisations that it is about."),
    many(
        "mentions",
        &super::mention::MENTION,
        "agenda_item_id",
        "Names in its texts, and in what was said and decided under it.",
    ),
    many(
        "issueEntries",
        &super::issue_entry::ISSUE_ENTRY,
        "agenda_item_id",
        "Matters to which it belongs by a rule, where no source says so.",
    ),
];

/// By the day of the meeting, then as in the meeting.
const WHEN: &[&str] = &["meeting_id.date", "meeting_id.id", "position"];

static ORDERS: &[Order] = &[
    Order {
        name: "DATE_ASC",
        columns: WHEN,
        descending: false,
        about: "Oldest meeting first, each in the order of its source; a meeting without a date comes first.",
    },
    Order { name: "DATE_DESC", columns: WHEN, descending: true, about: "Exactly the other way round: newest first." },
];
