//! A statement that fails takes no more of the answer with it than the specification says: the nearest parent that may be
//! null becomes null, the error says where, and nothing of the database shows. The statements fail for real: a column or a
//! table is taken from under a running server.

use sea_orm::{ConnectionTrait, DatabaseConnection, TransactionTrait};
use serde_json::{Value, json};
use tests::{Kind, Server, database, load, top};

/// Takes a column or a whole table away; or gives it back.
async fn rename(db: &DatabaseConnection, table: &str, what: &str, to: &str) {
    let change = db.begin().await.expect("a transaction");
    // A connection of SQLite sees what another one renamed once it has read something.
    change.execute_unprepared(&format!("SELECT count(*) FROM \"{table}\"")).await.expect("it is there");
    let sql = format!("ALTER TABLE \"{table}\" RENAME {what} TO \"{to}\"");
    change.execute_unprepared(&sql).await.expect("it is renamed");
    change.commit().await.expect("it stays renamed");
}

/// Asks, and gives the answer and the id of the request as its header has it.
async fn ask(server: &Server, query: &str) -> (Value, String) {
    let request = server.client().post(format!("{}/graphql", server.url)).json(&json!({ "query": query }));
    let response = request.header("accept", "application/graphql-response+json").send().await.expect("an answer");
    let id = response.headers()["x-request-id"].to_str().expect("an id is text").to_owned();
    assert_eq!(response.status(), 200, "an answer with data or null is whole: {query}");
    (response.json().await.expect("JSON"), id)
}

/// The one error of an answer: its path, when everything else about it is as it must be.
fn only_error(said: &Value, request_id: &str) -> Value {
    let errors = said["errors"].as_array().unwrap_or_else(|| panic!("no error: {said}"));
    assert_eq!(errors.len(), 1, "{said}");
    opaque(&errors[0], request_id);
    errors[0]["path"].clone()
}

/// An error of ours says that it is ours, and under which id the log knows it; and not a word of what failed.
fn opaque(error: &Value, request_id: &str) {
    assert_eq!(
        error["message"],
        format!("Something went wrong on our side; the log knows it as {request_id}."),
        "the whole message"
    );
    assert_eq!(error["extensions"], json!({ "code": "INTERNAL", "requestId": request_id }), "and nothing more");
    let known = ["message", "locations", "path", "extensions"];
    assert!(error.as_object().is_some_and(|e| e.keys().all(|k| known.contains(&k.as_str()))), "{error}");
}

/// The answer with null at every place that a pointer of the whole answer names.
fn without(whole: &Value, pointers: impl IntoIterator<Item = String>) -> Value {
    let mut data = whole.clone();
    for pointer in pointers {
        *data.pointer_mut(&pointer).unwrap_or_else(|| panic!("nothing at {pointer}")) = Value::Null;
    }
    data
}

/// Where the items of a list have the field: one pointer for each.
fn places(whole: &Value, list: &str, field: &str) -> Vec<String> {
    let items = whole.pointer(list).and_then(Value::as_array).expect("a list");
    let has = |i: &usize| items[*i].get(field).is_some_and(|v| !v.is_null());
    (0..items.len()).filter(has).map(|i| format!("{list}/{i}/{field}")).collect()
}

const IN_A_LIST: &str = "{ decisions(first: 50) { totalCount nodes { text by: board { name meetings { nodes { title } } } \
                         sources { locator } } } councils { nodes { name } } }";
const IN_EDGES: &str = "{ decisions(first: 50) { edges { cursor node { board { meetings { nodes { title } } } } } pageInfo { hasNextPage } } }";
const IN_ONE: &str = "{ councils { nodes { name } } \
                      it: council(by: {slug: \"staffordshire\"}) { name boards { nodes { name meetings { nodes { title } } } } } \
                      other: council(by: {slug: \"staffordshire\"}) { name } }";
const BY_HAND: &str = "{ strategies { nodes { title status } } councils { nodes { name } } }";

