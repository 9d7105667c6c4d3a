//! A dataset that is loaded after an import of the same meeting: the next import makes the two one.

use std::collections::BTreeMap;

use tests::moderngov::{Stub, small, small::DECIDING};

use super::{Place, both};

const DEFAULTS: &str = "[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n\n";

/// The board of a meeting, in the words of somebody else.
fn board(key: &str) -> String {
    format!(
        "{DEFAULTS}[[board]]\nkey = \"{key}\"\nat = \"Line 3\"\nname = \"Cabinet\"\nkind = \"CABINET\"\ncouncil = \"made-up\"\n"
    )
}

fn meeting(board: &str, date: &str, more: &str) -> String {
    format!(
        "{DEFAULTS}[[meeting]]\nkey = \"made-up/cabinet/1\"\nat = \"Line 4\"\nboard = \"{board}\"\ntitle = \"Cabinet\"\n\
         date = \"{date}\"\nstatus = \"HELD\"\nattendance_known = false\n{more}\n\n[[meeting.agenda_item]]\nat = \"Line 5\"\n\
         number = \"4\"\ntitle = \"Ferry Fares Review\"\nsummary = \"What a ferry costs.\"\ntopics_known = false\n"
    )
}

/// How many records of the sorts that a meeting has there are, and on which of its two records they rest.
fn held(place: &Place) -> BTreeMap<String, usize> {
    let mut counts = place.counts();
    let of = ["meeting", "agenda_item", "attendance", "contribution", "decision", "vote", "document"];
    counts.retain(|table, _| of.contains(&table.as_str()));
    counts
}

/// The meetings on the day, each with its first place.
fn on_the_day(place: &Place) -> Vec<String> {
    place.select(
        "SELECT c.locator FROM meeting m JOIN citation c ON c.provenance_id = m.provenance_id AND c.position = 1
         WHERE m.title = 'Cabinet' AND m.status = 'HELD' ORDER BY 1",
    )
}

fn made_one(place: &Place, stub: &Stub, before: &BTreeMap<String, usize>) {
    assert_eq!(on_the_day(place), ["GetMeeting 2002", "Line 4"], "held twice");
    let trial = place.import(stub.base(), &["--dry-run"]).with(0).ended();
    let ran = place.import(stub.base(), &[]).with(0);
    let ended = ran.ended();
    for what in ["created", "updated", "deleted"] {
        assert_eq!(trial[what], ended[what], "the trial told what would come: {what}");
    }
    assert_eq!((ran.texts("failed"), on_the_day(place)), (vec![], vec!["Line 4".to_string()]));
    assert_eq!(&held(place), before, "nothing is doubled and nothing is lost");
    let gone = place.select("SELECT kind FROM change WHERE record_type = 'meeting' AND kind = 'DELETED'");
    assert_eq!(gone.len(), 1, "a tombstone");
    let item = place.select(
        "SELECT i.minutes_text FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id WHERE i.summary = 'What a ferry costs.'",
    );
    assert!(item.len() == 1 && item[0].contains("ferry fares rise"), "{item:?}");
    place.import(stub.base(), &[]).idle();
    place.import(stub.base(), &["--again"]).idle();
}

#[test]
fn it_is_known_by_its_number() {
    both(|place| {
        let stub = Stub::start(small());
        place.import(stub.base(), &[]).with(0);
        let before = held(place);
        let number = format!("{}/{DECIDING}", stub.base().trim_start_matches("http://"));
        place.load(&board("made-up/the-cabinet"));
        let identifiers = format!("identifiers = [{{ scheme = \"moderngov-meeting\", value = \"{number}\" }}]");
        place.load(&meeting("made-up/the-cabinet", "2025-07-11", &identifiers));
        made_one(place, &stub, &before);
    });
}

#[test]
fn it_is_known_by_its_board_and_day() {
    both(|place| {
        let stub = Stub::start(small());
        place.load(&board("made-up/cabinet"));
        place.import(stub.base(), &[]).with(0);
        let before = held(place);
        place.load(&meeting("made-up/cabinet", "2025-07-10", ""));
        made_one(place, &stub, &before);
    });
}

#[test]
fn what_others_rest_on_stays() {
    both(|place| {
        let stub = Stub::start(small());
        place.load(&board("made-up/cabinet"));
        place.import(stub.base(), &[]).with(0);
        // Somebody tells of an item that the meeting does not have.
        let page = tempfile::NamedTempFile::new().expect("a file");
        let text = "Issue - meetings\nBeacon Paint\nMeeting: 10/07/2025 - Cabinet (Item 99)\n:\nDecision:\nThat paint be bought.\n:\n";
        std::fs::write(page.path(), text).expect("it is written");
        place.import_saved(stub.base(), page.path()).with(0);
        place.load(&meeting("made-up/cabinet", "2025-07-10", ""));
        let before = held(place);
        for more in [&[][..], &["--again"], &["--dry-run"]] {
            let ran = place.import(stub.base(), more).idle();
            let notes = ran.texts("note");
            assert!(notes.iter().any(|note| note.contains("meeting 2002 is held twice, as ")), "{notes:?}");
            assert_eq!((ran.texts("failed"), held(place)), (vec![], before.clone()));
        }
        assert_eq!(on_the_day(place), ["GetMeeting 2002", "Line 4"]);
    });
}
