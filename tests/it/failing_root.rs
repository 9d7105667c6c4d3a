//! A list of the root may not be null: when its statement fails, the whole of `data` is null, as the specification has it;
//! and when the database cannot be reached at all, the status says so.

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use tests::{Kind, Server, database};

async fn all(kind: Kind) {
    let db = database(kind).await;
    let server = Server::over(db.clone());
    db.execute_unprepared("ALTER TABLE meeting RENAME TO meeting_gone").await.expect("the table is renamed");
    let query = json!({ "query": "{ councils { nodes { name } } meetings { nodes { title } } }" });
    let (status, said) = server.post(query.clone()).await;
    assert_eq!((status, said.get("data")), (200, Some(&Value::Null)), "no list of the root may be null: {said}");
    assert_eq!(said["errors"][0]["path"], json!(["meetings"]));
    // A field of the root that may be null is null, and its neighbours are there.
    let one = json!({ "query": "{ councils { nodes { name } } resource(url: \"https://a.example\") { id } }" });
    db.execute_unprepared("ALTER TABLE identifier RENAME TO identifier_gone").await.expect("the table is renamed");
    let (status, said) = server.post(one).await;
    assert_eq!((status, &said["data"]), (200, &json!({ "councils": { "nodes": [] }, "resource": null })), "{said}");
    assert_eq!(said["errors"][0]["path"], json!(["resource"]));

    // A file is always within reach.
    if kind == Kind::Sqlite {
        return;
    }
    db.close().await.expect("the connections are closed");
    let (status, said) = server.post(query).await;
    assert_eq!((status, said.get("data")), (503, Some(&Value::Null)), "{said}");
    assert!(said["errors"].as_array().is_some_and(|e| e.iter().all(|e| e["extensions"]["code"] == "UNAVAILABLE")));
}

/// The error of one of several records asked for by id says which.
#[tokio::test]
async fn an_error_below_nodes_says_below_which() {
    let db = database(Kind::Sqlite).await;
    tests::load(&db, tests::top().join("data")).await;
    let server = Server::over(db.clone());
    let found = server.ask("{ councils(first: 1) { nodes { id } } boards(first: 1) { nodes { id } } }").await;
    let id = |list: &str| found["data"][list]["nodes"][0]["id"].as_str().expect("an id").to_owned();
    db.execute_unprepared("ALTER TABLE meeting RENAME COLUMN title TO gone").await.expect("the column is renamed");
    let nodes = "id ... on Board { name meetings { nodes { title } } }";
    let said =
        server.ask(&format!("{{ nodes(ids: [\"{}\", \"{}\"]) {{ {nodes} }} }}", id("councils"), id("boards"))).await;
    assert_eq!(said["errors"][0]["path"], json!(["nodes", 1, "meetings"]), "{said}");
    // A type whose own statement fails leaves the records of the others.
    db.execute_unprepared("ALTER TABLE council RENAME COLUMN name TO gone").await.expect("the column is renamed");
    let nodes = "id ... on Board { name } ... on Council { name }";
    let said =
        server.ask(&format!("{{ nodes(ids: [\"{}\", \"{}\"]) {{ {nodes} }} }}", id("councils"), id("boards"))).await;
    assert_eq!(
        (&said["data"]["nodes"][0], &said["data"]["nodes"][1]["id"]),
        (&Value::Null, &json!(id("boards"))),
        "{said}"
    );
    assert_eq!(said["errors"][0]["path"], json!(["nodes", 0]), "{said}");
}

#[tokio::test]
async fn a_failed_list_of_the_root_takes_all_with_it_on_sqlite() {
    all(Kind::Sqlite).await;
}

#[tokio::test]
async fn a_failed_list_of_the_root_takes_all_with_it_on_postgres() {
    all(Kind::Postgres).await;
}
