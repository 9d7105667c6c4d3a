use entities::board;

use super::*;

pub static BOARD: Type = Type {
    name: "Board",
    one: "board",
    many: "boards",
    relations: RELATIONS,
    orders: order::BY_NAME,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    ..Type::record(&board::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    aliases(),
    many("meetings", &super::meeting::MEETING, "board_id", "Its meetings."),
    through(
        "agendaItems",
        &super::agenda_item::AGENDA_ITEM,
        Via { table: "meeting", near: "board_id", far: "id", only: "", sure: "" },
        "meeting_id",
        "All that was on its agendas.",
    ),
    many("decisions", &super::decision::DECISION, "board_id", "What it decided."),
    many("memberships", &super::membership::MEMBERSHIP, "board_id", "Who belongs to it."),
    many("posts", &super::post::POST, "board_id", "Chairs and seats."),
    many("participations", &super::participation::PARTICIPATION, "board_id", "Partners and the parts they play."),
    many("strategies", &super::strategy::STRATEGY, "board_id", "Strategies that it owns."),
    many("documents", &super::document::DOCUMENT, "board_id", "Documents written for it or by it."),
    many("forwardPlans", &super::forward_plan::FORWARD_PLAN, "board_id", "What it announced that it would decide."),
    many("recommendations", &super::recommendation::RECOMMENDATION, "board_id", "What it was asked to do."),
    many("boards", &super::board::BOARD, "parent_id", "Boards that report to it."),
    linking("programmes", &super::programme::PROGRAMME, "BOARD", "Programmes that it governs."),
    many("mentions", &super::mention::MENTION, "board_id", "Words in papers that mean it."),
    linking(
        "possibleMentions",
        &super::mention::MENTION,
        "CANDIDATE",
        "Words in papers that can mean it, and others too.",
    ),
];
