//! Run again: nothing is written when nothing changed; what changed is replaced; what is gone is looked for first.

use tests::moderngov::{Stub, small};

use super::{Place, both};

#[test]
fn a_trial_and_then_the_same_again() {
    both(|place| {
        let stub = Stub::start(small());
        let before = place.everything();
        let trial = place.import(stub.base(), &["--dry-run"]).with(0).ended();
        assert!(trial["created"].as_u64().is_some_and(|created| created > 50), "{trial}");
        assert_eq!(place.everything(), before, "a trial writes nothing at all");

        let first = place.import(stub.base(), &[]).with(0).ended();
        assert_eq!(first["created"], trial["created"], "the trial told what would come");
        let held = place.counts();
        stub.forget();
        let second = place.import(stub.base(), &[]).idle().ended();
        assert_eq!(place.counts(), held);
        assert_eq!(
            (&second["skipped"], &second["unchanged"]),
            (&4.into(), &6.into()),
            "old ones with minutes are held"
        );
        assert_eq!(stub.count("GetMeeting?lMeetingId=2001"), 0);
        assert_eq!(stub.count("GetMeeting?lMeetingId=2007"), 1);
        let all = place.import(stub.base(), &["--again"]).idle().ended();
        assert_eq!((&all["skipped"], &all["listed"]), (&0.into(), &8.into()));
        let trial = place.import(stub.base(), &["--again", "--dry-run"]).idle();
        assert_eq!(trial.texts("failed"), [""; 0]);
        assert_eq!(place.counts(), held);
    });
}

#[test]
fn a_later_run_begins_before_the_last_one() {
    both(|place| {
        let stub = Stub::start(small());
        place.import(stub.base(), &[]).with(0);
        stub.forget();
        let since = place.moderngov(&["--council", "E06009999", "--since-last", "--to", "2027-12-31"]);
        let mut since = since;
        assert!(since.output().is_ok_and(|output| output.status.success()));
        let from = chrono::Utc::now().with_timezone(&chrono_tz::Europe::London).date_naive() - chrono::Days::new(90);
        assert_eq!(stub.count(&format!("sFromDate={}", from.format("%d%%2F%m%%2F%Y"))), 1, "{:?}", stub.requests());
        assert_eq!(stub.count("GetMeeting?"), 1, "the one to come: {:?}", stub.requests());
    });
}

/// Texts of the minutes' parts of an item.
fn parts(place: &Place, title: &str) -> Vec<String> {
    let of = |table: &str| {
        place.select(&format!(
            "SELECT t.text FROM \"{table}\" t JOIN agenda_item i ON i.id = t.agenda_item_id WHERE i.title = '{title}'"
        ))
    };
    let mut parts = [of("contribution"), of("decision"), of("vote")].concat();
    parts.sort();
    parts
}

/// Kinds of changes of records of a table since the start.
fn changes(place: &Place, table: &str, kind: &str) -> usize {
    place.select(&format!("SELECT kind FROM change WHERE record_type = '{table}' AND kind = '{kind}'")).len()
}

#[test]
fn what_changed_is_replaced_and_what_is_gone_is_looked_for() {
    both(|place| {
        let stub = Stub::start(small());
        let asked = "<p>Councillor Ben Sample asked when the made-up bridge would open.</p>";
        stub.edit(|council| council.set_minutes(2005, 30_051, asked));
        place.import(stub.base(), &[]).with(0);
        let (meetings, people) = (place.count("meeting"), place.count("person"));
        let before = parts(place, "Questions from Members");
        assert!(before.iter().any(|text| text.contains("made-up bridge")), "{before:?}");

        stub.edit(|council| {
            council.set_minutes(2005, 30_051, "<p>RESOLVED: That no question be answered.</p>");
            council.change(2005, |meeting| {
                meeting.items.retain(|item| item.id != 30_052);
                meeting.people.retain(|person| person.id != 12);
            });
            council.remove_meeting(2004);
            council.remove_person(12);
            council.boards.retain(|board| board.id != 105);
        });
        let ran = place.import(stub.base(), &["--again"]).with(0);
        let left = parts(place, "Questions from Members");
        assert!(left.len() == 1 && left[0].contains("no question be answered"), "nothing of before is left: {left:?}");
        assert_eq!(parts(place, "Motion on Lighthouses"), [""; 0]);
        assert_eq!(changes(place, "agenda_item", "DELETED"), 1);
        assert_eq!(changes(place, "attendance", "DELETED"), 1);

        assert_eq!(place.count("meeting"), meetings - 1);
        assert_eq!(changes(place, "meeting", "DELETED"), 1, "a tombstone");
        assert_eq!(stub.count("GetMeeting?lMeetingId=2004"), 2, "it was looked for");
        let notes = ran.texts("note");
        assert!(notes.iter().any(|note| note.contains("meeting 2004 was looked for and is gone")), "{notes:?}");

        assert_eq!(place.count("person"), people, "people stay");
        let said = place.ask(
            "{ ben: memberships(filter: {person: {name: {eq: \"Ben Sample\"}}}) { nodes { state } }
               ada: memberships(filter: {person: {name: {eq: \"Ada Example\"}}}) { nodes { state } }
               test: boards(filter: {name: {startsWith: \"Test\"}}) { nodes { state } } }",
        );
        assert_eq!(said["ben"]["nodes"][0]["state"], "WITHDRAWN", "{said}");
        assert_eq!(said["ada"]["nodes"][0]["state"], "CURRENT", "{said}");
        assert_eq!(said["test"]["nodes"][0]["state"], "CURRENT", "a board that is listed no more stays: {said}");
        place.import(stub.base(), &["--again"]).idle();
    });
}

#[test]
fn a_meeting_that_only_the_list_lacks_stays() {
    both(|place| {
        let stub = Stub::start(small());
        place.import(stub.base(), &["--no-pages"]).with(0);
        // The meeting moves to a day outside the time that is read, so that the list of that time lacks it.
        let day = chrono::NaiveDate::from_ymd_opt(2030, 1, 7).expect("a day");
        stub.edit(|council| council.change(2001, |meeting| meeting.head.date = day));
        let ran = place.import(stub.base(), &["--no-pages"]).with(0);
        let notes = ran.texts("note");
        assert!(notes.iter().any(|note| note.contains("2001 is listed no more, but is still there")), "{notes:?}");
        let ended = ran.ended();
        assert_eq!((&ended["created"], &ended["deleted"]), (&0.into(), &0.into()), "{ended}");
        let dates = place.select("SELECT CAST(date AS text) FROM meeting ORDER BY 1");
        assert_eq!((dates.len(), dates[7].as_str()), (8, "2030-01-07"), "it is known by its number");
        place.import(stub.base(), &["--no-pages"]).idle();
    });
}
