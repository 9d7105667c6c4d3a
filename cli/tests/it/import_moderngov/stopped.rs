//! Stopped by hand or killed in the middle: what was acknowledged is kept, nothing is half there, and the next run goes on.

use std::{
    io::{BufRead, BufReader},
    process::Command,
    time::{Duration, Instant},
};

use serde_json::Value;
use tests::moderngov::{ALWAYS, Fault, Stub, large};

use super::{Place, both};

/// Two boards with 60 meetings each, so that they are written in three sets.
const MEETINGS: usize = 120;
const ITEMS: usize = 2;

/// Runs until so many meetings are done, sends a signal, and gives the exit code, all events, and how long it took to end.
fn until(place: &Place, stub: &Stub, signal: &str, meetings: u64) -> (Option<i32>, Vec<Value>, Duration) {
    let mut child = place.begin(stub.base(), &["--no-pages"]);
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut events: Vec<Value> = Vec::new();
    let mut sent: Option<Instant> = None;
    for line in lines.map_while(Result::ok) {
        events.push(serde_json::from_str(&line).expect("JSON"));
        let last = &events[events.len() - 1];
        if sent.is_none() && last["event"] == "meeting" && last["done"] == meetings {
            let status = Command::new("kill").args([signal, &child.id().to_string()]).status();
            assert!(status.is_ok_and(|status| status.success()), "the signal is sent");
            sent = Some(Instant::now());
        }
    }
    let code = child.wait().expect("it ends").code();
    (code, events, sent.expect("so many meetings").elapsed())
}

/// How many meetings are held, each with all its items.
fn whole_meetings(place: &Place) -> usize {
    let meetings = place.count("meeting");
    assert_eq!(place.count("agenda_item"), meetings * ITEMS, "no meeting is half there");
    let answers = place.select("SELECT question FROM answer WHERE question LIKE 'GetMeeting %'").len();
    assert_eq!(answers, meetings, "what is acknowledged is there, and the other way round");
    meetings
}

fn goes_on(place: &Place, stub: &Stub, held: usize) {
    stub.mend();
    stub.forget();
    let ran = place.import(stub.base(), &["--no-pages"]).with(0);
    assert_eq!(ran.events()[0]["resumed"], true);
    assert_eq!(ran.ended()["skipped"], held, "what is held is not asked for again");
    assert_eq!(stub.count("GetMeeting?"), MEETINGS - held);
    assert_eq!(whole_meetings(place), MEETINGS);
    assert_eq!(place.count("reading"), 1, "it is one reading");
    place.import(stub.base(), &["--no-pages", "--again"]).idle();
}

#[test]
fn told_to_stop() {
    both(|place| {
        let stub = Stub::start(large(2, 60, ITEMS as u32));
        stub.set("GetMeeting?lMeetingId=1031", ALWAYS, Fault::Slow(Duration::from_secs(4)));
        let (code, events, took) = until(place, &stub, "-INT", 60);
        assert!(took < Duration::from_secs(4), "it does not wait for the call under way: {took:?}");
        assert_eq!(code, Some(130));
        let ended = events.last().expect("an event");
        assert_eq!((&ended["event"], &ended["outcome"]), (&"ended".into(), &"INTERRUPTED".into()));
        let held = whole_meetings(place);
        assert!((60..MEETINGS).contains(&held), "all that was read is kept: {held}");
        assert_eq!(place.select("SELECT outcome FROM reading"), ["INTERRUPTED"]);
        goes_on(place, &stub, held);
    });
}

#[test]
fn killed() {
    both(|place| {
        let stub = Stub::start(large(2, 60, ITEMS as u32));
        let (code, events, _) = until(place, &stub, "-KILL", 70);
        assert_eq!(code, None, "it was killed");
        assert_ne!(events.last().expect("an event")["event"], "ended");
        let held = whole_meetings(place);
        assert!((50..MEETINGS).contains(&held), "the sets that were written are kept: {held}");
        assert_eq!(place.select("SELECT outcome FROM reading"), ["UNDER_WAY"]);
        let source = format!(
            "{{ publications(filter: {{title: {{startsWith: \"ModernGov\"}}}}) {{ nodes {{ readings {{ nodes {{ outcome endedAt }} }} }} }} }}"
        );
        let said = place.ask(&source);
        assert_eq!(said["publications"]["nodes"][0]["readings"]["nodes"][0]["outcome"], "UNDER_WAY", "{said}");
        goes_on(place, &stub, held);
    });
}
