//! Requests as bytes: methods of every kind, and tries to have one connection mean two things to two readers.

use std::time::Duration;

use tests::{Kind, Server, shipped};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// Longest wait for bytes that should be there at once.
const PATIENCE: Duration = Duration::from_secs(5);

pub async fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(server.url.trim_start_matches("http://")).await.expect("the server listens")
}

/// Sends bytes and gives all that comes back until the server closes.
async fn exchange(server: &Server, bytes: &[u8]) -> String {
    let mut stream = connect(server).await;
    // The server may close before it has read all: what it said before counts.
    let _ = stream.write_all(bytes).await;
    let mut said = Vec::new();
    let read = timeout(PATIENCE, stream.read_to_end(&mut said)).await;
    assert!(read.is_ok(), "the server neither closes nor answers: {:?}", String::from_utf8_lossy(bytes));
    String::from_utf8_lossy(&said).into_owned()
}

/// A request for the type's name, with more lines in its head.
fn request(method: &str, head: &str, body: &str) -> String {
    format!(
        "{method} /graphql HTTP/1.1\r\nhost: a.example\r\ncontent-type: application/json\r\nconnection: close\r\n{head}\r\n{body}"
    )
}

const BODY: &str = "{\"query\":\"{ __typename }\"}";

#[tokio::test]
async fn other_methods_are_refused_or_told_what_is_allowed() {
    let server = shipped(Kind::Sqlite);
    let length = format!("content-length: {}\r\n", BODY.len());
    assert!(exchange(server, request("POST", &length, BODY).as_bytes()).await.starts_with("HTTP/1.1 200"));
    for method in ["PUT", "DELETE", "PATCH", "QUERY", "FROBNICATE"] {
        let said = exchange(server, request(method, &length, BODY).as_bytes()).await.to_lowercase();
        assert!(said.starts_with("http/1.1 405"), "{method}: {said}");
        assert!(said.contains("\r\nallow: get, post"), "{method}: {said}");
        assert!(said.contains("\"code\":\"method_not_allowed\""), "{method}: {said}");
    }
    let said = exchange(server, request("HEAD", "", "").as_bytes()).await.to_lowercase();
    assert!(said.starts_with("http/1.1 405") && said.ends_with("\r\n\r\n"), "a head has no body: {said}");
    let said = exchange(server, request("OPTIONS", "", "").as_bytes()).await.to_lowercase();
    assert!(said.starts_with("http/1.1 204"), "{said}");
    assert!(said.contains("\r\naccess-control-allow-methods: get, post, options\r\n"), "{said}");
}

/// A proxy that reads such a request otherwise than the server does could be made to hand out somebody else's answer.
#[tokio::test]
async fn a_request_has_one_meaning() {
    let server = shipped(Kind::Sqlite);
    let n = BODY.len();
    let inner = "GET /health/live HTTP/1.1\r\nhost: a.example\r\n\r\n";
    let chunked = format!("{n:x}\r\n{BODY}\r\n0\r\n\r\n");
    let good = request("POST", "transfer-encoding: chunked\r\n", &chunked);
    assert!(exchange(server, good.as_bytes()).await.starts_with("HTTP/1.1 200"), "chunks by themselves are well");
    for (what, bad) in [
        ("two lengths", request("POST", &format!("content-length: {n}\r\ncontent-length: 0\r\n"), BODY)),
        ("two like lengths", request("POST", &format!("content-length: {n}\r\ncontent-length: {n}\r\n"), BODY)),
        ("a list of lengths", request("POST", &format!("content-length: {n}, {n}\r\n"), BODY)),
        ("a length with a sign", request("POST", &format!("content-length: +{n}\r\n"), BODY)),
        ("a length below none", request("POST", "content-length: -1\r\n", BODY)),
        ("a length that is no number", request("POST", "content-length: 0x10\r\n", BODY)),
        ("a length and chunks", request("POST", "content-length: 4\r\ntransfer-encoding: chunked\r\n", &chunked)),
        ("chunks and a length", request("POST", "transfer-encoding: chunked\r\ncontent-length: 4\r\n", &chunked)),
        ("an encoding that is none", request("POST", "transfer-encoding: xchunked\r\n", &chunked)),
        ("two encodings", request("POST", "transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n", &chunked)),
        ("chunks that are not last", request("POST", "transfer-encoding: chunked, identity\r\n", &chunked)),
        ("a space before the colon", request("POST", &format!("content-length : {n}\r\n"), BODY)),
        ("a header without a name", request("POST", ": x\r\ncontent-length: 0\r\n", "")),
        ("a NUL in a header", request("POST", "x-a: b\0c\r\ncontent-length: 0\r\n", "")),
        (
            "a chunk of no size",
            request("POST", "transfer-encoding: chunked\r\n", &format!("zz\r\n{BODY}\r\n0\r\n\r\n")),
        ),
        (
            "a chunk of more than all",
            request("POST", "transfer-encoding: chunked\r\n", &format!("fffffffffffffffff\r\n{BODY}\r\n0\r\n\r\n")),
        ),
        ("a newer protocol", "GET /health/live HTTP/9.9\r\nhost: a.example\r\n\r\n".into()),
        ("no protocol", "GET /health/live\r\n\r\n".into()),
        ("no words", "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\r\n\r\n".into()),
    ] {
        let said = exchange(server, format!("{bad}{inner}").as_bytes()).await;
        assert!(said.starts_with("HTTP/1.1 400"), "{what}: {said}");
        assert_eq!(said.matches("HTTP/1.1").count(), 1, "{what}: what follows is not answered: {said}");
    }
    let head = request("GET", &format!("x-a: {}\r\n", "b".repeat(300_000)), "");
    let said = exchange(server, head.as_bytes()).await;
    assert!(said.starts_with("HTTP/1.1 4") || said.is_empty(), "a head without end: {said}");
}
