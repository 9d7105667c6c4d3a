use entities::contribution;

use super::*;

pub static CONTRIBUTION: Type = Type {
    name: "Contribution",
    one: "contribution",
    many: "contributions",
    relations: RELATIONS,
    orders: ORDERS,
    ..Type::record(&contribution::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    actor("speaker", "SPEAKER", "Who said it; null when the source names nobody."),
    many("replies", &super::contribution::CONTRIBUTION, "reply_to_id", "Contributions that answer it."),
    many("actionItems", &super::action_item::ACTION_ITEM, "contribution_id", "Promises made or asked for in it."),
    many("risks", &super::risk::RISK, "contribution_id", "Risks raised in it."),
    many(
        "impactAssessments",
        &super::impact_assessment::IMPACT_ASSESSMENT,
        "contribution_id",
        "Assessments asked for in it.",
    ),
    linking(
        "evidenceForStatus",
        &super::expectation_status::EXPECTATION_STATUS,
        "EVIDENCE",
        "How far councils meet what is expected, where that rests on it.",
    ),
    many("mentions", &super::mention::MENTION, "contribution_id", "Names in its text."),
];

/// By the day of the meeting, then as in the meeting.
const WHEN: &[&str] = &[
    "agenda_item_id.meeting_id.date",
    "agenda_item_id.meeting_id.id",
    "agenda_item_id.position",
    "agenda_item_id.id",
    "position",
];

static ORDERS: &[Order] = &[
    Order {
        name: "DATE_ASC",
        columns: WHEN,
        descending: false,
        about: "Oldest meeting first, each in the order of its source; a meeting without a date comes first.",
    },
    Order { name: "DATE_DESC", columns: WHEN, descending: true, about: "Exactly the other way round: newest first." },
];
