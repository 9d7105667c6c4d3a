//! Stopped by hand or killed in the middle: what was acknowledged is kept, nothing is half there, and the next run goes on.

use std::{
    io::{BufRead, BufReader},
    process::Command,
    time::{Duration, Instant},
};

use serde_json::Value;
use tests::moderngov::{ALWAYS, Fault, Stub, large};

use super::{Place, both};

/// Meetings of one board, so many that they are written in two sets.
const MEETINGS: u32 = 70;
const ITEMS: u32 = 2;

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
            // A set is written while the next meetings are read: there is time for it before the slow answer comes.
            if signal == "-KILL" {
                std::thread::sleep(Duration::from_millis(2_500));
            }
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
    assert_eq!(place.count("agenda_item"), meetings * ITEMS as usize, "no meeting is half there");
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
    assert_eq!(stub.count("GetMeeting?"), MEETINGS as usize - held);
    assert_eq!(whole_meetings(place), MEETINGS as usize);
    assert_eq!(place.count("reading"), 1, "it is one reading");
    place.import(stub.base(), &["--no-pages", "--again"]).idle();
}

/// A stub that answers for so many meetings at once, and takes its time for the next one. It is asked for that while the last
/// of the others is read, of which is told only then.
fn slow_after(meetings: u32) -> Stub {
    let stub = Stub::start(large(1, MEETINGS, ITEMS));
    let next = format!("GetMeeting?lMeetingId={}", 1_001 + meetings);
    stub.set(&next, ALWAYS, Fault::Slow(Duration::from_secs(4)));
    stub
}

#[test]
fn told_to_stop() {
    both(|place| {
        let stub = slow_after(30);
        let (code, events, took) = until(place, &stub, "-INT", 29);
        assert!(took < Duration::from_secs(4), "it does not wait for the call under way: {took:?}");
        assert_eq!(code, Some(130));
        let ended = events.last().expect("an event");
        assert_eq!((&ended["event"], &ended["outcome"]), (&"ended".into(), &"INTERRUPTED".into()));
        assert_eq!(whole_meetings(place), 30, "all that was read is kept");
        assert_eq!(place.select("SELECT outcome FROM reading"), ["INTERRUPTED"]);
        goes_on(place, &stub, 30);
    });
}

#[test]
fn killed() {
    both(|place| {
        let stub = slow_after(60);
        let (code, events, _) = until(place, &stub, "-KILL", 59);
        assert_eq!(code, None, "it was killed");
        assert_ne!(events.last().expect("an event")["event"], "ended");
        assert_eq!(whole_meetings(place), 40, "the set that was written is kept");
        assert_eq!(place.select("SELECT outcome FROM reading"), ["UNDER_WAY"]);
        let said = place.ask(
            "{ publications(filter: {title: {startsWith: \"ModernGov\"}}) { nodes { readings { nodes { outcome endedAt } } } } }",
        );
        let reading = &said["publications"]["nodes"][0]["readings"]["nodes"][0];
        assert_eq!((&reading["outcome"], &reading["endedAt"]), (&"UNDER_WAY".into(), &Value::Null), "{said}");
        goes_on(place, &stub, 40);
    });
}
