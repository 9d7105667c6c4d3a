//! GraphQL over HTTP: media types, statuses, caching, and what is refused.

use serde_json::{Value, json};
use tests::{Kind, Server, shipped};

const OK: &str = "{ councils(first: 1) { nodes { name } } }";

async fn send(server: &Server, accept: &str, body: &str, media: &str) -> (u16, String, Value) {
    let response = server
        .client()
        .post(format!("{}/graphql", server.url))
        .header("accept", accept)
        .header("content-type", media)
        .body(body.to_owned())
        .send()
        .await
        .expect("an answer");
    let kind = response.headers()["content-type"].to_str().unwrap_or_default().to_owned();
    (response.status().as_u16(), kind, response.json().await.unwrap_or_default())
}

#[tokio::test]
async fn answers_come_in_the_media_type_asked_for() {
    let server = shipped(Kind::Sqlite);
    let body = json!({ "query": OK }).to_string();
    for (accept, media) in [
        ("application/json", "application/json; charset=utf-8"),
        ("*/*", "application/json; charset=utf-8"),
        ("application/graphql-response+json", "application/graphql-response+json; charset=utf-8"),
        (
            "application/graphql-response+json, application/json;q=0.9",
            "application/graphql-response+json; charset=utf-8",
        ),
    ] {
        let (status, kind, said) = send(server, accept, &body, "application/json").await;
        assert_eq!((status, kind.as_str()), (200, media), "{said}");
    }
    assert_eq!(send(server, "text/csv", &body, "application/json").await.0, 406);
}

#[tokio::test]
async fn refusals_have_a_status_a_code_and_no_data() {
    let server = shipped(Kind::Sqlite);
    let graphql = "application/graphql-response+json";
    for (body, media, status, code) in [
        (json!({ "query": "{" }).to_string(), "application/json", 400, "SYNTAX_ERROR"),
        (json!({ "query": "{ nothing }" }).to_string(), "application/json", 400, "VALIDATION_FAILED"),
        (
            json!({ "query": "query($id: ID!) { node(id: $id) { id } }" }).to_string(),
            "application/json",
            400,
            "BAD_VARIABLE",
        ),
        (json!({ "query": OK, "operationName": "Other" }).to_string(), "application/json", 400, "UNKNOWN_OPERATION"),
        ("{".into(), "application/json", 400, "BAD_REQUEST"),
        ("[]".into(), "application/json", 400, "BAD_REQUEST"),
        (json!({ "query": OK }).to_string(), "text/plain", 415, "UNSUPPORTED_MEDIA_TYPE"),
        (json!({ "query": OK }).to_string(), "application/json; charset=utf-16", 415, "UNSUPPORTED_MEDIA_TYPE"),
    ] {
        let (got, _, said) = send(server, graphql, &body, media).await;
        assert_eq!(got, status, "{body}: {said}");
        assert_eq!(said["errors"][0]["extensions"]["code"], code, "{said}");
        assert!(said.get("data").is_none(), "{said}");
        assert!(said["errors"][0]["extensions"]["requestId"].is_string(), "{said}");
    }
}

#[tokio::test]
async fn a_get_carries_a_tag_and_is_not_sent_twice() {
    let server = shipped(Kind::Sqlite);
    let get = || server.client().get(format!("{}/graphql", server.url)).query(&[("query", OK)]);
    let first = get().header("x-request-id", "mine-1").send().await.expect("an answer");
    assert_eq!(first.headers()["x-request-id"], "mine-1");
    let tag = first.headers()["etag"].to_str().expect("a tag").to_owned();
    assert!(tag.starts_with("W/"));
    let second = get().header("if-none-match", &tag).send().await.expect("an answer");
    assert_eq!(second.status(), 304);
    let costed =
        get().header("if-none-match", &tag).header("x-folkmoot-explain", "cost").send().await.expect("an answer");
    assert!(costed.status() == 200 && costed.headers().get("etag").is_none());
    let named = server
        .client()
        .get(format!("{}/graphql", server.url))
        .query(&[("query", "query A { __typename } query B { b: __typename }"), ("operationName", "B")]);
    let said: Value = named.send().await.expect("an answer").json().await.expect("JSON");
    assert_eq!(said["data"], json!({ "b": "Query" }));
}

#[tokio::test]
async fn a_root_field_asked_for_twice_is_resolved_once() {
    let server = shipped(Kind::Sqlite);
    let said = server.ask("{ councils(first: 2) { nodes { name } } ...More } fragment More on Query { councils(first: 2) { nodes { slug } } }").await;
    assert_eq!(said["extensions"]["cost"]["statements"], 1, "{said}");
    assert!(said["data"]["councils"]["nodes"][0]["slug"].is_string());
    assert!(said["data"]["councils"]["nodes"][0]["name"].is_string());
}

#[tokio::test]
async fn health_and_the_explorer_are_there() {
    let server = shipped(Kind::Sqlite);
    for (path, status) in [
        ("/health/live", 200),
        ("/health/ready", 200),
        ("/graphiql", 200),
        ("/graphiql/", 200),
        ("/graphiql/examples.json", 200),
        ("/nowhere", 404),
    ] {
        let response = server.client().get(format!("{}{path}", server.url)).send().await.expect("an answer");
        assert_eq!(response.status().as_u16(), status, "{path}");
    }
}

/// Every question that the explorer offers is answered, and with something.
#[tokio::test]
async fn the_explorers_examples_are_answered() {
    let server = shipped(Kind::Sqlite);
    let file = server.client().get(format!("{}/graphiql/examples.json", server.url)).send().await.expect("an answer");
    let examples: Vec<Value> = file.json().await.expect("a list");
    assert!(examples.len() >= 5, "{examples:?}");
    for example in examples {
        let asked = json!({ "query": example["query"], "variables": example["variables"] });
        let (status, said) = server.post(asked).await;
        assert!(status == 200 && said["errors"].is_null(), "{}: {said}", example["title"]);
        let fields = said["data"].as_object().expect("data");
        assert!(fields.values().all(|v| !v.is_null()), "{}: {said}", example["title"]);
    }
}

/// A server is ready once it has asked itself for its first pages, one of which may well not be there.
#[tokio::test]
async fn a_server_is_ready_when_its_first_pages_are_made() {
    for first in [web::FIRST, &["/nothing-is-here"]] {
        let (say, mut said) = tokio::sync::mpsc::unbounded_channel();
        let server = Server::ahead(tests::database(Kind::Sqlite).await, first, move || {
            let _ = say.send(());
        });
        let ready = async || {
            let asked = server.client().get(format!("{}/health/ready", server.url)).send().await;
            asked.expect("an answer").status().as_u16()
        };
        assert!([200, 503].contains(&ready().await));
        tokio::time::timeout(std::time::Duration::from_secs(20), said.recv())
            .await
            .expect("it is ready")
            .expect("once");
        assert_eq!(ready().await, 200, "{first:?}");
    }
}
