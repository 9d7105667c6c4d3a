use entities::document;

use super::*;

pub static DOCUMENT: Type = Type {
    name: "Document",
    one: "document",
    many: "documents",
    relations: RELATIONS,
    orders: ORDERS,
    ..Type::record(&document::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    actors("authors", "AUTHOR", "Who wrote it."),
    actors("leadOfficers", "LEAD_OFFICER", "Officers who answer for it."),
    actors("leadMembers", "LEAD_MEMBER", "Cabinet members who answer for it."),
    many("attachments", &super::document::DOCUMENT, "parent_id", "Documents attached to it."),
    many("recommendations", &super::recommendation::RECOMMENDATION, "document_id", "What it asks a board to do."),
    linking("agendaItems", &super::agenda_item::AGENDA_ITEM, "DOCUMENT", "Items that it was before."),
    linking("meetings", &super::meeting::MEETING, "DOCUMENT", "Meetings whose papers it belongs to."),
    linking("decisions", &super::decision::DECISION, "ABOUT", "Decisions about it."),
    linking("governs", &super::programme::PROGRAMME, "GOVERNANCE", "Programmes that it says how to run."),
    linked("programmes", &super::programme::PROGRAMME, "ABOUT", "Programmes that it is about."),
    linked("strategies", &super::strategy::STRATEGY, "ABOUT", "Strategies that it is about."),
    linking("textOf", &super::strategy::STRATEGY, "DOCUMENT", "Strategies whose text it is."),
    linked("topics", &super::topic::TOPIC, "TOPIC", "Its subjects."),
    many("risks", &super::risk::RISK, "document_id", "Risks that it names."),
    many(
        "impactAssessments",
        &super::impact_assessment::IMPACT_ASSESSMENT,
        "document_id",
        "Assessments that it speaks of.",
    ),
    many("engagements", &super::engagement::ENGAGEMENT, "document_id", "Who was heard, as it says."),
    linked(
        "policyInstruments",
        &super::policy_instrument::POLICY_INSTRUMENT,
        "CITES",
        "Acts and guidance that it cites.",
    ),
];

static ORDERS: &[Order] = &[
    Order {
        name: "DATE_DESC",
        columns: &["date"],
        descending: true,
        about: "Newest first; what has no date comes last.",
    },
    Order {
        name: "DATE_ASC",
        columns: &["date"],
        descending: false,
        about: "Oldest first; what has no date comes first.",
    },
    Order { name: "TITLE_ASC", columns: &["title"], descending: false, about: "By title, A first, by code point." },
    Order { name: "TITLE_DESC", columns: &["title"], descending: true, about: "By title, Z first, by code point." },
];
