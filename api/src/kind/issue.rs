//! One matter, followed over meetings and boards.
use entities::issue;

use super::*;

pub static ISSUE: Type = Type {
    name: "Issue",
    about: "One matter, followed over meetings and boards.",
    table: &issue::TABLE,
    record: true,
    one: "issue",
    many: "issues",
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
    many("agendaItems", &super::agenda_item::AGENDA_ITEM, "issue_id", "Items under which it was taken up."),
    linking("decisions", &super::decision::DECISION, "ABOUT", "Decisions about it."),
    linked("programmes", &super::programme::PROGRAMME, "ABOUT", "Programmes that it is about."),
    linked("strategies", &super::strategy::STRATEGY, "ABOUT", "Strategies that it is about."),
    linked("topics", &super::topic::TOPIC, "TOPIC", "Its subjects."),
];

static ORDERS: &[Order] = &[
    Order { name: "TITLE_ASC", columns: &["title"], descending: false, about: "By title, A first, by code point." },
    Order { name: "TITLE_DESC", columns: &["title"], descending: true, about: "By title, Z first, by code point." },
];
