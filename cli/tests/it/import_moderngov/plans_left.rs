//! Forward plans with more editions, and more issues, than one reading asks for.

use tests::moderngov::{ALWAYS, Edition, Fault, Plan, Stub, plan_entry, small};

use super::both;

#[test]
fn what_is_left_is_told_and_read_by_the_next_run() {
    both(|place| {
        let stub = Stub::start(small());
        let entries = |issues: std::ops::Range<u32>| issues.map(|issue| plan_entry(issue, "Lamps", &[])).collect();
        let edition = |id: u32, entries| Edition { id, title: format!("Plan number {id}"), entries };
        stub.edit(|council| {
            let many = Plan {
                id: 120,
                name: "Cabinet".into(),
                editions: (0..15).rev().map(|n| edition(800 + n, entries(60_000..60_001))).collect(),
            };
            let long = Plan { id: 121, name: "Council".into(), editions: vec![edition(900, entries(61_000..61_203))] };
            council.plans = vec![many, long];
        });
        let ran = place.import(stub.base(), &[]).with(0);
        let ended = ran.ended();
        assert_eq!(ended["plansLeft"], 4, "three editions, and one of which not all issues were asked for: {ended}");
        assert!(
            ran.texts("note").iter().any(|note| note.starts_with("4 editions of forward plans are left")),
            "{}",
            ran.said
        );
        assert_eq!((stub.count("mgListPlanItems"), stub.count("mgIssueHistoryHome.aspx?IId=6")), (13, 200));
        assert_eq!(place.count("forward_plan_entry"), 12 + 203, "all that is announced is held");

        stub.forget();
        let ended = place.import(stub.base(), &[]).with(0).ended();
        assert_eq!(ended["plansLeft"], 0, "{ended}");
        assert_eq!(
            stub.count("mgListPlanItems"),
            5,
            "the newest, those that were left, and no other: {:?}",
            stub.requests()
        );
        assert_eq!(
            stub.count("mgIssueHistoryHome.aspx?IId=6"),
            5,
            "of the long one what was left, and that of the others"
        );
        place.import(stub.base(), &[]).idle();
    });
}

#[test]
fn what_is_held_stays_though_none_of_its_issues_could_be_read() {
    both(|place| {
        let stub = Stub::start(small());
        let entries = (61_000..61_003).map(|issue| plan_entry(issue, "Lamps", &[])).collect();
        let editions = vec![Edition { id: 900, title: "Plan".into(), entries }];
        stub.edit(|council| council.plans = vec![Plan { id: 121, name: "Council".into(), editions }]);
        stub.set("mgIssueHistoryHome.aspx?IId=61", ALWAYS, Fault::Page);
        place.import(stub.base(), &[]).with(7);
        assert_eq!(place.count("forward_plan_entry"), 3);
        stub.mend();
        stub.edit(|council| council.plans[0].editions[0].entries.clear());
        let notes = place.import(stub.base(), &[]).idle().texts("note");
        assert!(notes.iter().any(|note| note.contains("nothing is announced any more")), "{notes:?}");
        assert_eq!(place.count("forward_plan_entry"), 3);
    });
}
