//! What programmes are compared by, and how the records that tell of it are read.

use async_graphql::Enum;

/// What councils are compared by.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(name = "ProgrammeComparisonFacet")]
pub enum Facet {
    /// How far it has come, on one scale from 1 to 5: announced, design, delivery, embedding, closed. Where no source
    /// gives a stage, a step that went live means delivery.
    Stage,
    /// Boards that decided on it, or answer for it.
    Boards,
    /// The latest decision on it.
    LatestDecision,
    /// Its dated steps.
    Milestones,
    /// Money given or set aside for it. Sums overlap, so they are never added up.
    Funding,
    /// Who takes part.
    Partners,
    /// Measures of success that a source names.
    Indicators,
    /// What could go wrong.
    Risks,
    /// Assessments of its effects.
    Assessments,
    /// How far it meets what the national programme expects.
    Expectations,
}

/// How a facet's records are read: `x` is the record, `programme` the local programme. What is empty is null.
pub struct Reading {
    pub facet: Facet,
    pub label: &'static str,
    pub at: &'static str,
    pub amount: &'static str,
    pub detail: &'static str,
    pub kind: &'static str,
    /// How sure it is that the record belongs to the programme, where a link says it.
    pub sure: &'static str,
    pub from: &'static str,
    pub programme: &'static str,
    pub order: &'static str,
}

/// Nothing but the words that most facets leave out.
const PLAIN: Reading = Reading {
    facet: Facet::Stage,
    label: "",
    at: "",
    amount: "",
    detail: "",
    kind: "",
    sure: "",
    from: "",
    programme: "x.programme_id",
    order: "x.position, x.id",
};

pub static READINGS: &[Reading] = &[
    Reading {
        facet: Facet::Boards,
        label: "x.name",
        detail: "'DECIDED'",
        from: "link l JOIN decision d ON d.id = l.from_id AND l.role = 'ABOUT' JOIN board x ON x.id = d.board_id",
        sure: "l.certainty",
        programme: "l.to_id",
        // The surest link of several first.
        order: "x.name, x.id, l.certainty DESC",
        ..PLAIN
    },
    Reading {
        facet: Facet::Boards,
        label: "x.name",
        detail: "'ANSWERS'",
        from: "link l JOIN board x ON x.id = l.to_id AND l.role = 'BOARD'",
        sure: "l.certainty",
        programme: "l.from_id",
        // The surest link of several first.
        order: "x.name, x.id, l.certainty DESC",
        ..PLAIN
    },
    Reading {
        facet: Facet::LatestDecision,
        label: "x.text",
        at: "CAST(x.date AS text)",
        detail: "x.effects",
        from: "link l JOIN decision x ON x.id = l.from_id AND l.role = 'ABOUT'",
        sure: "l.certainty",
        programme: "l.to_id",
        order: "x.date IS NULL, x.date DESC, x.id",
        ..PLAIN
    },
    Reading {
        facet: Facet::Milestones,
        label: "x.label",
        at: "x.due",
        detail: "x.status",
        kind: "x.kind",
        from: "milestone x",
        order: "COALESCE(x.due, '9999'), x.position, x.id",
        ..PLAIN
    },
    Reading {
        facet: Facet::Funding,
        label: "x.purpose",
        at: "x.period",
        amount: "x.amount",
        detail: "x.amount_text",
        from: "funding_award x",
        ..PLAIN
    },
    Reading {
        facet: Facet::Partners,
        label: "COALESCE(o.name, c.name, x.sector)",
        detail: "x.role",
        from: "participation x LEFT JOIN organisation o ON o.id = x.organisation_id \
               LEFT JOIN council c ON c.id = x.partner_council_id",
        order: "COALESCE(o.name, c.name, x.sector), x.id",
        ..PLAIN
    },
    Reading { facet: Facet::Indicators, label: "x.name", detail: "x.fit", from: "named_indicator x", ..PLAIN },
    Reading { facet: Facet::Risks, label: "x.text", detail: "x.mitigation", from: "risk x", ..PLAIN },
    Reading {
        facet: Facet::Assessments,
        label: "x.kind",
        at: "x.expected_by",
        detail: "x.stage",
        from: "impact_assessment x",
        ..PLAIN
    },
    Reading {
        facet: Facet::Expectations,
        label: "e.text",
        at: "x.as_of",
        detail: "x.rating",
        from: "expectation_status x JOIN expectation e ON e.id = x.expectation_id",
        order: "e.position, x.id",
        ..PLAIN
    },
];
