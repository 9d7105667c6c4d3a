use entities::expectation_status;

use super::*;

pub static EXPECTATION_STATUS: Type = Type {
    name: "ExpectationStatus",
    one: "expectationStatus",
    many: "expectationStatuses",
    relations: RELATIONS,
    orders: order::BY_CREATED_AT,
    ..Type::record(&expectation_status::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    linked("documents", &super::document::DOCUMENT, "EVIDENCE", "Documents given as evidence."),
    linked("decisions", &super::decision::DECISION, "EVIDENCE", "Decisions given as evidence."),
    linked("contributions", &super::contribution::CONTRIBUTION, "EVIDENCE", "What was said, given as evidence."),
    linked("milestones", &super::milestone::MILESTONE, "EVIDENCE", "Milestones given as evidence."),
];
