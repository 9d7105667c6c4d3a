//! A client that sends half a body and then nothing is let go in the time that a request may take.

use std::time::Duration;

use api::limits::Limits;
use tests::{Kind, Server, database};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::timeout,
};

use crate::raw::connect;

const HEAD: &str = "POST /graphql HTTP/1.1\r\nhost: a.example\r\ncontent-type: application/json\r\n";

#[tokio::test]
async fn half_a_body_is_not_waited_for_for_ever() {
    let limits = Limits { request_time_ms: 500, ..Limits::default() };
    let server = Server::within(database(Kind::Sqlite).await, limits);
    let mut stream = connect(&server).await;
    let half = format!("{HEAD}content-length: 100\r\n\r\n{{\"query\":");
    stream.write_all(half.as_bytes()).await.expect("it is sent");
    let mut said = Vec::new();
    let ended = timeout(Duration::from_secs(8), stream.read_to_end(&mut said)).await;
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(ended.is_ok() && said.starts_with("HTTP/1.1 408") && said.contains("SLOW_BODY"), "{said:?}");
}
