//! The diagram in docs/model.md is drawn from the entities, so that it cannot fall behind them. Run with
//! FOLKMOOT_ACCEPT=1 to draw it anew.

use std::collections::{BTreeMap, BTreeSet};

use entities::{Kind, RECORDS, Table, record_named};
use tests::top;

/// Where a reader looks for a record: whoever adds one says here where it belongs. Three dozen names in one heap would
/// show nothing.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "Councils, boards and people",
        &["area", "council", "organisation", "board", "person", "post", "membership", "participation"],
    ),
    (
        "Meetings",
        &[
            "issue",
            "forward_plan",
            "forward_plan_entry",
            "meeting",
            "agenda_item",
            "attendance",
            "contribution",
            "document",
            "document_file",
            "document_page",
        ],
    ),
    ("What meetings bring about", &["recommendation", "decision", "vote", "delegation", "action_item"]),
    ("Plans", &["policy_instrument", "programme", "strategy", "strategy_status", "strategy_element", "expectation"]),
    (
        "What comes of plans",
        &[
            "progress_statement",
            "milestone",
            "milestone_slip",
            "funding_award",
            "funding_split",
            "expectation_status",
            "risk",
            "impact_assessment",
            "engagement",
            "judgement",
            "recognition",
        ],
    ),
    (
        "Figures",
        &[
            "dataset",
            "release",
            "indicator",
            "named_indicator",
            "time_period",
            "observation",
            "comparator_set",
            "comparator",
        ],
    ),
    ("What names mean", &["mention", "issue_entry", "recommendation_answer", "merge"]),
    ("Where it was read, what it is about", &["source", "topic"]),
];

const BEGIN: &str = "<!-- Drawn by tests/it/model.rs from entities/src: FOLKMOOT_ACCEPT=1 draws it anew. -->\n";
const END: &str = "<!-- The drawing ends here. -->\n";

const TOPIC: &str = "topic";

/// What several records of a table are called where a field that points to them has no name of its own.
fn plural(table: &str) -> String {
    table.strip_suffix('y').map_or_else(|| format!("{table}s"), |stem| format!("{stem}ies"))
}

/// A record, and below its name the parts that somebody plays in it. Those parts and the topics are no arrows: nine
/// arrows to topics, and five for each part, since an actor may be any of five records, would bury the others.
fn node(table: &Table) -> String {
    let parts: Vec<String> = table.actors.iter().map(|part| part.to_lowercase().replace('_', " ")).collect();
    let below = if parts.is_empty() { String::new() } else { format!("<br/>{}", parts.join(", ")) };
    let text = format!("[\"{}{below}\"]", table.name);
    let filed = table.links.iter().any(|link| link.target == TOPIC);
    format!("    {}{}\n", table.name, if filed { format!("({text})") } else { text })
}

/// The arrows that leave a record, to each target once: whole where it holds the other's id, dotted where it points to
/// several, with the name of the field where that says more than the target does.
fn arrows(table: &Table) -> String {
    let mut held: Vec<&str> = Vec::new();
    for column in table.columns {
        if let Kind::Reference(target) = column.kind
            && record_named(target).is_some()
            && !held.contains(&target)
        {
            held.push(target);
        }
    }
    let (mut plain, mut named) = (Vec::new(), BTreeMap::<&str, Vec<String>>::new());
    for link in table.links.iter().filter(|link| link.target != TOPIC) {
        if link.field == plural(link.target) {
            plain.push(link.target);
        } else {
            named.entry(link.target).or_default().push(link.field.replace('_', " "));
        }
    }
    let mut out = String::new();
    for (arrow, targets) in [("-->", held), ("-.->", plain)] {
        if !targets.is_empty() {
            out += &format!("  {} {arrow} {}\n", table.name, targets.join(" & "));
        }
    }
    for (target, fields) in named {
        out += &format!("  {} -. {} .-> {target}\n", table.name, fields.join(", "));
    }
    out
}

fn drawn() -> String {
    let mut out = String::from("\n```mermaid\ngraph LR\n");
    for (i, (title, members)) in GROUPS.iter().enumerate() {
        out += &format!("  subgraph group{i} [\"{title}\"]\n");
        out.extend(members.iter().filter_map(|name| record_named(name)).map(node));
        out += "  end\n";
    }
    out.extend(RECORDS.iter().map(|table| arrows(table)));
    out + "```\n\n"
}

/// A record in no group would be drawn outside of all, and one in two groups in either.
#[test]
fn every_record_is_in_one_group() {
    let mut met = BTreeSet::new();
    for name in GROUPS.iter().flat_map(|(_, members)| *members) {
        assert!(record_named(name).is_some(), "{name} is grouped, but is no record");
        assert!(met.insert(*name), "{name} is in two groups");
    }
    let missing: Vec<&str> = RECORDS.iter().map(|table| table.name).filter(|name| !met.contains(name)).collect();
    assert!(missing.is_empty(), "in no group of tests/it/model.rs: {missing:?}");
}

#[test]
fn the_diagram_is_what_the_entities_say() {
    let path = top().join("docs/model.md");
    let held = std::fs::read_to_string(&path).expect("docs/model.md is there");
    let (before, rest) = held.split_once(BEGIN).expect("a comment begins the diagram");
    let (diagram, after) = rest.split_once(END).expect("a comment ends the diagram");
    let drawn = drawn();
    if std::env::var_os("FOLKMOOT_ACCEPT").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{drawn}{END}{after}")).expect("the diagram is written");
    } else {
        assert!(diagram == drawn, "the diagram is stale: draw it anew with FOLKMOOT_ACCEPT=1. It would be:\n{drawn}");
    }
}
