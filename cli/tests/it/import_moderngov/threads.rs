//! Issues that lead to more meetings of other times than one reading asks for.

use tests::moderngov::{Head, Item, Meeting, Stub, small};

use super::both;

/// Meetings of other times.
const MEETINGS: u32 = 203;

#[test]
fn what_is_left_is_told_and_read_by_the_next_run() {
    both(|place| {
        let stub = Stub::start(small());
        let first = chrono::NaiveDate::from_ymd_opt(2020, 1, 1).expect("a day");
        stub.edit(|council| {
            for n in 0..MEETINGS {
                let (id, item) = (5_000 + n, 60_000 + n);
                let date = first + chrono::Days::new(n.into());
                let (board, time, status) = (tests::moderngov::small::CABINET, "2.00 pm".into(), "Confirmed".into());
                let head = Head { id, board, date, time, status, webcast: false };
                let items =
                    vec![Item { id: item, title: "Ferries".into(), number: 1, minute: Some(1), ..Item::default() }];
                council.put(Meeting { head, items, ..Meeting::default() });
                council.issues[0].at.push((id, item));
            }
        });
        let ran = place.import(stub.base(), &[]).with(0);
        let ended = ran.ended();
        assert_eq!((&ended["threadsLeft"], place.count("meeting")), (&3.into(), 208), "{ended}");
        let told =
            |notes: Vec<String>| notes.iter().any(|note| note.starts_with("issues lead to 3 meetings of other times"));
        assert!(told(ran.texts("note")));
        assert!(
            ended["notes"]
                .as_array()
                .is_some_and(|notes| notes.iter().any(|note| note.to_string().contains("lead to 3")))
        );

        stub.forget();
        let ended = place.import(stub.base(), &[]).with(0).ended();
        assert_eq!((&ended["threadsLeft"], place.count("meeting")), (&0.into(), 211), "{ended}");
        assert_eq!(stub.count("GetMeetings?"), 3, "those that were left, and no other");
        place.import(stub.base(), &[]).idle();
    });
}
