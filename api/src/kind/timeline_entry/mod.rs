//! What happened, in order: entries gathered from all records that bear a date.

use entities::{Column, Kind, Table, Word, Words, citation::CERTAINTY};

use super::*;
use crate::graph::describe::Branch;

static KIND: Words = Words {
    name: "TimelineKind",
    about: "What an entry of a timeline is.",
    words: &[
        Word { word: "MEETING", about: "A meeting of its boards." },
        Word { word: "AGENDA_ITEM", about: "An item on an agenda." },
        Word { word: "DECISION", about: "A decision." },
        Word { word: "DOCUMENT", about: "A document." },
        Word { word: "NOTICE", about: "Notice was given of a matter." },
        Word { word: "FORWARD_PLAN_ENTRY", about: "A forward plan announced a matter." },
        Word { word: "RECOMMENDATION", about: "Something was recommended to a board." },
        Word { word: "MILESTONE", about: "A milestone." },
        Word { word: "STRATEGY_STATUS", about: "A strategy came to stand where it says." },
        Word { word: "FUNDING_AWARD", about: "Money given or set aside." },
        Word { word: "IMPACT_ASSESSMENT", about: "An assessment, by when it is expected." },
        Word { word: "ENGAGEMENT", about: "People were heard." },
        Word { word: "JUDGEMENT", about: "An inspector judged." },
        Word { word: "RECOGNITION", about: "An award or the like." },
    ],
};

const fn column(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, about, null: true }
}

static TABLE: Table = Table {
    name: "timeline_entry",
    about: "An entry of a timeline: something that happened, or is to happen, to a programme, strategy, council or matter.",
    columns: &[
        column(
            "at",
            Kind::PartialDate,
            "When, as exactly as is known: of a meeting's item the day of the meeting; null when no date is known.",
        ),
        Column { name: "kind", kind: Kind::Word(&KIND), about: "What it is.", null: false },
        column("label", Kind::Text, "Its title, or what it says."),
        column(
            "certainty",
            Kind::Word(&CERTAINTY),
            "How sure it is that it belongs here; null where the record itself says it.",
        ),
        Column {
            name: "record_id",
            kind: Kind::Reference("record"),
            about: "Id of the record that it comes from.",
            null: false,
        },
        column("meeting_id", Kind::Reference("meeting"), "The record, where the entry is a meeting."),
        column("agenda_item_id", Kind::Reference("agenda_item"), "The record, where the entry is an agenda item."),
        column("decision_id", Kind::Reference("decision"), "The record, where the entry is a decision."),
        column("document_id", Kind::Reference("document"), "The record, where the entry is a document."),
        column("milestone_id", Kind::Reference("milestone"), "The record, where the entry is a milestone."),
        column(
            "strategy_status_id",
            Kind::Reference("strategy_status"),
            "The record, where the entry is a strategy status.",
        ),
        column("funding_award_id", Kind::Reference("funding_award"), "The record, where the entry is a funding award."),
        column(
            "impact_assessment_id",
            Kind::Reference("impact_assessment"),
            "The record, where the entry is an impact assessment.",
        ),
        column("engagement_id", Kind::Reference("engagement"), "The record, where the entry is an engagement."),
        column("judgement_id", Kind::Reference("judgement"), "The record, where the entry is a judgement."),
        column("recognition_id", Kind::Reference("recognition"), "The record, where the entry is a recognition."),
        column("issue_id", Kind::Reference("issue"), "The matter, where the entry is notice of it."),
        column(
            "forward_plan_entry_id",
            Kind::Reference("forward_plan_entry"),
            "The record, where the entry is one of a forward plan.",
        ),
        column(
            "recommendation_id",
            Kind::Reference("recommendation"),
            "The record, where the entry is a recommendation.",
        ),
        Column {
            name: "provenance_id",
            kind: Kind::Reference("citation"),
            about: "The citations of the record that it comes from.",
            null: false,
        },
    ],
    actors: &[],
    links: &[],
};

pub static TIMELINE_ENTRY: Type = Type {
    name: "TimelineEntry",
    orders: &[
        Order {
            name: "AT_ASC",
            columns: WHEN,
            descending: false,
            about: "By the earliest day that a date can mean, earliest first: 2026 and 2026/2027 come before 2026-01. What has no \
                    date comes first of all.",
        },
        Order { name: "AT_DESC", columns: WHEN, descending: true, about: "Exactly the other way round: latest first." },
    ],
    relations: &[Relation {
        about: "Where the record that it comes from was read, the best source first.",
        ..sources()
    }],
    gathered: true,
    ..Type::part(&TABLE)
};

const WHEN: &[&str] = &["at", "kind", "record_id"];

/// Entries of one kind, told by the rows `x` of a table.
macro_rules! entries {
    ($kind:expr, $id:expr, $at:expr, $label:expr, $from:expr, $parent:expr, $only:expr, $sure:expr) => {
        Branch {
            from: $from,
            parent: $parent,
            only: $only,
            columns: &[
                ("at", $at),
                ("kind", concat!("'", $kind, "'")),
                ("label", $label),
                ("certainty", $sure),
                ("record_id", "x.id"),
                ("provenance_id", "x.provenance_id"),
                ($id, "x.id"),
            ],
        }
    };
}

