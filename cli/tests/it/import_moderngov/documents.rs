//! Documents that are listed no more are taken away, and closed ones lose their address.

use tests::moderngov::{Council, Stub, small, small::BUDGET, small::DECIDING, small::NOTING};

use super::{Place, both};

/// The titles of all documents that have an address, or none.
fn titled(place: &Place, public: bool) -> Vec<String> {
    let not = if public { "NOT " } else { "" };
    place.select(&format!("SELECT title FROM document WHERE url IS {not}NULL ORDER BY title"))
}

fn gone(place: &Place) -> usize {
    place.select("SELECT kind FROM change WHERE record_type = 'document' AND kind = 'DELETED'").len()
}

#[test]
fn a_document_that_is_listed_no_more_is_taken_away() {
    both(|place| {
        let stub = Stub::start(small());
        let fares = |council: &Council| council.meeting(DECIDING).expect("a meeting").items[0].documents[0].clone();
        stub.edit(|council| {
            let fares = fares(council);
            council.change(NOTING, |meeting| meeting.items[0].documents.push(fares));
        });
        place.import(stub.base(), &["--no-pages"]).with(0);
        let all = place.count("document");
        let has = |title: &str| titled(place, true).iter().any(|held| held == title);
        assert!(has("Appendix 1 - Fees & Charges") && has("Agenda frontsheet") && has("Ferry fares report"));

        stub.edit(|council| {
            council.change(BUDGET, |meeting| {
                meeting.documents.clear();
                meeting.items[2].documents.truncate(1);
            });
            council.change(DECIDING, |meeting| meeting.items[0].documents.retain(|document| document.id != 40_021));
        });
        let trial = place.import(stub.base(), &["--no-pages", "--again", "--dry-run"]).with(0).ended();
        let ended = place.import(stub.base(), &["--no-pages", "--again"]).with(0).ended();
        assert_eq!((&trial["deleted"], &ended["deleted"]), (&2.into(), &2.into()));
        assert_eq!((place.count("document"), gone(place)), (all - 2, 2));
        assert!(has("Ferry fares report"), "another meeting has it");

        // A meeting that is not read again keeps what it had.
        stub.edit(|council| council.change(NOTING, |meeting| meeting.items[0].documents.clear()));
        place.import(stub.base(), &["--no-pages"]).idle();
        assert_eq!(gone(place), 2);
        place.import(stub.base(), &["--no-pages", "--again"]).with(0);
        assert_eq!((gone(place), has("Ferry fares report")), (4, false));
        place.import(stub.base(), &["--no-pages", "--again"]).idle();

        stub.edit(|council| council.remove_meeting(BUDGET));
        place.import(stub.base(), &["--no-pages"]).with(0);
        assert_eq!((gone(place), has("Budget")), (5, false), "they go with their meeting");
    });
}

#[test]
fn a_document_that_is_closed_loses_its_address() {
    both(|place| {
        let stub = Stub::start(small());
        place.import(stub.base(), &["--no-pages"]).with(0);
        let open = titled(place, true);
        stub.edit(|council| {
            council.change(NOTING, |meeting| meeting.items[0].documents[0].restricted = true);
            council.change(BUDGET, |meeting| meeting.items[2].restricted = true);
        });
        place.import(stub.base(), &["--no-pages", "--again"]).with(0);
        let closed = titled(place, false);
        for title in ["Ferry fares: an update", "Budget", "Appendix 1 - Fees & Charges"] {
            assert!(open.iter().any(|held| held == title) && closed.iter().any(|held| held == title), "{closed:?}");
        }
        let held = place.everything();
        let claims = ["document", "claim"].iter().flat_map(|table| &held[*table]);
        assert!(!claims.into_iter().any(|row| row.contains("files.example")), "no address is left");
        place.import(stub.base(), &["--no-pages", "--again"]).idle();
    });
}
