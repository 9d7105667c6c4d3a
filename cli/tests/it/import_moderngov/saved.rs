//! A page "Issue - meetings" that somebody saved, read before the meetings that it tells of are imported.

use tests::moderngov::{Stub, small, small::NOTING};

use super::{Place, both};

/// What a look-alike of a saved page tells of two meetings of the small council.
const PAGE: &str = "Issue - meetings\nFerry Fares Review\n\
    Meeting: 15/12/2025 - Ferries, Harbours, Skills and Learning Policy Panel (Item 71)\n:\nAdditional documents:\nMinutes:\n\
    Councillor Ada Example asked which colour the ferry would have.\n\
    The Director of Made-Up Services replied that it would be red.\n\
    The Panel RESOLVED to note the made-up paint.\n:\n\
    Meeting: 10/07/2025 - Cabinet (Item 12)\n:\nDecision:\nThat the made-up paint be bought.\n:\n";

/// What is said and decided under the items of the issue.
fn told(place: &Place) -> Vec<String> {
    let of = |table: &str| {
        place.select(&format!(
            "SELECT t.text FROM \"{table}\" t JOIN agenda_item i ON i.id = t.agenda_item_id WHERE i.title = 'Ferry Fares Review'"
        ))
    };
    let mut told = [of("contribution"), of("decision"), of("vote")].concat();
    told.sort();
    told
}

#[test]
fn what_a_page_told_is_joined_and_stays() {
    both(|place| {
        let page = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(page.path(), PAGE).expect("it is written");
        let stub = Stub::start(small());
        place.import_saved(stub.base(), page.path()).with(0);
        let before = told(place);
        assert!(before.len() >= 4, "{before:?}");
        place.import(stub.base(), &[]).with(0);
        assert_eq!((place.count("meeting"), told(place)), (8, before.clone()));
        let items = "SELECT title FROM agenda_item WHERE title = 'Ferry Fares Review'";
        assert_eq!(place.select(items).len(), 2, "each item once");
        assert_eq!(place.select("SELECT title FROM issue").len(), 1);
        let number = format!("'%/{NOTING}'");
        let joined = format!(
            "SELECT m.venue FROM meeting m JOIN identifier i ON i.record_id = m.id WHERE i.value LIKE {number}"
        );
        assert!(place.select(&joined)[0].contains("Made-Up Hall"), "what the page leaves open is filled");

        stub.edit(|council| {
            council.set_minutes(NOTING, 30_031, "<p>Councillor Ben Sample asked when the ferry would sail.</p>");
        });
        place.import(stub.base(), &[]).with(0);
        assert_eq!(told(place), before, "no reading takes away what the page told");
        place.import(stub.base(), &["--again"]).idle();
        place.import_saved(stub.base(), page.path()).idle();

        // The page that is saved anew says something else.
        std::fs::write(page.path(), PAGE.replace("would be red", "would be blue")).expect("it is written");
        place.import_saved(stub.base(), page.path()).with(0);
        let minutes = "SELECT minutes_text FROM agenda_item WHERE minute_number = '71'";
        assert!(place.select(minutes)[0].contains("would be blue"));

        stub.edit(|council| council.change(NOTING, |meeting| meeting.items.clear()));
        place.import(stub.base(), &[]).with(0);
        assert_eq!(told(place).len(), before.len(), "nor when the item vanishes");
        place.import(stub.base(), &["--again"]).idle();
    });
}

#[test]
fn what_a_page_told_of_an_item_outlives_it() {
    both(|place| {
        let page = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(page.path(), PAGE).expect("it is written");
        let stub = Stub::start(small());
        stub.edit(|council| council.set_minutes(NOTING, 30_031, "<p>Nothing that a rule reads.</p>"));
        place.import(stub.base(), &[]).with(0);
        place.import_saved(stub.base(), page.path()).with(0);
        let told_of = |text: &str| told(place).iter().filter(|told| told.contains(text)).count();
        assert_eq!(told_of("which colour"), 1);
        // Minutes that tell something come late: what is told already is told.
        stub.edit(|council| {
            council.set_minutes(NOTING, 30_031, "<p>Councillor Ben Sample asked when the ferry would sail.</p>");
        });
        place.import(stub.base(), &["--again"]).with(0);
        assert_eq!((told_of("which colour"), told_of("would sail")), (1, 0));
        stub.edit(|council| council.change(NOTING, |meeting| meeting.items.clear()));
        place.import(stub.base(), &["--again"]).with(0);
        assert_eq!(told_of("which colour"), 1);
        assert_eq!(place.select("SELECT state FROM agenda_item WHERE minute_number = '71'"), ["WITHDRAWN"]);
        place.import(stub.base(), &["--again"]).idle();
    });
}
