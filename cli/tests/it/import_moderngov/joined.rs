//! What somebody wrote by hand and a council publishes too is one record: joined, not doubled, and nobody takes away what
//! the other said.

use std::{collections::BTreeMap, process::Command};

use serde_json::{Value, json};
use tests::moderngov::{Attendee, Board, Head, Item, Meeting, Stub, paragraphs, small};

use super::{Place, Ran, place::both_empty};

const PANEL: &str = "Children, Adults, Health and Wellbeing Policy Development and Scrutiny Panel";
const BATH: &str = "bath-and-north-east-somerset";

/// A made-up system with a board, a meeting, an item and a person that the shipped facts tell of.
fn stub() -> Stub {
    let mut council = small();
    council.boards.push(Board { id: 301, title: PANEL.into(), ..Board::default() });
    let item = |id, number, minute, title: &str, minutes: &str| Item {
        id,
        number,
        shown: format!("{number}."),
        minute: Some(minute),
        title: title.into(),
        minutes: Some(paragraphs(&[minutes])),
        ..Item::default()
    };
    let day = chrono::NaiveDate::from_ymd_opt(2025, 12, 15).expect("a day");
    council.put(Meeting {
        head: Head {
            id: 3_001,
            board: 301,
            date: day,
            time: "10.00 am".into(),
            status: "Confirmed".into(),
            webcast: false,
        },
        agenda_published: true,
        minutes_published: true,
        items: vec![
            item(33_001, 9, 71, "Families First", "The Panel RESOLVED to note the made-up update."),
            item(33_002, 10, 72, "Made-Up Buses", "The Panel RESOLVED to note the made-up buses."),
        ],
        people: vec![Attendee {
            id: 401,
            name: "Councillor Liz Hardman".into(),
            role: "Committee Member".into(),
            attendance: "Present".into(),
            ..Attendee::default()
        }],
        ..Meeting::default()
    });
    Stub::start(council)
}

fn import(place: &Place, stub: &Stub, more: &[&str]) -> Ran {
    let given = ["--council", BATH, "--base", stub.base(), "--json", "--from", "2025-12-01", "--to", "2025-12-31"];
    let mut command: Command = place.moderngov(&[&given[..], more].concat());
    Ran::from(command.output().expect("the program starts")).with(0)
}

/// What the graph says of the panel, its meeting and its item.
fn panel(place: &Place) -> Value {
    let query = format!(
        "{{ boards(filter: {{name: {{eq: \"{PANEL}\"}}}}, first: 5) {{ nodes {{ slug kind identifiers {{ scheme }}
             meetings(first: 5, filter: {{date: {{from: \"2025-12-15\", to: \"2025-12-15\"}}}}) {{ nodes {{ status
               attendanceKnown minutesPublished identifiers {{ scheme }} sources {{ method }}
               agendaItems(first: 5) {{ nodes {{ title number minuteNumber summary minutesText identifiers {{ scheme }} issue {{ title }}
                 contributions(first: 30) {{ nodes {{ text }} }} decisions(first: 5) {{ nodes {{ text }} }} }} }} }} }} }} }}
           people(filter: {{name: {{eq: \"Liz Hardman\"}}}}, first: 5) {{ nodes {{ slug identifiers {{ scheme }} }} }} }}"
    );
    place.ask(&query)
}

#[test]
fn what_is_written_by_hand_is_joined() {
    both_empty(|place| {
        let shipped = || place.load_from(tests::top().join("data"));
        shipped();
        let before = panel(place);
        let stub = stub();
        import(place, &stub, &[]);
        let after = panel(place);

        let boards = after["boards"]["nodes"].as_array().expect("nodes");
        assert_eq!(boards.len(), 1, "one such board");
        let was = &before["boards"]["nodes"][0];
        assert_eq!((&boards[0]["slug"], &boards[0]["kind"]), (&was["slug"], &was["kind"]));
        assert_eq!(boards[0]["identifiers"], json!([{ "scheme": "moderngov-board" }]));
        let meetings = boards[0]["meetings"]["nodes"].as_array().expect("nodes");
        assert_eq!(meetings.len(), 1, "one such meeting");
        let meeting = &meetings[0];
        assert_eq!((&meeting["status"], &meeting["attendanceKnown"]), (&json!("HELD"), &json!(true)));
        assert_eq!(meeting["minutesPublished"], true, "what was open is filled");
        assert_eq!(meeting["identifiers"], json!([{ "scheme": "moderngov-meeting" }]));
        let methods: Vec<&Value> =
            meeting["sources"].as_array().expect("sources").iter().map(|s| &s["method"]).collect();
        assert_eq!(methods, ["OFFICIAL_PAGE", "OFFICIAL_SERVICE"], "{meeting}");

        let items = meeting["agendaItems"]["nodes"].as_array().expect("nodes");
        let titles: Vec<&Value> = items.iter().map(|item| &item["title"]).collect();
        assert_eq!(titles, ["Families First", "Made-Up Buses"]);
        let was = &was["meetings"]["nodes"][0]["agendaItems"]["nodes"][0];
        for field in ["number", "summary", "issue", "contributions", "decisions"] {
            assert_eq!(items[0][field], was[field], "{field} is as it was written");
        }
        assert_eq!(
            (&items[0]["minuteNumber"], &items[0]["identifiers"]),
            (&json!("71"), &json!([{ "scheme": "moderngov-item" }]))
        );
        assert_eq!(items[1]["decisions"]["nodes"].as_array().map(Vec::len), Some(1), "{}", items[1]);
        assert_eq!(after["people"]["nodes"].as_array().map(Vec::len), Some(1));
        assert_eq!(after["people"]["nodes"][0]["slug"], before["people"]["nodes"][0]["slug"]);
        assert_eq!(after["people"]["nodes"][0]["identifiers"], json!([{ "scheme": "moderngov-person" }]));

        let held = facts(place);
        assert_eq!(shipped(), 0, "the dataset says nothing new");
        assert_eq!(facts(place), held, "and takes nothing away");
        let again = import(place, &stub, &["--again"]).idle();
        assert_eq!(again.texts("failed"), [""; 0]);
        assert_eq!(facts(place), held);
    });
}

/// Everything but what is kept of readings and loads.
fn facts(place: &Place) -> BTreeMap<String, Vec<String>> {
    let mut all = place.everything();
    all.retain(|table, _| !["answer", "reading", "load"].contains(&table.as_str()) && !table.contains("sequence"));
    all
}
