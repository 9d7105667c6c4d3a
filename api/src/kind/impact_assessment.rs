use entities::impact_assessment;

use super::*;

pub static IMPACT_ASSESSMENT: Type = Type {
    name: "ImpactAssessment",
    one: "impactAssessment",
    many: "impactAssessments",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&impact_assessment::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    actor("requester", "REQUESTER", "Who asked for it; null when the source names nobody."),
];
