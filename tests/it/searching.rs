//! What a search finds, how a query is read, and how soon what is written is found: the same on both databases.

use std::time::{Duration, Instant};

use entities::{board, council};
use ingest::{
    id,
    record::{Record, Removal},
    write::Load,
};
use sea_orm::DatabaseConnection;
use serde_json::{Value, json};
use tests::{Kind, Server, address, load, open, shipped, top, write};

/// The answer to a search whose arguments and selection are given.
async fn found(server: &Server, arguments: &str, wanted: &str) -> Value {
    let said = server.ask(&format!("{{ search({arguments}) {{ {wanted} }} }}")).await;
    assert!(said.get("errors").is_none(), "{arguments}: {said}");
    said["data"]["search"].clone()
}

/// The labels of what is found for a query, the best first.
async fn labels(server: &Server, query: &str) -> Vec<String> {
    let said = found(server, &format!("query: {}, first: 50", json!(query)), "nodes { label }").await;
    said["nodes"].as_array().into_iter().flatten().filter_map(|n| n["label"].as_str().map(String::from)).collect()
}

async fn queries(kind: Kind) {
    let server = shipped(kind);
    // Other forms of a word, other capitals, no apostrophe, and a part of the whole.
    for query in
        ["children's services scrutiny panel", "CHILDRENS SERVICE scrutiny panels", "\"childrens services scrutiny\""]
    {
        let labels = labels(server, query).await;
        assert!(labels[0].starts_with("Children's Services Scrutiny Panel"), "{query}: {labels:?}");
    }
    let count = async |query: &str| {
        let said = found(server, &format!("query: {}", json!(query)), "totalCount").await;
        said["totalCount"].as_u64().expect("a number")
    };
    let (all, phrase, without) =
        (count("families first").await, count("\"families first\"").await, count("families first -partnership").await);
    assert!(phrase > 10 && phrase < all && without < all, "{all}, {phrase}, {without}");
    assert_eq!(count("famil*").await, count("FAMIL*").await);
    assert!(count("famil*").await >= count("families").await);
    // Nothing is wrong.
    let brackets = "([{".repeat(3_333);
    for query in
        ["", "*", "-", "\"", "\"\"", "AND OR NOT", "name:x^2~", "\u{0}\u{202e}", &brackets, "a:[b TO c]", "-nothing"]
    {
        count(query).await;
    }
    let odd = labels(server, "  (families) AND \"first  ").await;
    assert!(!odd.is_empty());
    // What stands nowhere is put right by the names there are.
    let said = found(server, "query: \"Families Frist\"", "didYouMean loosened").await;
    assert_eq!(said, json!({ "didYouMean": "Families first", "loosened": true }));
    assert_eq!(found(server, "query: \"Families First\"", "didYouMean").await["didYouMean"], Value::Null);
    // What holds only some of the words is paged through as well; where nothing holds any, nothing is loosened.
    let some = async |after: &str| {
        let arguments = format!("query: \"neighbourhood zebrahub families\", first: 3, after: {after}");
        found(server, &arguments, "loosened totalCount nodes { id } pageInfo { endCursor }").await
    };
    let one = some("null").await;
    let two = some(&one["pageInfo"]["endCursor"].to_string()).await;
    assert_eq!((&one["loosened"], &one["totalCount"]), (&two["loosened"], &two["totalCount"]));
    assert!(one["loosened"] == true && two["nodes"].as_array().is_some_and(|n| n.len() == 3) && one != two, "{two}");
    let none = found(server, "query: \"zebrahub zebracab\"", "loosened totalCount").await;
    assert_eq!(none, json!({ "loosened": false, "totalCount": 0 }));
}

