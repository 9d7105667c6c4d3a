//! Forward plans of the small council. All names are made up.

use super::{
    council::{Council, Edition, Issue, Plan, PlanEntry},
    small::{ISSUE, small},
};

/// An issue that was before no meeting.
pub const BEACON: u32 = 502;
/// An issue that has no page.
pub const BENCHES: u32 = 503;

/// An entry with labels and values.
pub fn plan_entry(issue: u32, title: &str, facts: &[(&str, &str)]) -> PlanEntry {
    let facts = facts.iter().map(|(label, value)| ((*label).into(), (*value).into())).collect();
    PlanEntry { issue, title: title.into(), facts }
}

/// The small council with two plans: of the Cabinet, with four editions, and one without any.
pub fn with_plans() -> Council {
    let fares = |due: &str| {
        let facts = [
            ("Decision maker", "Cabinet"),
            ("Decision due", due),
            ("Lead officer", "Olive Officer, 01632 960962"),
            ("Notice of proposed decision first published", "05/06/2025"),
        ];
        plan_entry(ISSUE, "Ferry Fares Review", &facts)
    };
    let beacon = [
        ("Decision maker", "Director of Made-Up Services"),
        ("Decision due", "Not before September 2026"),
        ("Decision type", "Key"),
    ];
    let beacon = plan_entry(BEACON, "Beacon Paint & Oil (write to private@example.com)", &beacon);
    let benches = plan_entry(BENCHES, "Benches", &[("Decision due", "August 2025 by Leader of the Council")]);
    let edition = |id, title: &str, entries| Edition { id, title: title.into(), entries };
    let editions = vec![
        edition(9_004, "Forward Plan August 2026", vec![fares("10 Jul 2025"), beacon]),
        edition(9_003, "Notice: 1 July 2025 to 31 October 2025", vec![benches, fares("July 2025")]),
        edition(9_002, "The plan before", vec![fares("in summer")]),
        edition(9_001, "Forward Plan March 2019", vec![fares("soon")]),
    ];
    let mut council = small();
    council.plans = vec![
        Plan { id: 120, name: "Cabinet Forward Plan".into(), editions },
        Plan { id: 121, name: "Officers".into(), editions: Vec::new() },
    ];
    let facts = [("Decision type", "Key"), ("Decision status", "For Determination"), ("Contact", "Olive Officer")];
    council.issues.push(Issue {
        id: BEACON,
        title: "Beacon Paint & Oil".into(),
        facts: facts.map(|(label, value)| (label.into(), value.into())).into(),
        at: Vec::new(),
    });
    council
}
