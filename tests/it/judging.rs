//! Judging a document costs little, however it is made: what is refused must not be what brings the server down.

use std::time::{Duration, Instant};

use api::{judge::Judge, limits::Limits};

use crate::hostile;

/// Processor time that judging may take at most. Tests are built without the compiler's optimisations, our own judge
/// included (the parser's crates are built with them always): there it gets three times as long.
const BOUND: Duration = Duration::from_millis(if cfg!(debug_assertions) { 60 } else { 20 });

/// What this thread has spent on a processor; where the system does not say, the time on the clock.
fn spent() -> Duration {
    // The system settles the account when the thread steps back, and otherwise only now and then.
    std::thread::yield_now();
    static BEGAN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|line| line.split(' ').next()?.parse().ok())
        .map_or_else(|| BEGAN.elapsed(), Duration::from_nanos)
}

/// The least of three times: another program on the machine makes one slower, never faster.
fn best_of_three(judge: &Judge, text: &str) -> Duration {
    let once = |n: usize| {
        // Documents that fit are kept by their text: a line more makes it another.
        let text = format!("{}{text}", "\n".repeat(n.min(64 * 1024 - text.len())));
        let began = spent();
        if let Ok(judged) = judge.document(&text) {
            // Of several operations none is chosen, which is an answer too.
            let _ = judge.operation(&judged, None, &serde_json::Map::new());
        }
        spent() - began
    };
    (0..3).map(once).min().unwrap_or_default()
}

#[test]
fn every_document_is_judged_in_no_time() {
    let judge = Judge::new(&api::sdl(), Limits::default()).expect("our own schema is sound");
    let documents = hostile::documents();
    let mut times: Vec<(Duration, &str)> =
        documents.iter().map(|(name, text)| (best_of_three(&judge, text), *name)).collect();
    times.sort();
    times.reverse();
    println!("the slowest: {:#?}", &times[..10]);
    let slow: Vec<_> = times.iter().filter(|(time, _)| *time > BOUND).collect();
    assert!(slow.is_empty(), "longer than {BOUND:?}: {slow:#?}");
}