async fn narrowed(kind: Kind) {
    let server = shipped(kind);
    let wanted = "totalCount nodes { uri score type councilSlug field snippet { text marks { from to } } record { __typename id ... on Board { name } } id } \
                  facets { types { type count } councils { value label count } }";
    let said = found(server, "query: \"partnership\", types: [BOARD, STRATEGY], first: 50", wanted).await;
    let nodes = said["nodes"].as_array().expect("a list");
    assert!(!nodes.is_empty() && nodes.iter().all(|n| n["type"] == "BOARD" || n["type"] == "STRATEGY"), "{said}");
    let counted: u64 =
        said["facets"]["types"].as_array().expect("a list").iter().filter_map(|t| t["count"].as_u64()).sum();
    assert_eq!(json!(counted), said["totalCount"]);
    for node in nodes {
        assert_eq!(node["record"]["id"], node["id"]);
        assert!(node["score"].as_f64() > Some(0.0), "{node}");
        let uri = node["uri"].as_str().expect("an address");
        assert!(
            uri.starts_with("https://folkmoot.example/id/") && uri.ends_with(node["id"].as_str().expect("an id")),
            "{uri}"
        );
        let units: Vec<u16> = node["snippet"]["text"].as_str().expect("a text").encode_utf16().collect();
        for mark in node["snippet"]["marks"].as_array().expect("a list") {
            let at = |end: &str| mark[end].as_u64().map_or(0, |n| n as usize);
            let word = String::from_utf16(&units[at("from")..at("to")]).expect("whole characters");
            assert!(word.to_lowercase().starts_with("partner"), "{word}");
        }
    }
    let said = found(server, "query: \"board\", councils: {slug: {eq: \"stoke-on-trent\"}}", wanted).await;
    assert!(said["totalCount"].as_u64() > Some(0));
    assert!(said["nodes"].as_array().expect("a list").iter().all(|n| n["councilSlug"] == "stoke-on-trent"), "{said}");
    let of_days =
        |from: &str, to: &str| format!("query: \"families\", types: [MEETING], from: \"{from}\", to: \"{to}\"");
    let count = async |from: &str, to: &str| {
        found(server, &of_days(from, to), "totalCount").await["totalCount"].as_u64().expect("a number")
    };
    let (all, early, late) = (
        count("1900-01-01", "2100-01-01").await,
        count("1900-01-01", "2025-09-30").await,
        count("2025-10-01", "2100-01-01").await,
    );
    assert!(all > 0 && early + late == all, "{all}, {early}, {late}");
}

