//! Clients that hold on to their connections and say nothing: others are served meanwhile, and the silent are let go.

use std::time::{Duration, Instant};

use api::limits::Limits;
use tests::{Kind, Server, database};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::raw::connect;

/// Time that a request may take, in milliseconds: short, since the test waits for its end.
const TIME: u64 = 1_000;

/// Time that a connection is kept open between requests; half a head on such a one is not waited for any longer.
const KEPT: Duration = Duration::from_secs(5);

const HEAD: &str = "POST /graphql HTTP/1.1\r\nhost: a.example\r\ncontent-type: application/json\r\n";

/// Connections on which this was sent, and then nothing more.
async fn stalled(server: &Server, n: usize, bytes: &str) -> Vec<TcpStream> {
    let mut all = Vec::new();
    for _ in 0..n {
        let mut stream = connect(server).await;
        stream.write_all(bytes.as_bytes()).await.expect("it is sent");
        all.push(stream);
    }
    all
}

/// What the server says before it lets go; `None` when it does not in good time.
async fn farewell(mut stream: TcpStream) -> Option<String> {
    let mut said = Vec::new();
    let ended = timeout(Duration::from_millis(TIME * 4) + KEPT, stream.read_to_end(&mut said)).await;
    ended.ok().map(|_| String::from_utf8_lossy(&said).into_owned())
}

#[tokio::test]
async fn slow_clients_hold_nobody_up() {
    let limits = Limits { request_time_ms: TIME, ..Limits::default() };
    let server = Server::within(database(Kind::Sqlite).await, limits);
    let idle = stalled(&server, 100, "").await;
    let heads = stalled(&server, 30, HEAD).await;
    let bodies = stalled(&server, 30, &format!("{HEAD}content-length: 100\r\n\r\n{{\"query\":")).await;
    let chunks = stalled(&server, 30, &format!("{HEAD}transfer-encoding: chunked\r\n\r\n5\r\n{{")).await;
    // A first request that is whole does not buy a second one all the time in the world.
    let second = stalled(&server, 5, &format!("GET /health/live HTTP/1.1\r\nhost: a.example\r\n\r\n{HEAD}")).await;

    let began = Instant::now();
    for _ in 0..20 {
        let said = server.ask("{ councils { totalCount } }").await;
        assert_eq!(said["data"]["councils"]["totalCount"], 0, "{said}");
    }
    let ready = server.client().get(format!("{}/health/ready", server.url)).send().await.expect("an answer");
    assert_eq!(ready.status(), 200);
    assert!(began.elapsed() < Duration::from_secs(5), "21 small answers took {:?}", began.elapsed());

    for (what, streams, begins) in [
        ("half a head", heads, "HTTP/1.1 408"),
        ("nothing", idle, "HTTP/1.1 408"),
        ("half a second head", second, "HTTP/1.1 200"),
    ] {
        for stream in streams {
            let said = farewell(stream).await;
            assert!(said.as_ref().is_some_and(|s| s.starts_with(begins)), "{what}: {said:?}");
        }
    }
    drop((bodies, chunks));
}
