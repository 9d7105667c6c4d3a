use entities::topic;

use super::*;

pub static TOPIC: Type = Type {
    name: "Topic",
    one: "topic",
    many: "topics",
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    ..Type::record(&topic::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    aliases(),
    many("narrower", &super::topic::TOPIC, "broader_id", "Subjects that are part of it."),
    linking("programmes", &super::programme::PROGRAMME, "TOPIC", "Programmes about it."),
    linking("strategies", &super::strategy::STRATEGY, "TOPIC", "Strategies about it."),
    linking("agendaItems", &super::agenda_item::AGENDA_ITEM, "TOPIC", "Items about it."),
    linking("decisions", &super::decision::DECISION, "TOPIC", "Decisions about it."),
    linking("documents", &super::document::DOCUMENT, "TOPIC", "Documents about it."),
    linking("issues", &super::issue::ISSUE, "TOPIC", "Matters about it."),
    linking("strategyElements", &super::strategy_element::STRATEGY_ELEMENT, "TOPIC", "Elements about it."),
    linking("expectations", &super::expectation::EXPECTATION, "TOPIC", "What national programmes expect about it."),
    linking("policyInstruments", &super::policy_instrument::POLICY_INSTRUMENT, "TOPIC", "Acts and guidance about it."),
];

static ORDERS: &[Order] = &[
    Order { name: "LABEL_ASC", columns: &["label"], descending: false, about: "By label, A first, by code point." },
    Order { name: "LABEL_DESC", columns: &["label"], descending: true, about: "By label, Z first, by code point." },
];