/// Entries that point to the near record by a link.
macro_rules! linking {
    ($role:literal, $kind:literal, $id:literal, $at:literal, $label:literal, $table:literal, $join:literal) => {
        entries!(
            $kind,
            $id,
            $at,
            $label,
            concat!("link l JOIN ", $table, " x ON x.id = l.from_id", $join),
            "l.to_id",
            concat!("l.role = '", $role, "'"),
            "l.certainty"
        )
    };
}

/// Entries of rows that hold the near record's id.
macro_rules! holding {
    ($column:literal, $kind:literal, $id:literal, $at:literal, $label:literal, $table:literal) => {
        entries!($kind, $id, $at, $label, concat!($table, " x"), concat!("x.", $column), "", "NULL")
    };
}

/// What happens to a programme and to a strategy alike: their column, the role of their own papers, and what only one has.
macro_rules! plan {
    ($column:literal, $papers:literal $(, $more:expr)*) => {
        &[
            linking!(
                "ABOUT",
                "AGENDA_ITEM",
                "agenda_item_id",
                "m.date",
                "x.title",
                "agenda_item",
                " JOIN meeting m ON m.id = x.meeting_id"
            ),
            linking!("ABOUT", "DECISION", "decision_id", "x.date", "x.text", "decision", ""),
            linking!("ABOUT", "DOCUMENT", "document_id", "x.date", "x.title", "document", ""),
            entries!(
                "DOCUMENT",
                "document_id",
                "x.date",
                "x.title",
                "link l JOIN document x ON x.id = l.to_id",
                "l.from_id",
                concat!(
                    "l.role = '",
                    $papers,
                    "' AND NOT EXISTS (SELECT 1 FROM link a WHERE a.from_id = x.id AND a.role = 'ABOUT' AND a.to_id = l.from_id)"
                ),
                "l.certainty"
            ),
            holding!($column, "MILESTONE", "milestone_id", "x.due", "x.label", "milestone"),
            holding!(
                $column,
                "FUNDING_AWARD",
                "funding_award_id",
                "x.period",
                "COALESCE(x.purpose, x.amount_text)",
                "funding_award"
            ),
            holding!($column, "IMPACT_ASSESSMENT", "impact_assessment_id", "x.expected_by", "x.text", "impact_assessment"),
            holding!($column, "ENGAGEMENT", "engagement_id", "x.period", "x.text", "engagement"),
            $($more),*
        ]
    };
}

mod issue;

pub use issue::OF_ISSUE;

pub const OF_PROGRAMME: &[Branch] = plan!("programme_id", "GOVERNANCE");

pub const OF_STRATEGY: &[Branch] = plan!(
    "strategy_id",
    "DOCUMENT",
    holding!("strategy_id", "STRATEGY_STATUS", "strategy_status_id", "x.from_date", "x.kind", "strategy_status"),
    holding!("strategy_id", "RECOGNITION", "recognition_id", "x.date", "x.title", "recognition")
);

pub const OF_COUNCIL: &[Branch] = &[
    entries!(
        "MEETING",
        "meeting_id",
        "x.date",
        "x.title",
        "board b JOIN meeting x ON x.board_id = b.id",
        "b.council_id",
        "",
        "NULL"
    ),
    entries!(
        "DECISION",
        "decision_id",
        "x.date",
        "x.text",
        "board b JOIN decision x ON x.board_id = b.id",
        "b.council_id",
        "",
        "NULL"
    ),
    entries!(
        "DOCUMENT",
        "document_id",
        "x.date",
        "x.title",
        "board b JOIN document x ON x.board_id = b.id",
        "b.council_id",
        "",
        "NULL"
    ),
    entries!(
        "MILESTONE",
        "milestone_id",
        "x.due",
        "x.label",
        "programme b JOIN milestone x ON x.programme_id = b.id",
        "b.council_id",
        "",
        "NULL"
    ),
    entries!(
        "MILESTONE",
        "milestone_id",
        "x.due",
        "x.label",
        "strategy b JOIN milestone x ON x.strategy_id = b.id",
        "b.council_id",
        "x.programme_id IS NULL",
        "NULL"
    ),
    entries!(
        "STRATEGY_STATUS",
        "strategy_status_id",
        "x.from_date",
        "x.kind",
        "strategy b JOIN strategy_status x ON x.strategy_id = b.id",
        "b.council_id",
        "",
        "NULL"
    ),
    entries!(
        "MILESTONE",
        "milestone_id",
        "x.due",
        "x.label",
        "board q JOIN strategy b ON b.board_id = q.id JOIN milestone x ON x.strategy_id = b.id",
        "q.council_id",
        "b.council_id IS NULL AND x.programme_id IS NULL",
        "NULL"
    ),
    entries!(
        "STRATEGY_STATUS",
        "strategy_status_id",
        "x.from_date",
        "x.kind",
        "board q JOIN strategy b ON b.board_id = q.id JOIN strategy_status x ON x.strategy_id = b.id",
        "q.council_id",
        "b.council_id IS NULL",
        "NULL"
    ),
    holding!(
        "council_id",
        "FUNDING_AWARD",
        "funding_award_id",
        "x.period",
        "COALESCE(x.purpose, x.amount_text)",
        "funding_award"
    ),
    holding!(
        "council_id",
        "JUDGEMENT",
        "judgement_id",
        "x.date",
        "COALESCE(x.text, x.domain, x.framework)",
        "judgement"
    ),
    holding!("council_id", "RECOGNITION", "recognition_id", "x.date", "x.title", "recognition"),
];
