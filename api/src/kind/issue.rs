use entities::issue;

use super::*;

pub static ISSUE: Type = Type {
    name: "Issue",
    one: "issue",
    many: "issues",
    relations: RELATIONS,
    orders: order::BY_TITLE,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    ..Type::record(&issue::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    aliases(),
    many("agendaItems", &super::agenda_item::AGENDA_ITEM, "issue_id", "Items under which it was taken up."),
    linking("decisions", &super::decision::DECISION, "ABOUT", "Decisions about it."),
    linked("programmes", &super::programme::PROGRAMME, "ABOUT", "Programmes that it is about."),
    linked("strategies", &super::strategy::STRATEGY, "ABOUT", "Strategies that it is about."),
    many(
        "forwardPlanEntries",
        &super::forward_plan_entry::FORWARD_PLAN_ENTRY,
        "issue_id",
        "Where forward plans announce it.",
    ),
    timeline(timeline_entry::OF_ISSUE),
    linked("topics", &super::topic::TOPIC, "TOPIC", "Its subjects."),
    many(
        "entries",
        &super::issue_entry::ISSUE_ENTRY,
        "issue_id",
        "What belongs to it by a rule, where no source says so.",
    ),
];
