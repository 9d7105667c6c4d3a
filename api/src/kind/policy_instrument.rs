use entities::policy_instrument;

use super::*;

pub static POLICY_INSTRUMENT: Type = Type {
    name: "PolicyInstrument",
    one: "policyInstrument",
    many: "policyInstruments",
    relations: RELATIONS,
    orders: order::BY_TITLE,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    ..Type::record(&policy_instrument::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    aliases(),
    many(
        "elements",
        &super::strategy_element::STRATEGY_ELEMENT,
        "policy_instrument_id",
        "Its points: aims, principles.",
    ),
    many("fundingAwards", &super::funding_award::FUNDING_AWARD, "policy_instrument_id", "Money paid under it."),
    linked("topics", &super::topic::TOPIC, "TOPIC", "Its subjects, as we see them."),
    linking("strategies", &super::strategy::STRATEGY, "CITES", "Strategies that build on it."),
    linking("programmes", &super::programme::PROGRAMME, "CITES", "Programmes that build on it."),
    linking("documents", &super::document::DOCUMENT, "CITES", "Documents that cite it."),
    many("mentions", &super::mention::MENTION, "policy_instrument_id", "Words in papers that mean it."),
    linking(
        "possibleMentions",
        &super::mention::MENTION,
        "CANDIDATE",
        "Words in papers that can mean it, and others too.",
    ),
];