async fn all(kind: Kind) {
    let db = database(kind).await;
    load(&db, top().join("data")).await;
    let server = Server::over(db.clone());
    let mut whole = Vec::new();
    for query in [IN_A_LIST, IN_EDGES, IN_ONE, BY_HAND] {
        let (said, _) = ask(&server, query).await;
        assert!(said.get("errors").is_none() && said["data"].is_object(), "{said}");
        whole.push(said["data"].clone());
    }
    let found = ask(&server, "{ councils(first: 1) { nodes { id } } boards(first: 1) { nodes { id } } }").await.0;
    let id = |list: &str| found["data"][list]["nodes"][0]["id"].as_str().expect("an id").to_owned();
    let (council, board) = (id("councils"), id("boards"));

    rename(&db, "meeting", "COLUMN title", "gone").await;

    let (said, id) = ask(&server, IN_A_LIST).await;
    let boards = places(&whole[0], "/decisions/nodes", "by");
    assert!(boards.len() > 1, "several decisions name their board");
    assert_eq!(said["data"], without(&whole[0], boards.clone()), "boards are null, and nothing else");
    let first: usize = boards[0].split('/').nth(3).and_then(|i| i.parse().ok()).expect("an index");
    assert_eq!(only_error(&said, &id), json!(["decisions", "nodes", first, "by", "meetings"]));

    let (said, id) = ask(&server, IN_EDGES).await;
    let edges: Vec<String> =
        boards.iter().map(|p| p.replace("/nodes/", "/edges/").replace("/by", "/node/board")).collect();
    assert_eq!(said["data"], without(&whole[1], edges));
    assert_eq!(only_error(&said, &id), json!(["decisions", "edges", first, "node", "board", "meetings"]));

    let (said, id) = ask(&server, IN_ONE).await;
    assert_eq!(said["data"], without(&whole[2], ["/it".to_owned()]), "what stands beside is whole");
    assert_eq!(only_error(&said, &id), json!(["it", "boards", "nodes", 0, "meetings"]));

    let nodes = "id ... on Council { name } ... on Board { name meetings { nodes { title } } }";
    let (said, id) =
        ask(&server, &format!("{{ node(id: \"{board}\") {{ {nodes} }} councils {{ totalCount }} }}")).await;
    assert_eq!(
        (&said["data"]["node"], said["data"]["councils"]["totalCount"].is_u64()),
        (&Value::Null, true),
        "{said}"
    );
    assert_eq!(only_error(&said, &id), json!(["node", "meetings"]));

    cached(&server).await;
    several(&server, &council, &board, nodes).await;

    rename(&db, "meeting", "COLUMN gone", "title").await;
    assert_eq!(ask(&server, IN_A_LIST).await.0["data"], whole[0], "what was broken is not kept");

    rename(&db, "strategy_status", "", "gone").await;
    let (said, id) = ask(&server, BY_HAND).await;
    let gone = (0..).take_while(|i| whole[3].pointer(&format!("/strategies/nodes/{i}")).is_some());
    let pointers: Vec<String> = gone.map(|i| format!("/strategies/nodes/{i}/status")).collect();
    assert_eq!(said["data"], without(&whole[3], pointers.clone()), "a status may be null by itself");
    let errors = said["errors"].as_array().expect("errors");
    assert_eq!(errors.len(), pointers.len(), "each says where it is missing: {said}");
    for (i, error) in errors.iter().enumerate() {
        opaque(error, &id);
        assert_eq!(error["path"], json!(["strategies", "nodes", i, "status"]));
    }
}

/// Caches must not keep what lacks a part.
async fn cached(server: &Server) {
    let get = server.client().get(format!("{}/graphql", server.url)).query(&[("query", IN_A_LIST)]);
    let response = get.send().await.expect("an answer");
    assert_eq!(response.status(), 200);
    let headers = response.headers();
    assert!(headers.get("etag").is_none() && headers.get("cache-control").is_none(), "{headers:?}");
}

/// Of several records by their ids, one that fails leaves the others.
async fn several(server: &Server, council: &str, board: &str, nodes: &str) {
    let query = format!("{{ nodes(ids: [\"{board}\", \"{council}\", \"{board}\"]) {{ {nodes} }} }}");
    let (said, id) = ask(server, &query).await;
    let data = &said["data"]["nodes"];
    assert_eq!((&data[0], &data[1]["id"], &data[2]), (&Value::Null, &json!(council), &Value::Null), "{said}");
    let errors = said["errors"].as_array().expect("errors");
    errors.iter().for_each(|error| opaque(error, &id));
}

#[tokio::test]
async fn a_failed_statement_takes_the_least_with_it_on_sqlite() {
    all(Kind::Sqlite).await;
}

#[tokio::test]
async fn a_failed_statement_takes_the_least_with_it_on_postgres() {
    all(Kind::Postgres).await;
}
