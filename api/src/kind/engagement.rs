use entities::engagement;

use super::*;

pub static ENGAGEMENT: Type = Type {
    name: "Engagement",
    one: "engagement",
    many: "engagements",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&engagement::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers(), actors("participants", "PARTICIPANT", "Who was heard.")];
