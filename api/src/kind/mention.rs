use entities::mention;

use super::*;

pub static MENTION: Type = Type {
    name: "Mention",
    one: "mention",
    many: "mentions",
    relations: RELATIONS,
    orders: order::BY_DATE,
    ..Type::record(&mention::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    linked(
        "candidateProgrammes",
        &super::programme::PROGRAMME,
        "CANDIDATE",
        "Programmes that the words can mean; empty where they mean one record.",
    ),
    linked(
        "candidateStrategies",
        &super::strategy::STRATEGY,
        "CANDIDATE",
        "Strategies that the words can mean; empty where they mean one record.",
    ),
    linked(
        "candidatePolicyInstruments",
        &super::policy_instrument::POLICY_INSTRUMENT,
        "CANDIDATE",
        "Policy instruments that the words can mean; empty where they mean one record.",
    ),
    linked(
        "candidateBoards",
        &super::board::BOARD,
        "CANDIDATE",
        "Boards that the words can mean; empty where they mean one record.",
    ),
    linked(
        "candidateOrganisations",
        &super::organisation::ORGANISATION,
        "CANDIDATE",
        "Organisations that the words can mean; empty where they mean one record.",
    ),
    linked(
        "candidatePosts",
        &super::post::POST,
        "CANDIDATE",
        "Posts that the words can mean; empty where they mean one record.",
    ),
    linked(
        "candidatePeople",
        &super::person::PERSON,
        "CANDIDATE",
        "People whom the words can mean; empty where they mean one record.",
    ),
];
