//! What a person and a program see: the summary, the events, the status, and the same through the graph.

use serde_json::{Value, json};
use tests::moderngov::{Stub, small};

use super::{Ran, both};
use crate::program::run;

#[test]
fn a_reading_is_shown() {
    both(|place| {
        let stub = Stub::start(small());
        let status = |more: &[&str]| {
            Ran::from(run(&[&["import", "status", "--database", &place.database], more].concat())).with(0).said
        };
        assert!(status(&[]).starts_with("No source was read yet"));

        let time = ["--from", "2024-01-01", "--to", "2027-12-31"];
        let given = [&["--council", "made-up", "--base", stub.base()], &time[..]].concat();
        let ran = Ran::from(place.moderngov(&given).output().expect("it starts")).with(0);
        let name = stub.base().trim_start_matches("http://");
        assert!(
            ran.said.starts_with(&format!("{name}: all was read\n  8 meetings listed, 0 passed over, ")),
            "{}",
            ran.said
        );
        assert!(ran.said.contains(" new, 0 changed, 0 taken away\n"), "{}", ran.said);
        assert!(ran.said.contains(&format!("  {} calls in ", stub.requests().len())), "{}", ran.said);
        assert_eq!(ran.failed, "", "no bars where nobody sees them");

        let events = place.import(stub.base(), &["--again"]).with(0).events();
        let kinds = events.iter().filter_map(|event| event["event"].as_str()).filter(|kind| *kind != "note");
        let kinds: Vec<&str> = kinds.collect();
        assert_eq!(kinds[..4], ["begun", "boards", "people", "meetings"], "{kinds:?}");
        assert_eq!(kinds.iter().filter(|kind| **kind == "meeting").count(), 8);
        assert!(events.iter().all(|event| event["source"] == name), "each tells its source");
        assert_eq!(events[0]["councils"], json!(["Made-Up Borough Council"]));
        let people = events.iter().find(|event| event["event"] == "people").expect("the people");
        assert_eq!((&people["people"], &people["vacant"]), (&json!(5), &json!(1)), "{people}");
        let notes = events.iter().filter(|event| event["event"] == "note").map(|note| note["text"].to_string());
        let notes: Vec<String> = notes.collect();
        for odd in [
            "1 terms of office end before they begin; they are kept as they are",
            "1 terms of office have no first day",
        ] {
            assert!(notes.iter().any(|note| note.contains(odd)), "{notes:?}");
        }

        let text = status(&[]);
        assert!(text.starts_with("ModernGov of Made-Up Borough Council ("), "{text}");
        assert!(
            text.contains("  councils: Made-Up Borough Council\n") && text.contains("  fresh: read today\n"),
            "{text}"
        );
        let row = |year: &str| -> Vec<String> {
            let line = text.lines().find(|line| line.trim_start().starts_with(year)).expect("a year");
            line.split_whitespace().map(str::to_owned).collect()
        };
        assert_eq!(row("2025")[..5], ["2025", "5", "1", "4", "3"], "{text}");
        assert_eq!(row("2026")[..5], ["2026", "2", "0", "1", "1"], "{text}");
        let told: Value = serde_json::from_str(&status(&["--json"])).expect("JSON");
        assert_eq!((&told["last"]["outcome"], &told["lastDone"]["failed"]), (&json!("COMPLETE"), &json!(0)));
        assert_eq!(
            (&told["coverage"][1]["year"], &told["coverage"][1]["withMinutes"]),
            (&json!(2026), &json!(1)),
            "{told}"
        );

        let said = place.ask(
            "{ publications(filter: {title: {startsWith: \"ModernGov\"}}) { nodes { system url councils { nodes { name } }
               coverage { year meetings cancelled withAgenda withMinutes }
               readings { nodes { outcome fromDate toDate failed calls } } } } }",
        );
        let source = &said["publications"]["nodes"][0];
        assert_eq!((&source["system"], &source["url"]), (&json!("MODERNGOV"), &json!(stub.base())));
        assert_eq!(source["councils"]["nodes"], json!([{ "name": "Made-Up Borough Council" }]));
        let row = |year: i32| {
            let rows = source["coverage"].as_array().expect("years");
            rows.iter().find(|row| row["year"] == year).cloned().expect("a year")
        };
        assert_eq!(
            row(2025),
            json!({ "year": 2025, "meetings": 5, "cancelled": 1, "withAgenda": 4, "withMinutes": 3 })
        );
        assert_eq!(
            row(2027),
            json!({ "year": 2027, "meetings": 1, "cancelled": 0, "withAgenda": 0, "withMinutes": 0 })
        );
        let readings = source["readings"]["nodes"].as_array().expect("readings");
        assert_eq!(readings.len(), 2);
        assert!(readings.iter().all(|reading| reading["outcome"] == "COMPLETE" && reading["fromDate"] == "2024-01-01"));
    });
}

#[test]
fn what_cannot_be_asked_is_told_before_anything_is() {
    both(|place| {
        for (code, given, said) in [
            (6, &["--council", "nobody"][..], "no council here has the slug or the GSS code `nobody`"),
            (6, &["--council", "made-up"], "nothing here says where Made-Up Borough Council publishes by ModernGov"),
            (6, &["--every"], "no council here is known to publish with ModernGov"),
            (6, &["--council", "made-up", "--base", "ftp://a.example"], "cannot be read from"),
            (6, &["--council", "made-up", "--base", "http://a.example", "--mark", "x=nobody"], "must be TEXT=COUNCIL"),
            (6, &["--council", "made-up", "--base", "http://a.example", "--timeout", "0"], "--timeout must be"),
            (2, &["--council", "made-up", "--every"], "cannot be used with"),
            (2, &["--council", "made-up", "--from", "1 May"], "--from"),
        ] {
            let ran = Ran::from(place.moderngov(given).output().expect("it starts")).with(code);
            assert!(ran.failed.contains(said), "{given:?}: {}", ran.failed);
            assert_eq!(place.count("reading"), 0);
        }
        // Nobody listens there.
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port");
        let ran = place.import(&format!("http://{free}"), &[]).with(5);
        assert!(ran.ended()["failures"].to_string().contains("cannot be reached"), "{}", ran.said);
    });
}
