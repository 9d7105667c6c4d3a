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
    many(
        "expectations",
        &super::expectation::EXPECTATION,
        "document_id",
        "What it expects of those who carry a programme out.",
    ),
    many("judgements", &super::judgement::JUDGEMENT, "document_id", "What inspectors found, as it reports."),
    many(
        "progressStatements",
        &super::progress_statement::PROGRESS_STATEMENT,
        "document_id",
        "Progress that it reports.",
    ),
    linking(
        "evidenceFor",
        &super::progress_statement::PROGRESS_STATEMENT,
        "EVIDENCE",
        "Statements of progress that rest on it.",
    ),
    linking(
        "evidenceForStatus",
        &super::expectation_status::EXPECTATION_STATUS,
        "EVIDENCE",
        "How far councils meet what is expected, where that rests on it.",
    ),
    many(
        "files",
        &super::document_file::DOCUMENT_FILE,
        "document_id",
        "Its file and what came of reading it; none where nobody has read it.",
    ),
    many(
        "pages",
        &super::document_page::DOCUMENT_PAGE,
        "document_id",
        "Its pages that have words, as far as its file was read.",
    ),
    many("mentions", &super::mention::MENTION, "document_id", "Names in its title and on its pages."),
    many(
        "issueEntries",
        &super::issue_entry::ISSUE_ENTRY,
        "document_id",
        "Matters to which it belongs by a rule, where no source says so.",
    ),
];

static ORDERS: &[Order] = &[order::DATE_DESC, order::DATE_ASC, order::TITLE_ASC, order::TITLE_DESC];
