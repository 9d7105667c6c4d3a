//! What goes wrong at the source: each fault is named, writes nothing of what came, and takes nothing away.

use std::time::{Duration, Instant};

use tests::moderngov::{ALWAYS, Fault, Stub, small};

use super::both;

#[test]
fn what_comes_with_status_200_and_is_no_answer_is_named() {
    both(|place| {
        let stub = Stub::start(small());
        place.import(stub.base(), &["--no-pages"]).with(0);
        let held = place.counts();
        let withdrawn =
            |table: &str| place.select(&format!("SELECT state FROM {table} WHERE state <> 'CURRENT'")).len();
        for (fault, named) in [
            (Fault::Page, "GetCommittees: an HTML page came in place of XML, titled \"Error\""),
            (Fault::Script, "GetCommittees: a script"),
            (Fault::Empty, "GetCommittees: the list is empty"),
            (Fault::OtherRoot, "the root of the XML is `error`"),
            (Fault::CutXml, "GetCommittees: the answer is cut off after"),
            (Fault::Login, "login.aspx, which is not what was asked for"),
        ] {
            stub.set("GetCommittees", ALWAYS, fault.clone());
            let ran = place.import(stub.base(), &[]).with(5);
            stub.mend();
            let ended = ran.ended();
            assert_eq!((&ended["outcome"], &ended["failed"]), (&"FAILED".into(), &1.into()), "{fault:?}");
            let why = ended["failures"][0].as_str().expect("a reason");
            assert!(why.contains(named), "{fault:?}: {why}");
            assert!(ran.failed.contains("nothing could be read; nothing was written or taken away"), "{}", ran.failed);
            assert_eq!((place.counts(), withdrawn("board")), (held.clone(), 0), "{fault:?}");
        }
        for (fault, named) in [
            (Fault::Page, "GetCouncillorsByWard: an HTML page"),
            (Fault::Script, "GetCouncillorsByWard: a script"),
            (Fault::Empty, "GetCouncillorsByWard: the list is empty"),
            (Fault::OtherRoot, "the root of the XML is `error`"),
        ] {
            stub.set("GetCouncillorsByWard", ALWAYS, fault.clone());
            let ended = place.import(stub.base(), &["--no-pages"]).with(7).ended();
            stub.mend();
            assert_eq!(ended["outcome"], "PARTLY_FAILED");
            let why = ended["failures"][0].as_str().expect("a reason");
            assert!(why.contains(named), "{fault:?}: {why}");
            assert_eq!(place.counts(), held, "the roster is not touched: {fault:?}");
            assert_eq!(withdrawn("membership"), 0, "{fault:?}");
        }
        // Lists of meetings that are empty take no meeting away.
        stub.set("GetAllMeetingsByDate", ALWAYS, Fault::Empty);
        stub.set("GetMeetings", ALWAYS, Fault::Empty);
        place.import(stub.base(), &["--no-pages"]).idle();
        assert_eq!(place.counts(), held);
    });
}

#[test]
fn what_fails_for_a_while_is_asked_for_again() {
    both(|place| {
        let stub = Stub::start(small());
        stub.set("GetMeeting?lMeetingId=2001", 2, Fault::Status(500));
        stub.set("GetMeeting?lMeetingId=2002", ALWAYS, Fault::Status(500));
        stub.set("GetMeeting?lMeetingId=2003", ALWAYS, Fault::CutXml);
        stub.set("GetMeeting?lMeetingId=2005", ALWAYS, Fault::Cut);
        stub.set("GetMeeting?lMeetingId=2007", ALWAYS, Fault::Slow(Duration::from_secs(3)));
        let began = Instant::now();
        let ran = place.import(stub.base(), &["--no-pages", "--timeout", "0.3"]).with(7);
        assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
        let ended = ran.ended();
        assert_eq!((&ended["outcome"], &ended["failed"]), (&"PARTLY_FAILED".into(), &4.into()), "{ended}");
        let why = ended["failures"].to_string();
        for named in [
            "2002 answered 500",
            "GetMeeting(2003): the answer is cut off",
            "2005 cannot be reached",
            "2007 did not answer within 300ms",
        ] {
            assert!(why.contains(named), "{named}: {why}");
        }
        assert_eq!(stub.count("GetMeeting?lMeetingId=2001"), 3);
        assert_eq!(stub.count("GetMeeting?lMeetingId=2002"), 4, "three times more, and no more");
        assert_eq!(stub.count("GetMeeting?lMeetingId=2003"), 1, "a wrong answer is not asked for again");
        let dates = place.select("SELECT CAST(m.date AS text) FROM meeting m ORDER BY 1");
        assert_eq!(dates, ["2025-01-20", "2025-02-27", "2025-09-11", "2026-02-09"], "the others are there");
        stub.mend();
        place.import(stub.base(), &["--no-pages"]).with(0);
        assert_eq!(place.count("meeting"), 8);
        place.import(stub.base(), &["--no-pages", "--again"]).idle();
    });
}
