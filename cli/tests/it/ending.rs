//! Told to stop while it is asked from all sides, the server ends what it has begun, and then itself.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use crate::program::{Serving, ask, done, exchange, folder, folkmoot};

/// A query that takes a while.
fn query() -> String {
    let many: String = (0..10)
        .map(|i| format!("a{i}: boards {{ nodes {{ name meetings(first: 10) {{ nodes {{ title agendaItems(first: 5) {{ nodes {{ title sources {{ locator }} }} }} }} }} }} }} "))
        .collect();
    format!("{{ {many} }}")
}

/// One request of a client: when it was sent, when its end was seen, and whether there was an answer.
struct Asked {
    sent: Instant,
    seen: Instant,
    answered: bool,
}

/// Time after which a request that was sent has certainly come in, on a machine that is busy.
const SURELY: Duration = Duration::from_millis(100);

#[test]
fn the_signal_to_stop_lets_answers_under_way_end() {
    let (_folder, _, database) = folder();
    done(&["generate", "--database", &database, "--councils", "1", "--meetings", "10", "--items", "5"]);
    let mut server = Serving::start(folkmoot(&["serve", "--database", &database, "--listen", "127.0.0.1:0"]));
    let (address, query) = (server.address.clone(), query());
    let whole = ask(&address, &query).expect("an answer");
    assert!(whole["errors"].is_null() && whole["data"]["a9"]["nodes"].is_array(), "{whole}");

    // Somebody keeps a connection open after an answer, and asks nothing more.
    let mut idle = TcpStream::connect(&address).expect("a connection");
    idle.write_all(b"GET /health/live HTTP/1.1\r\nhost: a.example\r\n\r\n").expect("it is sent");
    assert!(idle.read(&mut [0; 1_000]).expect("an answer") > 0);

    let stop = AtomicBool::new(false);
    let client = || {
        let mut all = Vec::new();
        while !stop.load(Ordering::Relaxed) {
            let sent = Instant::now();
            let said = ask(&address, &query);
            if let Ok(said) = &said {
                assert_eq!(said["data"], whole["data"], "every answer is the whole answer");
            }
            all.push(Asked { sent, seen: Instant::now(), answered: said.is_ok() });
            if said.is_err() {
                break;
            }
        }
        all
    };
    let (told, (code, took), asked) = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..8).map(|_| scope.spawn(client)).collect();
        std::thread::sleep(Duration::from_millis(600));
        server.terminate();
        let told = Instant::now();
        let end = server.end(Duration::from_secs(12));
        stop.store(true, Ordering::Relaxed);
        let asked: Vec<Asked> = clients.into_iter().flat_map(|c| c.join().expect("a client")).collect();
        (told, end, asked)
    });
    println!("{} requests; the server ended {took:?} after it was told to", asked.len());
    assert_eq!(code, Some(0), "it ends by itself and well, after {took:?}");
    assert!(took < Duration::from_secs(5), "it took {took:?}");
    let under_way: Vec<&Asked> = asked.iter().filter(|a| a.sent + SURELY < told && a.seen > told).collect();
    assert!(under_way.len() >= 2, "{} of {} requests were under way", under_way.len(), asked.len());
    for a in asked.iter().filter(|a| a.sent + SURELY < told) {
        let before = told - a.sent;
        assert!(a.answered, "a request that was sent {before:?} before the signal had no answer");
    }
    assert!(exchange(&address, "GET /health/live", "").is_err(), "nobody listens any more");
}
