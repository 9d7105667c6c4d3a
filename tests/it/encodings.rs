//! What a body may be packed as, on the way in and on the way out.

use actix_web::{
    dev::Decompress,
    error::PayloadError,
    http::header::ContentEncoding,
    web::{Bytes, BytesMut},
};
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use tests::{Kind, shipped};

/// Long enough that packing it is worth something.
const QUERY: &str = "{ boards(first: 50) { nodes { id name kind website council { name } } } }";

async fn unpacked(body: Bytes, encoding: ContentEncoding) -> Vec<u8> {
    let packed = stream::iter([Ok::<_, PayloadError>(body)]);
    let mut parts = Decompress::new(packed, encoding);
    let mut whole = BytesMut::new();
    while let Some(part) = parts.next().await {
        whole.extend_from_slice(&part.expect("the body unpacks"));
    }
    whole.to_vec()
}

#[tokio::test]
async fn answers_say_the_same_however_packed() {
    let server = shipped(Kind::Sqlite);
    let ask = async |accepted: Option<&str>| {
        let request = server.client().post(format!("{}/graphql", server.url)).json(&json!({ "query": QUERY }));
        let request = accepted.into_iter().fold(request, |request, value| request.header("accept-encoding", value));
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status(), 200, "{accepted:?}");
        let headers = response.headers().clone();
        (headers, response.bytes().await.expect("a whole body"))
    };
    let (headers, plain) = ask(None).await;
    assert!(headers.get("content-encoding").is_none(), "nobody asked for packing: {headers:?}");
    let plain: Value = serde_json::from_slice(&plain).expect("JSON");
    assert!(plain["data"]["boards"]["nodes"].as_array().is_some_and(|n| n.len() > 5), "{plain}");

    for (accepted, name, encoding) in [
        ("gzip", "gzip", ContentEncoding::Gzip),
        ("br", "br", ContentEncoding::Brotli),
        ("zstd", "zstd", ContentEncoding::Zstd),
        ("foo, gzip;q=0.5", "gzip", ContentEncoding::Gzip),
        ("gzip;q=0.1, br;q=0.9", "br", ContentEncoding::Brotli),
    ] {
        let (headers, body) = ask(Some(accepted)).await;
        assert_eq!(headers["content-encoding"], name, "{accepted}");
        let vary = headers.get_all("vary").iter().filter_map(|v| v.to_str().ok()).collect::<Vec<_>>().join(", ");
        assert!(vary.to_lowercase().contains("accept-encoding"), "a cache must know: {accepted}, {vary}");
        assert!(body.len() * 2 < plain.to_string().len(), "{accepted} packs to {} bytes", body.len());
        let said: Value = serde_json::from_slice(&unpacked(body, encoding).await).expect("JSON");
        assert_eq!(said, plain, "{accepted}");
    }
    for accepted in ["foo", "identity", "", "gzip;q=0", "br;q=nonsense"] {
        let (headers, body) = ask(Some(accepted)).await;
        assert!(headers.get("content-encoding").is_none(), "{accepted:?} is served plain: {headers:?}");
        assert_eq!(serde_json::from_slice::<Value>(&body).expect("JSON"), plain, "{accepted:?}");
    }
}

#[tokio::test]
async fn bodies_come_in_plain_and_in_utf_8() {
    let server = shipped(Kind::Sqlite);
    let body = json!({ "query": "{ __typename }" }).to_string();
    let media = "application/json";
    for (content_type, encoding, status) in [
        (Some(media), None, 200),
        (Some("application/json;charset=utf-8"), None, 200),
        (Some("Application/JSON; Charset=\"UTF-8\""), None, 200),
        (Some("application/json; charset=latin1"), None, 415),
        (Some("application/json; charset=iso-8859-1"), None, 415),
        (Some("application/json; charset=nonsense"), None, 415),
        (Some("application/x-www-form-urlencoded"), None, 415),
        (Some("application/graphql"), None, 415),
        (None, None, 415),
        (Some(media), Some("br"), 415),
        (Some(media), Some("gzip"), 415),
        (Some(media), Some("foo"), 415),
    ] {
        let request = server.client().post(format!("{}/graphql", server.url)).body(body.clone());
        let request = content_type.into_iter().fold(request, |r, value| r.header("content-type", value));
        let request = encoding.into_iter().fold(request, |r, value| r.header("content-encoding", value));
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status().as_u16(), status, "{content_type:?} {encoding:?}");
        let said: Value = response.json().await.expect("JSON");
        if status == 415 {
            assert_eq!(said["errors"][0]["extensions"]["code"], "UNSUPPORTED_MEDIA_TYPE", "{said}");
            let message = said["errors"][0]["message"].as_str().unwrap_or_default();
            assert!(message.contains("application/json") && message.contains("UTF-8"), "it says what to do: {message}");
        }
    }
}
