//! Forward plans: read from pages, tied to issues, asked for only where they may be new.

use serde_json::{Value, json};
use tests::moderngov::{ALWAYS, BEACON, Edition, Fault, Stub, plan_entry, small, small::ISSUE, with_plans};

use super::{Place, both};

/// The editions of the council, the latest first, with their entries.
fn editions(place: &Place) -> (Value, u64) {
    let (mut said, statements) = place.asked(
        "{ council(by: {slug: \"made-up\"}) { forwardPlans { nodes { title planName period publishedOn state website board { name }
           identifiers { scheme value } sources { locator method } entries { nodes { position title decisionDue due noticePublishedOn
           isKey state issue { slug title decisionDue council { slug } } maker { asWritten board { name } post { title } resolution }
           sources { locator } } } } } } }",
    );
    (said["council"]["forwardPlans"]["nodes"].take(), statements)
}

#[track_caller]
fn has(record: &Value, fields: &[(&str, Value)]) {
    for (field, value) in fields {
        assert_eq!(record.pointer(field), Some(value), "{field}: {record}");
    }
}

#[test]
fn plans_lead_to_issues_and_are_read_once() {
    both(|place| {
        let stub = Stub::start(with_plans());
        let trial = place.import(stub.base(), &["--dry-run"]).with(0).ended();
        stub.forget();
        let ended = place.import(stub.base(), &[]).with(0).ended();
        assert_eq!(trial["created"], ended["created"], "the trial told what would come");
        assert_eq!(ended["plansLeft"], 0, "{ended}");
        let asked = |what: &str| stub.count(what);
        assert_eq!((asked("mgPlansHome"), asked("mgListPlans"), asked("mgListPlanItems")), (1, 2, 3));
        assert_eq!(asked("PlanId=9001"), 0, "of another time");
        shown(place, stub.base());

        stub.forget();
        let ended = place.import(stub.base(), &[]).idle().ended();
        assert_eq!(
            (asked("mgPlansHome"), asked("mgListPlans"), asked("mgListPlanItems")),
            (1, 2, 1),
            "the newest alone"
        );
        assert_eq!(asked(&format!("IId={BEACON}")), 0, "{:?}", stub.requests());
        assert_eq!(ended["plansLeft"], 0);
        place.import(stub.base(), &["--again"]).idle();
        place.import(stub.base(), &["--again", "--dry-run"]).idle();
    });
}

fn shown(place: &Place, base: &str) {
    let (found, statements) = editions(place);
    let all = found.as_array().expect("a list");
    assert_eq!(all.len(), 3, "{found}");
    assert_eq!(statements, 6, "a known number, however many editions and entries there are");
    let number = format!("{}/9004", base.trim_start_matches("http://"));
    let page = "mgListPlanItems.aspx?PlanId=9004&RP=120";
    has(
        &all[0],
        &[
            ("/title", json!("Forward Plan August 2026")),
            ("/planName", json!("Cabinet Forward Plan")),
            ("/period", json!("2026-08")),
            ("/publishedOn", Value::Null),
            ("/board/name", json!("Cabinet")),
            ("/website", json!(format!("{base}/{page}"))),
            ("/identifiers", json!([{ "scheme": "moderngov-forward-plan", "value": number }])),
            ("/sources", json!([{ "locator": page, "method": "OFFICIAL_PAGE" }])),
        ],
    );
    let [fares, beacon] = &all[0]["entries"]["nodes"].as_array().expect("a list")[..] else { panic!("{found}") };
    has(
        fares,
        &[
            ("/position", json!(1)),
            ("/title", json!("Ferry Fares Review")),
            ("/decisionDue", json!("10 Jul 2025")),
            ("/due", json!("2025-07-10")),
            ("/noticePublishedOn", json!("2025-06-05")),
            ("/isKey", Value::Null),
            ("/issue/slug", json!("made-up/ferry-fares-review")),
            ("/issue/decisionDue", json!("10 Jul 2025 by Cabinet")),
            ("/maker/board/name", json!("Cabinet")),
            ("/maker/resolution", json!("RESOLVED")),
            ("/sources/0/locator", json!(format!("{page}, issue {ISSUE}"))),
        ],
    );
    has(
        beacon,
        &[
            ("/title", json!("Beacon Paint & Oil (write to [e-mail address removed])")),
            ("/decisionDue", json!("Not before September 2026")),
            ("/due", Value::Null),
            ("/isKey", json!(true)),
            ("/issue/title", json!("Beacon Paint & Oil")),
            ("/issue/council/slug", json!("made-up")),
            ("/maker/post/title", json!("Director of Made-Up Services")),
            ("/maker/resolution", json!("POST_ONLY")),
        ],
    );
    assert_eq!((&all[1]["period"], &all[2]["period"]), (&json!("2025-07-01/2025-10-31"), &Value::Null), "{found}");
    let benches = &all[1]["entries"]["nodes"][0];
    has(
        benches,
        &[
            ("/due", json!("2025-08")),
            ("/issue/title", json!("Benches")),
            ("/issue/decisionDue", json!("August 2025 by Leader of the Council")),
            ("/maker/asWritten", json!("Leader of the Council")),
        ],
    );
    timeline(place);
}

