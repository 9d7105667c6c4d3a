//! What happens to a matter: where forward plans announce it, its items, what was decided and recommended under them, their
//! papers; by what sources say and by rules.

use super::*;

/// What happens under an item `i` of a matter: what was decided, what was recommended and its papers. `$join` leads from the
/// matter to the item, `$first` says that no other way to the same paper comes before this one.
macro_rules! under_items {
    ($join:literal, $parent:literal, $sure:literal, $first:literal) => {
        [
            entries!(
                "DECISION",
                "decision_id",
                "COALESCE(x.date, m.date)",
                "x.text",
                concat!($join, " JOIN meeting m ON m.id = i.meeting_id JOIN decision x ON x.agenda_item_id = i.id"),
                $parent,
                concat!(
                    "NOT EXISTS (SELECT 1 FROM link a WHERE a.from_id = x.id AND a.role = 'ABOUT' AND a.to_id = ",
                    $parent,
                    ") AND NOT EXISTS (SELECT 1 FROM issue_entry a WHERE a.decision_id = x.id AND a.issue_id = ",
                    $parent,
                    ")"
                ),
                $sure
            ),
            entries!(
                "RECOMMENDATION",
                "recommendation_id",
                "m.date",
                "x.text",
                concat!($join, " JOIN meeting m ON m.id = i.meeting_id JOIN recommendation x ON x.agenda_item_id = i.id"),
                $parent,
                "",
                $sure
            ),
            entries!(
                "DOCUMENT",
                "document_id",
                "COALESCE(x.date, CAST(m.date AS text))",
                "x.title",
                concat!(
                    $join,
                    " JOIN meeting m ON m.id = i.meeting_id JOIN link l ON l.from_id = i.id AND l.role = 'DOCUMENT' JOIN document x ON \
                     x.id = l.to_id"
                ),
                $parent,
                concat!(
                    "NOT EXISTS (SELECT 1 FROM issue_entry a WHERE a.document_id = x.id AND a.issue_id = ",
                    $parent,
                    ") AND NOT EXISTS (SELECT 1 FROM link n JOIN agenda_item j ON j.id = n.from_id WHERE n.to_id = x.id AND n.role = \
                     'DOCUMENT' AND ",
                    $first,
                    ")"
                ),
                $sure
            ),
        ]
    };
}

/// Things that a rule ties to a matter.
macro_rules! entered {
    ($column:literal, $kind:literal, $at:literal, $label:literal, $table:literal, $join:literal) => {
        entries!(
            $kind,
            $column,
            $at,
            $label,
            concat!("issue_entry e JOIN ", $table, " x ON x.id = e.", $column, $join),
            "e.issue_id",
            "",
            "e.certainty"
        )
    };
}

const UNDER_STATED: [Branch; 3] =
    under_items!("agenda_item i", "i.issue_id", "NULL", "j.issue_id = i.issue_id AND j.id < i.id");

const UNDER_ENTERED: [Branch; 3] = under_items!(
    "issue_entry e JOIN agenda_item i ON i.id = e.agenda_item_id",
    "e.issue_id",
    "e.certainty",
    "(j.issue_id = e.issue_id OR (j.id < i.id AND EXISTS (SELECT 1 FROM issue_entry f WHERE f.agenda_item_id = j.id AND \
     f.issue_id = e.issue_id)))"
);

pub const OF_ISSUE: &[Branch] = &[
    entries!(
        "NOTICE",
        "issue_id",
        "x.notice_published_on",
        "x.title",
        "issue x",
        "x.id",
        "x.notice_published_on IS NOT NULL",
        "NULL"
    ),
    entries!(
        "AGENDA_ITEM",
        "agenda_item_id",
        "m.date",
        "x.title",
        "agenda_item x JOIN meeting m ON m.id = x.meeting_id",
        "x.issue_id",
        "",
        "NULL"
    ),
    entered!(
        "agenda_item_id",
        "AGENDA_ITEM",
        "m.date",
        "x.title",
        "agenda_item",
        " JOIN meeting m ON m.id = x.meeting_id"
    ),
    entries!(
        "FORWARD_PLAN_ENTRY",
        "forward_plan_entry_id",
        "COALESCE(f.period, CAST(x.notice_published_on AS text))",
        "f.title || ': ' || x.title",
        "forward_plan_entry x JOIN forward_plan f ON f.id = x.forward_plan_id",
        "x.issue_id",
        "",
        "NULL"
    ),
    linking!("ABOUT", "DECISION", "decision_id", "x.date", "x.text", "decision", ""),
    entered!("decision_id", "DECISION", "x.date", "x.text", "decision", ""),
    entered!("document_id", "DOCUMENT", "x.date", "x.title", "document", ""),
    UNDER_STATED[0],
    UNDER_STATED[1],
    UNDER_STATED[2],
    UNDER_ENTERED[0],
    UNDER_ENTERED[1],
    UNDER_ENTERED[2],
];
