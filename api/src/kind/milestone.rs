use entities::milestone;

use super::*;

pub static MILESTONE: Type = Type {
    name: "Milestone",
    one: "milestone",
    many: "milestones",
    relations: RELATIONS,
    orders: ORDERS,
    ..Type::record(&milestone::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    many("slips", &super::milestone_slip::MILESTONE_SLIP, "milestone_id", "How it was put off or brought forward."),
    linking(
        "evidenceForStatus",
        &super::expectation_status::EXPECTATION_STATUS,
        "EVIDENCE",
        "How far councils meet what is expected, where that rests on it.",
    ),
];

static ORDERS: &[Order] = &[
    order::POSITION_ASC,
    order::POSITION_DESC,
    Order {
        name: "DUE_ASC",
        columns: &["due"],
        descending: false,
        about: "Earliest first; what has no date comes first.",
    },
    Order {
        name: "DUE_DESC",
        columns: &["due"],
        descending: true,
        about: "Latest first; what has no date comes last.",
    },
];
