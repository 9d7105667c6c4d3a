use entities::recommendation_answer;

use super::*;

pub static RECOMMENDATION_ANSWER: Type = Type {
    name: "RecommendationAnswer",
    one: "recommendationAnswer",
    many: "recommendationAnswers",
    relations: RELATIONS,
    orders: order::BY_CREATED_AT,
    ..Type::record(&recommendation_answer::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];
