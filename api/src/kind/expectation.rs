use entities::expectation;

use super::*;

pub static EXPECTATION: Type = Type {
    name: "Expectation",
    one: "expectation",
    many: "expectations",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&expectation::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    many(
        "expectationStatuses",
        &super::expectation_status::EXPECTATION_STATUS,
        "expectation_id",
        "How far councils have met it. Where there is none, nothing is known.",
    ),
    linked("topics", &super::topic::TOPIC, "TOPIC", "Its subjects, as we see them."),
];
