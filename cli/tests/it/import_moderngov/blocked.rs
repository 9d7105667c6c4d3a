//! Where programs are kept out, and where the source is another than it seems.

use serde_json::{Value, json};
use tests::moderngov::{ALWAYS, Fault, Stub, small};

use super::{Place, both};

/// Puts all readings so far a day back.
fn a_day_passes(place: &Place) {
    let back = "started_at = started_at - 86400000, ended_at = ended_at - 86400000";
    place.select(&format!("UPDATE reading SET {back} RETURNING outcome"));
}

#[test]
fn pages_that_are_blocked_are_left_alone_until_the_next_day() {
    both(|place| {
        let stub = Stub::start(small());
        stub.set(".aspx", ALWAYS, Fault::Challenge);
        let ran = place.import(stub.base(), &[]).with(0);
        let ended = ran.ended();
        assert_eq!(ended["outcome"], "COMPLETE");
        let sign = ended["pagesBlocked"].as_str().expect("a sign");
        assert!(sign.contains("it answered 403 (a Cloudflare check)"), "{sign}");
        assert_eq!(stub.count(".aspx?"), 1, "one page was tried, and no other");
        assert_eq!((place.count("meeting"), place.count("issue")), (8, 0), "the rest is there");
        assert_eq!(place.select("SELECT pages_blocked FROM reading"), [sign]);

        stub.mend();
        stub.forget();
        let again = place.import(stub.base(), &["--again"]).with(0);
        assert_eq!(stub.count(".aspx?"), 0, "no page is asked for on the same day");
        assert_eq!(again.ended()["pagesBlocked"], json!(sign));
        a_day_passes(place);
        let later = place.import(stub.base(), &[]).with(0).ended();
        assert_eq!(later["pagesBlocked"], Value::Null);
        assert_eq!(place.count("issue"), 1);
    });
}

#[test]
fn pages_that_fail_are_asked_for_by_the_next_run() {
    both(|place| {
        let stub = Stub::start(small());
        stub.set("mgIssueHistoryHome", ALWAYS, Fault::Page);
        stub.set("ieDecisionDetails.aspx?AIId", ALWAYS, Fault::Status(500));
        let ended = place.import(stub.base(), &[]).with(7).ended();
        assert_eq!((&ended["outcome"], &ended["failed"]), (&json!("PARTLY_FAILED"), &json!(2)), "{ended}");
        let linked = "SELECT i.title FROM agenda_item i JOIN issue ON issue.id = i.issue_id";
        let key = "SELECT text FROM decision WHERE is_key";
        assert_eq!((place.select(linked).len(), place.select(key).len()), (2, 0), "another page tells of the issue");
        stub.mend();
        stub.forget();
        place.import(stub.base(), &[]).with(0);
        assert_eq!(place.select("SELECT status_as_written FROM issue"), ["Recommendations Approved"]);
        assert_eq!((place.select(linked).len(), place.select(key).len()), (2, 1));
        assert_eq!(stub.count("GetMeeting?lMeetingId=2001"), 0, "whose pages are held is not asked for");
        stub.forget();
        place.import(stub.base(), &[]).idle();
        assert_eq!(stub.count(".aspx?"), stub.count("mgDelegatedDecisions.aspx?"), "only the list of late decisions");
    });
}

#[test]
fn a_service_that_is_blocked_is_not_called_again_on_the_same_day() {
    both(|place| {
        let untouched = place.counts();
        for robots in [None, Some("User-agent: *\nDisallow: /mgWebService.asmx\n")] {
            let stub = Stub::start(small());
            stub.robots(robots);
            if robots.is_none() {
                stub.set("mgWebService", ALWAYS, Fault::Challenge);
            }
            let ran = place.import(stub.base(), &[]).with(8);
            let ended = ran.ended();
            assert_eq!(ended["outcome"], "BLOCKED", "{ended}");
            assert!(ran.failed.contains("programs are kept out; try again tomorrow"), "{}", ran.failed);
            assert_eq!(stub.count("mgWebService"), usize::from(robots.is_none()), "{:?}", stub.requests());
            assert_eq!(stub.count(".aspx"), 0);
            stub.mend();
            stub.robots(None);
            stub.forget();
            let again = place.import(stub.base(), &[]).with(8).ended();
            assert_eq!(again["outcome"], "BLOCKED");
            let why = again["failures"][0].as_str().expect("a reason");
            assert!(why.contains("is not asked again before tomorrow"), "{why}");
            assert_eq!(stub.requests(), [""; 0], "no call at all");
            assert_eq!(place.counts(), untouched);
            if robots.is_some() {
                a_day_passes(place);
                place.import(stub.base(), &["--no-pages"]).with(0);
                assert_eq!(place.count("meeting"), 8);
            }
        }
    });
}

#[test]
fn a_source_that_takes_no_get_or_has_moved_is_read_all_the_same() {
    both(|place| {
        let moved = Stub::start_in("/ecminutes", small());
        let stub = Stub::start_in("/documents", small());
        stub.set("mgWebService", ALWAYS, Fault::Moved(moved.base().into()));
        stub.set("mgWebService", ALWAYS, Fault::GetOff);
        moved.set("mgWebService", ALWAYS, Fault::GetOff);
        moved.set("GetMeeting?lMeetingId=2001", 1, Fault::WrongCharset);
        moved.set("GetMeeting?lMeetingId=2002", 1, Fault::Controls);
        moved.set("GetAllMeetingsByDate", ALWAYS, Fault::OtherRoot);
        let ran = place.import(stub.base(), &["--no-pages"]).with(0);
        let ended = ran.ended();
        assert_eq!((&ended["outcome"], &ended["illegalCharacters"]), (&json!("COMPLETE"), &json!(3)), "{ended}");
        assert!(moved.count("POST /ecminutes/mgWebService.asmx/GetMeeting?") >= 8, "{:?}", moved.requests());
        assert_eq!(moved.count("GetMeetings?lCommitteeId="), 5, "board by board");
        let notes = ran.texts("note");
        assert!(notes.iter().any(|note| note.contains("asked for board by board instead")), "{notes:?}");
        assert_eq!(place.count("meeting"), 8);
        let titles = place.select("SELECT title FROM agenda_item ORDER BY title");
        assert!(titles.contains(&"PART A - Open to the publiccaf\u{e9} \u{2013} \u{a3}5".to_string()), "{titles:?}");
        assert!(titles.contains(&"Ferry Fares Reviewabcd".to_string()), "{titles:?}");
    });
}
