use entities::recommendation;

use super::*;

pub static RECOMMENDATION: Type = Type {
    name: "Recommendation",
    one: "recommendation",
    many: "recommendations",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&recommendation::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    many(
        "answers",
        &super::recommendation_answer::RECOMMENDATION_ANSWER,
        "recommendation_id",
        "Decisions that answer it; where there is none, it is not known what became of it.",
    ),
];
