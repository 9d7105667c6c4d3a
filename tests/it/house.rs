//! The house: which room knows which, and how large a room may be.

use std::{collections::BTreeSet, path::Path, process::Command};

use serde_json::Value;
use tests::top;

/// The arrows between the rooms, and no others. `migration` is used by the tests of `ingest`, and `tests` by those of `cli`:
/// these are no arrows.
const ARROWS: &[(&str, &[&str])] = &[
    ("entities", &[]),
    ("migration", &[]),
    ("search", &["entities"]),
    ("api", &["entities", "search"]),
    ("ingest", &["entities"]),
    ("linking", &["entities", "ingest", "search"]),
    ("web", &["api"]),
    ("cli", &["api", "entities", "ingest", "linking", "migration", "search", "web"]),
    ("tests", &["api", "entities", "ingest", "linking", "migration", "search", "web"]),
];

#[test]
fn arrows_are_as_drawn() {
    let said = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"])
        .arg(top().join("Cargo.toml"))
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&said.stdout).expect("metadata is JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let rooms: BTreeSet<&str> = packages.iter().filter_map(|p| p["name"].as_str()).collect();
    assert_eq!(rooms, ARROWS.iter().map(|a| a.0).collect(), "the rooms");
    for (room, drawn) in ARROWS {
        let package = packages.iter().find(|p| p["name"] == *room).expect("a room");
        let is: BTreeSet<&str> = package["dependencies"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|d| d["kind"].is_null())
            .filter_map(|d| d["name"].as_str())
            .filter(|d| rooms.contains(d))
            .collect();
        assert_eq!(is, drawn.iter().copied().collect(), "arrows out of {room}");
    }
}

fn sources(at: &Path, see: &mut dyn FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(at).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_some_and(|n| n != "target") {
            sources(&path, see);
        } else if path.extension().is_some_and(|x| x == "rs") {
            see(&path, &std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

#[test]
fn files_are_short_and_machinery_knows_no_field() {
    let words: Vec<&str> = [
        "council",
        "board",
        "meeting",
        "agenda_item",
        "decision",
        "programme",
        "strategy",
        "attendance",
        "contribution",
    ]
    .into();
    for (room, _) in ARROWS {
        sources(&top().join(room), &mut |path, text| {
            let lines = text.lines().count();
            assert!(lines <= 400, "{} holds {lines} lines", path.display());
            let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
            assert!(
                !["utils", "common", "helpers", "types"].contains(&stem),
                "{} is named for nothing",
                path.display()
            );
            if path.starts_with(top().join("api/src/graph")) {
                let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_lowercase();
                for word in &words {
                    let said = code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|t| t == *word);
                    let in_passing =
                        path.ends_with("names.rs") || path.ends_with("register.rs") || path.ends_with("scalar.rs");
                    assert!(!said || in_passing, "{} says {word}", path.display());
                }
            }
        });
    }
}