async fn paged(kind: Kind) {
    let server = shipped(kind);
    let whole = found(server, "query: \"children\", first: 40", "nodes { id }").await;
    let (mut ids, mut after) = (Vec::new(), Value::Null);
    for page in 0..8 {
        let arguments = format!("query: \"children\", first: 5, after: {after}");
        let said = found(
            server,
            &arguments,
            "edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor }",
        )
        .await;
        assert_eq!(said["pageInfo"]["hasPreviousPage"], page > 0);
        assert_eq!(said["pageInfo"]["hasNextPage"], true);
        ids.extend(said["edges"].as_array().expect("a list").iter().map(|edge| edge["node"].clone()));
        after = said["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(json!(ids), whole["nodes"]);
    for (arguments, code) in [
        ("query: \"x\", after: \"zzz\"".to_owned(), "BAD_CURSOR"),
        ("query: \"x\", first: 101".into(), "BAD_INPUT"),
        ("query: \"x\", first: 0".into(), "BAD_INPUT"),
        (format!("query: \"{}\"", "x".repeat(10_001)), "BAD_INPUT"),
    ] {
        let said = server.ask(&format!("{{ search({arguments}) {{ totalCount }} }}")).await;
        assert_eq!(said["errors"][0]["extensions"]["code"], code, "{said}");
    }
    let said = server.ask("{ suggest(prefix: \"staf\", first: 3) { label type councilSlug } }").await;
    let first = json!({ "label": "Staffordshire County Council", "type": "COUNCIL", "councilSlug": "staffordshire" });
    assert_eq!(said["data"]["suggest"][0], first, "{said}");
}

/// A council, and a board of it.
fn made(name: &str) -> Vec<Record> {
    let council = Record::new(&council::TABLE, id::of("test", "council"));
    let board = Record::new(&board::TABLE, id::of("test", "board"));
    vec![
        council.with("slug", "made-up").with("name", name).with("kind", "WELSH"),
        board
            .with("slug", "made-up/pwyllgor")
            .with("name", "Pwyllgor Craffu Ysgolion")
            .with("kind", "SCRUTINY_PANEL")
            .with("council_id", id::of("test", "council")),
    ]
}

async fn remove_board(db: &DatabaseConnection) {
    let removal = Removal { table: &board::TABLE, id: id::of("test", "board"), origin: None };
    let load = Load { title: "test".into(), dry_run: false };
    ingest::write::write(db, load, [Ok(removal)].into_iter(), &mut |_| ()).await.expect("it is removed");
}

/// How long it takes until all servers find so many for a query.
async fn until(servers: &[Server], query: &str, count: usize) -> Duration {
    let began = Instant::now();
    for server in servers {
        while labels(server, query).await.len() != count {
            assert!(began.elapsed() < Duration::from_secs(20), "{query}: {:?}", labels(server, query).await);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    began.elapsed()
}

/// Two servers, each with an index of its own, and somebody else who writes.
async fn written(kind: Kind) {
    let address = address(kind);
    let writer = open(address.clone()).await;
    migration::up(&writer).await.expect("the tables are made");
    load(&writer, top().join("data")).await;
    let mut servers = Vec::new();
    for _ in 0..2 {
        let folder = tempfile::tempdir().expect("a temporary folder").keep();
        servers.push(Server::searching(open(address.clone()).await, folder));
        servers[servers.len() - 1].indexed().await;
    }
    let mut took = Vec::new();
    write(&writer, made("Cyngor Sir Gâr")).await;
    took.push(until(&servers, "sir gar", 2).await);
    assert_eq!(labels(&servers[0], "SIR GÂR").await, ["Cyngor Sir Gâr", "Pwyllgor Craffu Ysgolion"]);
    assert_eq!(labels(&servers[1], "craffu ysgol*").await, ["Pwyllgor Craffu Ysgolion"]);
    // The board is found by the new name of its council, and no longer by the old one.
    write(&writer, made("Carmarthenshire O’Connor Council")).await;
    took.push(until(&servers, "carmarthenshire oconnor", 2).await);
    assert!(labels(&servers[0], "\"sir gar\"").await.is_empty());
    remove_board(&writer).await;
    took.push(until(&servers, "carmarthenshire oconnor", 1).await);
    took.sort();
    eprintln!("{kind:?}: what another wrote was found after {took:?}");
    assert!(took[1] < Duration::from_secs(1), "{took:?}");
    // An answer that a caller kept is stale once the index has moved on.
    let query = "{ search(query: \"carmarthenshire\") { totalCount } }";
    let tag = async || {
        let request = servers[0].client().get(format!("{}/graphql", servers[0].url)).query(&[("query", query)]);
        request.send().await.expect("an answer").headers()["etag"].to_str().expect("a text").to_owned()
    };
    let before = tag().await;
    servers[0].indexed().await;
    assert_eq!(tag().await, before);
    write(&writer, made("Another")).await;
    servers[0].indexed().await;
    assert_ne!(tag().await, before);
}

#[tokio::test]
async fn a_query_finds_on_sqlite() {
    queries(Kind::Sqlite).await;
    narrowed(Kind::Sqlite).await;
    paged(Kind::Sqlite).await;
}

#[tokio::test]
async fn a_query_finds_on_postgres() {
    queries(Kind::Postgres).await;
    narrowed(Kind::Postgres).await;
    paged(Kind::Postgres).await;
}

#[tokio::test]
async fn what_is_written_is_found_on_sqlite() {
    written(Kind::Sqlite).await;
}

#[tokio::test]
async fn what_is_written_is_found_on_postgres() {
    written(Kind::Postgres).await;
}

#[tokio::test]
async fn a_server_without_an_index_says_so() {
    let server = Server::over(tests::database(Kind::Sqlite).await);
    let said = server.ask("{ searchStatus { state documents sequence behind } }").await;
    let none = json!({ "state": "NONE", "documents": null, "sequence": null, "behind": null });
    assert_eq!(said["data"]["searchStatus"], none);
    let said = server.ask("{ search(query: \"x\") { totalCount } }").await;
    assert_eq!(said["errors"][0]["extensions"]["code"], "UNAVAILABLE", "{said}");
}