/// The life of an issue, as programs and as people see it.
fn timeline(place: &Place) {
    let said = place.ask(
        "{ issue(by: {slug: \"made-up/benches\"}) { timeline { nodes { at kind label forwardPlanEntry { due forwardPlan { title } } } } }
           fares: issue(by: {slug: \"made-up/ferry-fares-review\"}) { forwardPlanEntries { nodes { forwardPlan { title } } }
           timeline(filter: {kind: FORWARD_PLAN_ENTRY}) { nodes { at label } } }
           board(by: {slug: \"made-up/cabinet\"}) { forwardPlans { totalCount } } }",
    );
    let label = "Notice: 1 July 2025 to 31 October 2025: Benches";
    let entry = json!({ "due": "2025-08", "forwardPlan": { "title": "Notice: 1 July 2025 to 31 October 2025" } });
    let event = json!({ "at": "2025-07-01/2025-10-31", "kind": "FORWARD_PLAN_ENTRY", "label": label, "forwardPlanEntry": entry });
    assert_eq!(said["issue"]["timeline"]["nodes"], json!([event]));
    let titles: Vec<&str> = said["fares"]["forwardPlanEntries"]["nodes"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|entry| entry["forwardPlan"]["title"].as_str())
        .collect();
    assert_eq!(titles, ["The plan before", "Notice: 1 July 2025 to 31 October 2025", "Forward Plan August 2026"]);
    let events = said["fares"]["timeline"]["nodes"].as_array().expect("a list");
    let days: Vec<_> = events.iter().map(|event| event["at"].as_str().expect("a time")).collect();
    // Each in the time of its edition; where that is not known, when notice was first given.
    assert_eq!(days, ["2025-06-05", "2025-07-01/2025-10-31", "2026-08"]);
    assert_eq!(said["board"]["forwardPlans"]["totalCount"], 3, "{said}");
    let page = place.page("/issues/made-up/benches");
    assert!(page.contains("Forward plan entry") && page.contains("PlanId=9003"), "{page}");
}

#[test]
fn what_changed_or_is_gone_is_told() {
    both(|place| {
        let stub = Stub::start(with_plans());
        place.import(stub.base(), &[]).with(0);
        stub.edit(|council| {
            let editions = &mut council.plans[0].editions;
            editions[0].entries.remove(1);
            let fares = plan_entry(ISSUE, "Ferry Fares Review", &[("Decision due", "10/09/2026")]);
            let entries = vec![fares];
            editions.insert(0, Edition { id: 9_005, title: "Forward Plan September 2026".into(), entries });
            // The oldest ones move to another page, as those of other years do; one from between them is gone.
            editions.retain(|edition| ![9_001, 9_003].contains(&edition.id));
        });
        stub.forget();
        let ran = place.import(stub.base(), &[]).with(0);
        assert_eq!((stub.count("PlanId=9005"), stub.count("PlanId=9003"), stub.count("PlanId=9001")), (1, 1, 0));
        assert_eq!(stub.count("PlanId=9004"), 0, "it is not the newest any more");
        assert_eq!(stub.count(&format!("IId={ISSUE}")), 2, "its entry is new there: {:?}", stub.requests());
        let notes = ran.texts("note");
        assert!(
            notes.iter().any(|note| note.contains("edition 9003 of a forward plan was looked for and is gone")),
            "{notes:?}"
        );
        let (found, _) = editions(place);
        let states: Vec<_> =
            found.as_array().expect("a list").iter().map(|one| (&one["title"], &one["state"])).collect();
        let (held, gone) = (json!("CURRENT"), json!("WITHDRAWN"));
        assert_eq!(
            states,
            [
                (&json!("Forward Plan September 2026"), &held),
                (&json!("Forward Plan August 2026"), &held),
                (&json!("Notice: 1 July 2025 to 31 October 2025"), &gone),
                (&json!("The plan before"), &held),
            ]
        );
        assert_eq!(found[2]["entries"]["nodes"][0]["state"], "WITHDRAWN", "{found}");
        place.import(stub.base(), &[]).idle();

        stub.forget();
        let ran = place.import(stub.base(), &["--again"]).with(0);
        let removed = "SELECT kind FROM change WHERE record_type = 'forward_plan_entry' AND kind = 'DELETED'";
        assert_eq!(place.select(removed).len(), 1, "what an edition announces no longer goes: {}", ran.said);
        assert_eq!(stub.count("PlanId=9003"), 0, "what is gone is not asked for again");
        assert_eq!(place.select("SELECT title FROM issue WHERE title LIKE 'Beacon%'").len(), 1, "the issue stays");

        // An edition that all at once announces nothing is left as it is.
        stub.edit(|council| council.plans[0].editions[0].entries.clear());
        let notes = place.import(stub.base(), &[]).idle().texts("note");
        assert!(notes.iter().any(|note| note.contains("nothing is announced any more")), "{notes:?}");
        // One that is back is held again.
        stub.edit(|council| council.plans[0].editions.extend(with_plans().plans[0].editions.get(1).cloned()));
        place.import(stub.base(), &[]).with(0);
        let (found, _) = editions(place);
        assert!(found.as_array().is_some_and(|all| all.iter().all(|one| one["state"] == "CURRENT")), "{found}");
    });
}

#[test]
fn an_issue_of_which_only_the_name_comes_stays_as_it_is() {
    both(|place| {
        let stub = Stub::start(with_plans());
        stub.set("ieListDocuments", ALWAYS, Fault::Page);
        place.import(stub.base(), &[]).with(7);
        let issues = "SELECT title || kind || COALESCE(CAST(is_key AS text), '-') || COALESCE(status_as_written, '-') || \
                      COALESCE(decision_due, '-') || COALESCE(CAST(notice_published_on AS text), '-') FROM issue ORDER BY 1";
        let held = place.select(issues);
        assert!(held.iter().any(|issue| issue.contains("10 Jul 2025 by Cabinet")), "read for the plan: {held:?}");
        stub.mend();

        // Named by an edition, and by an agenda whose page comes for the first time.
        stub.edit(|council| council.plans[0].editions[0].entries[1].facts[1].1 = "Not before October 2026".into());
        stub.set("mgIssueHistoryHome", ALWAYS, Fault::Page);
        stub.forget();
        place.import(stub.base(), &["--again"]).with(7);
        for issue in [ISSUE, BEACON] {
            assert_eq!(stub.count(&format!("ieIssueDetails.aspx?IId={issue}")), 1, "{:?}", stub.requests());
        }
        assert_eq!(place.select(issues), held);
        let of_items = "SELECT i.title FROM agenda_item a JOIN issue i ON i.id = a.issue_id";
        assert!(!place.select(of_items).is_empty(), "the agenda leads to it");
        let due = "SELECT title FROM forward_plan_entry WHERE decision_due LIKE '%October 2026'";
        assert_eq!(place.select(due).len(), 1, "the entry is as it is now");
    });
}

#[test]
fn plans_that_fail_lose_nothing_else() {
    both(|place| {
        let stub = Stub::start(small());
        place.import(stub.base(), &[]).with(0);
        assert_eq!((stub.count("mgPlansHome"), stub.count("Plan")), (1, 1), "without plans, one call");

        stub.edit(|council| *council = with_plans());
        for (page, fault) in
            [("mgPlansHome", Fault::Page), ("mgListPlans.aspx?RPId=120", Fault::Login), ("PlanId=9004", Fault::Page)]
        {
            let held = place.count("forward_plan");
            stub.set(page, ALWAYS, fault);
            let ended = place.import(stub.base(), &[]).with(7).ended();
            assert_eq!((&ended["outcome"], &ended["failed"]), (&json!("PARTLY_FAILED"), &json!(1)), "{page}: {ended}");
            assert_eq!(ended["deleted"], 0);
            assert!(place.count("forward_plan") >= held, "{page}");
            stub.mend();
        }
        assert_eq!(place.count("forward_plan"), 2, "the other editions");
        stub.set(&format!("mgIssueHistoryHome.aspx?IId={BEACON}"), ALWAYS, Fault::Page);
        place.import(stub.base(), &[]).with(7);
        let status = "SELECT status_as_written FROM issue WHERE title LIKE 'Beacon%'";
        assert_eq!((place.count("forward_plan"), place.select(status)), (3, vec![String::new()]));
        stub.mend();
        place.import(stub.base(), &[]).with(0);
        assert_eq!(place.select(status), ["For Determination"], "the next run asks for what failed");
        place.import(stub.base(), &[]).idle();

        stub.forget();
        stub.robots(Some("User-agent: *\nDisallow: /mgListPlans.aspx\n"));
        let ran = place.import(stub.base(), &["--again"]).idle();
        assert_eq!((stub.count("mgPlansHome"), stub.count("mgListPlan")), (1, 0));
        assert!(ran.texts("note").iter().any(|note| note.contains("such pages are left alone")), "{}", ran.said);
    });
}
