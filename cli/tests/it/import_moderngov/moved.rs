//! What was joined to somebody else's record stays joined whatever the source does with it, and what the source says no
//! longer goes: the other's word stays.

use tests::moderngov::{Stub, small, small::DECIDED_ITEM, small::DECIDING};

use super::{Place, both};

/// A meeting of the cabinet, in the words of somebody else.
const MEETING: &str = "[defaults]\nsource = \"page\"\nmethod = \"OFFICIAL_PAGE\"\n\n\
    [[board]]\nkey = \"made-up/cabinet\"\nat = \"Line 3\"\nname = \"Cabinet\"\nkind = \"CABINET\"\ncouncil = \"made-up\"\n\n\
    [[meeting]]\nkey = \"made-up/cabinet/1\"\nat = \"Line 4\"\nboard = \"made-up/cabinet\"\ntitle = \"Cabinet\"\n\
    date = \"2025-07-10\"\nstatus = \"HELD\"\nattendance_known = false\n\n\
    [[meeting.agenda_item]]\nat = \"Line 5\"\nnumber = \"4\"\ntitle = \"Ferry Fares Review\"\n\
    summary = \"What a ferry costs.\"\ntopics_known = false\n";

/// What is held of the record that somebody else wrote at a line: a column, or its identifiers.
fn theirs(place: &Place, table: &str, line: u8, column: &str) -> Vec<String> {
    let theirs = format!(
        "\"{table}\" t JOIN citation c ON c.provenance_id = t.provenance_id AND c.position = 1 AND c.locator = 'Line {line}'"
    );
    match column {
        "identifiers" => place.select(&format!("SELECT i.value FROM {theirs} JOIN identifier i ON i.record_id = t.id")),
        column => place.select(&format!("SELECT t.{column} FROM {theirs}")),
    }
}

fn started(place: &Place) -> Stub {
    place.load(MEETING);
    let stub = Stub::start(small());
    place.import(stub.base(), &["--no-pages"]).with(0);
    stub
}

fn number(stub: &Stub, number: u32) -> String {
    format!("{}/{number}", stub.base().trim_start_matches("http://"))
}

#[test]
fn a_joined_meeting_stays_joined() {
    both(|place| {
        let stub = started(place);
        let meetings = place.count("meeting");
        assert_eq!(theirs(place, "meeting", 4, "identifiers"), [number(&stub, DECIDING)]);
        stub.edit(|council| {
            council.change(DECIDING, |meeting| {
                meeting.head.date = meeting.head.date + chrono::Days::new(7);
                meeting.venue = Some("Made-Up Pier".into());
            });
        });
        let moved = place.import(stub.base(), &["--no-pages"]).with(0).ended();
        assert_eq!((&moved["created"], &moved["deleted"]), (&0.into(), &0.into()), "{moved}");
        assert_eq!(theirs(place, "meeting", 4, "venue"), ["Made-Up Pier"]);

        // Another one on the day that the first one had, and one on the day that it has.
        stub.edit(|council| {
            let first = council.meeting(DECIDING).expect("a meeting");
            for (id, ago) in [(2_090, 7), (2_091, 0)] {
                let mut more = first.clone();
                (more.head.id, more.items, more.documents) = (id, Vec::new(), Vec::new());
                more.head.date = first.head.date - chrono::Days::new(ago);
                council.put(more);
            }
        });
        place.import(stub.base(), &["--no-pages"]).with(0);
        assert_eq!(place.count("meeting"), meetings + 2, "they are meetings of their own");
        assert_eq!(theirs(place, "meeting", 4, "identifiers"), [number(&stub, DECIDING)]);
        assert_eq!(place.load(MEETING), 0, "the other says nothing new");
        place.import(stub.base(), &["--no-pages", "--again"]).idle();
        assert_eq!(place.count("meeting"), meetings + 2);
    });
}

#[test]
fn what_a_source_says_no_longer_goes() {
    both(|place| {
        let stub = started(place);
        let said = |column| theirs(place, "agenda_item", 5, column);
        assert!(said("minutes_text")[0].contains("ferry fares rise"), "{:?}", said("minutes_text"));
        let edit = |change: &dyn Fn(&mut tests::moderngov::Item)| {
            stub.edit(|council| {
                council.change(DECIDING, |meeting| {
                    change(meeting.items.iter_mut().find(|item| item.id == DECIDED_ITEM).expect("an item"));
                });
            });
            place.import(stub.base(), &["--no-pages"]).with(0);
        };
        edit(&|item| item.minutes = None);
        assert_eq!((said("minutes_text"), said("minutes_html")), (vec![String::new()], vec![String::new()]));
        assert!(said("agenda_text")[0].contains("To consider"));
        edit(&|item| {
            item.restricted = true;
            item.title = "Exempt item".into();
            (item.number, item.shown, item.minute) = (9, "9.".into(), None);
        });
        assert_eq!((said("agenda_text"), said("access")), (vec![String::new()], vec!["RESTRICTED".into()]));
        assert_eq!(said("identifiers"), [number(&stub, DECIDED_ITEM)], "known by its number");
        let items = place.count("agenda_item");

        stub.edit(|council| council.change(DECIDING, |meeting| meeting.items.retain(|item| item.id != DECIDED_ITEM)));
        place.import(stub.base(), &["--no-pages"]).with(0);
        assert_eq!((place.count("agenda_item"), said("identifiers"), said("access")), (items, vec![], vec!["".into()]));
        assert_eq!((said("number"), said("summary")), (vec!["4".into()], vec!["What a ferry costs.".into()]));
        assert_eq!(place.load(MEETING), 0);

        stub.edit(|council| council.remove_meeting(DECIDING));
        let ran = place.import(stub.base(), &["--no-pages"]).with(0);
        let notes = ran.texts("note");
        assert!(notes.iter().any(|note| note.contains("2002 was looked for and is gone: what it said")), "{notes:?}");
        let meeting = |column| theirs(place, "meeting", 4, column);
        assert_eq!(
            (meeting("identifiers"), meeting("venue"), meeting("state")),
            (vec![], vec!["".into()], vec!["CURRENT".into()])
        );
        let left = "SELECT i.title FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id WHERE m.title = 'Cabinet' \
            AND m.status = 'HELD'";
        assert_eq!(place.select(left), ["Ferry Fares Review"], "its own items are gone");
        place.import(stub.base(), &["--no-pages"]).idle();
        assert_eq!(place.load(MEETING), 0);
    });
}
