//! Decisions that officers take outside meetings, read from pages.

use serde_json::{Value, json};
use tests::moderngov::{ALWAYS, Decision, Document, Fault, Stub, small};

use super::{Place, both};

/// The decisions without an item.
fn decisions(place: &Place) -> Vec<Value> {
    let said = place.ask(
        "{ decisions(first: 50) { nodes { text date effects isKey callIn allWards statusAsWritten publishedOn agendaItem { title }
           identifiers { scheme value } maker { asWritten post { title } person { name } board { name } council { slug } resolution certainty }
           issues(first: 2) { nodes { title } } documents(first: 2) { nodes { title url date } } sources { locator quote method } } } }",
    );
    let all = said["decisions"]["nodes"].as_array().expect("nodes");
    all.iter().filter(|decision| decision["agendaItem"].is_null()).cloned().collect()
}

#[test]
fn decisions_outside_meetings_are_read_once() {
    both(|place| {
        let stub = Stub::start(small());
        stub.edit(|council| {
            let paint = council.decisions.iter_mut().find(|decision| decision.item.is_none()).expect("one outside");
            paint.issue = Some(council.issues[0].id);
            let published = paint.published;
            // One that the web service knows, and one that it does not.
            let document = |id, title: &str| Document { id, title: title.into(), published, ..Document::default() };
            paint.documents = vec![document(40_021, "Another title"), document(49_999, "Paint report")];
            let silent = Decision { id: 703, sections: Vec::new(), title: "Silent".into(), ..paint.clone() };
            council.decisions.push(silent);
        });
        let notes = place.import(stub.base(), &[]).with(0).texts("note");
        assert!(notes.iter().any(|note| note.starts_with("decision 703 does not say what was decided")), "{notes:?}");
        let found = decisions(place);
        let [paint] = &found[..] else { panic!("{found:?}") };
        for (field, value) in [
            ("text", json!("That the made-up paint be bought.")),
            ("date", json!("2025-10-01")),
            ("publishedOn", json!("2025-10-03")),
            ("isKey", json!(false)),
            ("allWards", json!(true)),
            ("callIn", json!("NOT_ELIGIBLE")),
            ("statusAsWritten", json!("For Determination")),
        ] {
            assert_eq!(paint[field], value, "{field}: {paint}");
        }
        let maker = &paint["maker"];
        assert_eq!(maker["asWritten"], "Director of Made-Up Services");
        assert_eq!(maker["post"]["title"], "Director of Made-Up Services");
        assert_eq!((&maker["council"]["slug"], &maker["resolution"]), (&json!("made-up"), &json!("POST_ONLY")));
        assert_eq!(maker["certainty"], "STATED");
        let number =
            paint["identifiers"][0]["value"].as_str().and_then(|value| value.rsplit('/').next()).expect("a number");
        assert_eq!(paint["identifiers"][0]["scheme"], "moderngov-delegated-decision");
        let read = &paint["sources"][0];
        assert_eq!(read["locator"], format!("ieDecisionDetails.aspx?ID={number}"));
        assert_eq!(
            (&read["quote"], &read["method"]),
            (&json!("Paint for the Beacon (Phase 2)"), &json!("OFFICIAL_PAGE"))
        );
        assert_eq!(paint["issues"]["nodes"], json!([{ "title": "Ferry Fares Review" }]), "an issue that is held stays");
        let papers = paint["documents"]["nodes"].as_array().expect("papers");
        let titles: Vec<_> = papers.iter().map(|paper| &paper["title"]).collect();
        assert!(
            titles.contains(&&json!("Ferry fares report")) && titles.contains(&&json!("Paint report")),
            "{papers:?}"
        );

        stub.forget();
        place.import(stub.base(), &[]).idle();
        assert_eq!(stub.count("ieDecisionDetails.aspx?ID="), 0, "what was read is not asked for");
        assert!((4..=5).contains(&stub.count("mgDelegatedDecisions")), "late months alone: {:?}", stub.requests());
        place.import(stub.base(), &["--again"]).idle();
        assert!(stub.count("ieDecisionDetails.aspx?ID=") > 0);

        let changed = "<p>That the made-up paint be sold.</p>";
        stub.edit(|council| {
            let paint = council.decisions.iter_mut().find(|decision| decision.item.is_none()).expect("one outside");
            paint.sections[0].1 = changed.into();
        });
        place.import(stub.base(), &["--again"]).with(0);
        assert_eq!(decisions(place)[0]["text"], "That the made-up paint be sold.");
        assert_eq!(decisions(place).len(), 1);
    });
}

#[test]
fn lists_that_fail_or_are_ruled_out_lose_nothing_else() {
    both(|place| {
        let stub = Stub::start(small());
        place.import(stub.base(), &["--no-pages"]).with(0);
        assert_eq!((stub.count("mgDelegatedDecisions"), decisions(place).len()), (0, 0));

        stub.robots(Some("User-agent: *\nDisallow: /mgDelegatedDecisions.aspx\n"));
        let ran = place.import(stub.base(), &[]).with(0);
        assert_eq!((stub.count("mgDelegatedDecisions"), decisions(place).len()), (0, 0));
        assert!(ran.texts("note").iter().any(|note| note.contains("such pages are left alone")), "{}", ran.said);

        stub.robots(None);
        stub.set("mgDelegatedDecisions.aspx?XXR=0&DR=01%2F10%2F2025", ALWAYS, Fault::Page);
        let ended = place.import(stub.base(), &[]).with(7).ended();
        assert_eq!((&ended["outcome"], &ended["failed"]), (&json!("PARTLY_FAILED"), &json!(1)), "{ended}");
        assert_eq!((decisions(place).len(), place.count("meeting")), (0, 8));
        stub.mend();
        place.import(stub.base(), &[]).with(0);
        assert_eq!(decisions(place).len(), 1, "the next run asks for the list that failed");
        place.import(stub.base(), &[]).idle();
    });
}
