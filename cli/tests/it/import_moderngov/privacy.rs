//! What is private or withheld reaches no column of any table, no line of the log and no answer.

use tests::moderngov::{PRIVATE, Stub, with_plans};

use super::both;

/// All that must not be seen.
fn secrets() -> Vec<String> {
    let mut secrets: Vec<String> =
        PRIVATE.iter().chain(&tests::moderngov::small::WITHHELD).map(|s| s.to_string()).collect();
    secrets.extend(["ZZ99", "01632960961", "960961", "01632 960962", "someone@private.example"].map(Into::into));
    secrets
}

#[test]
fn nothing_private_is_kept_or_told() {
    both(|place| {
        let stub = Stub::start(with_plans());
        stub.edit(|council| {
            council.set_minutes(
                2003,
                30_031,
                "<p>A resident (someone@private.example, 01632 960962) spoke of ferries.</p>",
            );
        });
        let ran = place.import(stub.base(), &[]).with(0);
        assert!(ran.ended()["private"].as_u64().is_some_and(|taken| taken >= 2), "{}", ran.said);
        let everything = place.everything();
        assert!(everything["person"].iter().any(|row| row.contains("Ada Example")), "all columns are seen");
        assert!(everything["agenda_item"].iter().any(|row| row.contains("spoke of ferries")));
        assert!(everything["forward_plan_entry"].iter().any(|row| row.contains("(write to [e-mail address removed])")));
        let said = place
            .ask(
                "{ people { nodes { name aliases { name } identifiers { value } sources { locator quote } memberships { nodes { role
                   post { title } } } } }
                   agendaItems(first: 50) { nodes { title notes agendaText agendaHtml minutesText minutesHtml
                   contributions { nodes { text } } decisions { nodes { text html reasons } } } }
                   forwardPlanEntries { nodes { title decisionDue maker { asWritten } } } }",
            )
            .to_string();
        assert!(said.contains("spoke of ferries"));
        for secret in secrets() {
            for (table, rows) in &everything {
                let found = rows.iter().find(|row| row.contains(&secret));
                assert!(found.is_none(), "{secret} stands in {table}: {found:?}");
            }
            for (what, text) in [("the events", &ran.said), ("the log", &ran.failed), ("an answer", &said)] {
                assert!(!text.contains(&secret), "{secret} stands in {what}");
            }
        }
    });
}
