//! What must hold whatever the facts are: pages visit every row once, loads repeat without effect, and the number of
//! statements does not grow with the number of rows.

use ingest::{
    generate,
    write::{Load, write},
};
use serde_json::{Value, json};
use tests::{Kind, Server, database, load, shipped, top};

async fn generated(kind: Kind, plan: generate::Plan) -> Server {
    let db = database(kind).await;
    let load = Load { title: "test".into(), dry_run: false };
    write(&db, load, generate::records(plan), &mut |_| {}).await.unwrap_or_else(|e| panic!("{e}"));
    Server::over(db)
}

async fn walk(server: &Server, order: &str, size: u32, backward: bool) -> Vec<String> {
    let (count, cursor, end, more) = if backward {
        ("last", "before", "startCursor", "hasPreviousPage")
    } else {
        ("first", "after", "endCursor", "hasNextPage")
    };
    let mut seen = Vec::new();
    let mut at = Value::Null;
    loop {
        let query = format!(
            "query($at: String) {{ meetings({count}: {size}, {cursor}: $at, orderBy: {order}) {{ nodes {{ id }} pageInfo {{ {end} {more} }} }} }}"
        );
        let (status, said) = server.post(json!({ "query": query, "variables": { "at": at } })).await;
        assert_eq!(status, 200, "{said}");
        let page = &said["data"]["meetings"];
        let mut ids: Vec<String> =
            page["nodes"].as_array().expect("nodes").iter().map(|n| n["id"].as_str().expect("id").into()).collect();
        if backward {
            ids.reverse();
        }
        seen.extend(ids);
        if page["pageInfo"][more] != true {
            return seen;
        }
        at = page["pageInfo"][end].clone();
    }
}

async fn pages(kind: Kind) {
    let server = generated(kind, generate::Plan { councils: 3, boards: 4, meetings: 9, items: 5, indicators: 0 }).await;
    for order in ["DATE_DESC", "DATE_ASC"] {
        let whole = walk(&server, order, 100, false).await;
        assert_eq!(whole.len(), 3 * 4 * 9);
        let distinct: std::collections::BTreeSet<_> = whole.iter().collect();
        assert_eq!(distinct.len(), whole.len(), "a row is visited once");
        for size in [1, 7, 50] {
            assert_eq!(walk(&server, order, size, false).await, whole, "forwards by {size}");
            let mut backwards = walk(&server, order, size, true).await;
            backwards.reverse();
            assert_eq!(backwards, whole, "backwards by {size}");
        }
    }
}

#[tokio::test]
async fn pages_visit_every_row_once_on_sqlite() {
    pages(Kind::Sqlite).await;
}

#[tokio::test]
async fn pages_visit_every_row_once_on_postgres() {
    pages(Kind::Postgres).await;
}

async fn twice(kind: Kind) {
    let db = database(kind).await;
    let first = load(&db, top().join("data")).await.all();
    assert!(first.created > 200 && first.updated == 0, "{first:?}");
    let second = load(&db, top().join("data")).await;
    let all = second.all();
    assert_eq!((all.created, all.updated, all.deleted, all.unchanged), (0, 0, 0, first.created), "{second:?}");
    let said = Server::over(db).ask("{ changes(first: 1) { totalCount } }").await;
    assert_eq!(said["data"]["changes"]["totalCount"], first.created);
}

#[tokio::test]
async fn loading_twice_is_loading_once_on_sqlite() {
    twice(Kind::Sqlite).await;
}

#[tokio::test]
async fn loading_twice_is_loading_once_on_postgres() {
    twice(Kind::Postgres).await;
}

async fn constant(kind: Kind) {
    let server =
        generated(kind, generate::Plan { councils: 5, boards: 20, meetings: 3, items: 2, indicators: 0 }).await;
    let mut counts = Vec::new();
    for size in [1, 10, 100] {
        let query = format!(
            "{{ boards(first: {size}) {{ totalCount nodes {{ name council {{ name }} meetings(first: 3) {{ totalCount nodes {{ date board {{ council {{ name }} }} agendaItems {{ nodes {{ title sources {{ locator source {{ title }} }} }} }} }} }} }} }} }}"
        );
        let said = server.ask(&query).await;
        assert_eq!(said["data"]["boards"]["nodes"].as_array().map(Vec::len), Some(size), "{said}");
        counts.push(said["extensions"]["cost"]["statements"].clone());
    }
    assert!(counts.iter().all(|c| *c == counts[0]), "{counts:?}");
    assert_eq!(counts[0], 6, "boards, their number, meetings, their numbers, items, sources");
}

#[tokio::test]
async fn statements_do_not_grow_with_rows_on_sqlite() {
    constant(Kind::Sqlite).await;
}

#[tokio::test]
async fn statements_do_not_grow_with_rows_on_postgres() {
    constant(Kind::Postgres).await;
}

/// The arguments without which a field cannot be asked for.
fn needed(ty: &str, field: &str) -> &'static str {
    match (ty, field) {
        ("Council", "rank") => r#"(indicator: {slug: "lait-lac"})"#,
        ("Indicator", "series") => r#"(councils: {slug: {eq: "stoke-on-trent"}})"#,
        _ => "",
    }
}

/// Every field of every record type reads without error on both databases.
#[tokio::test]
async fn every_field_of_every_type_can_be_asked_for() {
    let schema = shipped(Kind::Sqlite).ask("{ __schema { types { name kind interfaces { name } fields { name args { name } type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }").await;
    let types = schema["data"]["__schema"]["types"].as_array().expect("types").clone();
    let inner = |ty: &Value| {
        let mut at = ty.clone();
        while !at["ofType"].is_null() {
            at = at["ofType"].clone();
        }
        (at["name"].as_str().unwrap_or_default().to_owned(), at["kind"].as_str().unwrap_or_default().to_owned())
    };
    let roots = types.iter().find(|t| t["name"] == "Query").expect("the root");
    let mut asked = 0;
    for root in roots["fields"].as_array().expect("fields") {
        let (connection, _) = inner(&root["type"]);
        let Some(name) = connection.strip_suffix("Connection") else { continue };
        // Hits are no records: the tests of searching ask for their fields.
        if name == "Search" {
            continue;
        }
        let ty = types.iter().find(|t| t["name"] == name).expect("a type");
        let mut fields = Vec::new();
        for field in ty["fields"].as_array().expect("fields") {
            let (of, kind) = inner(&field["type"]);
            let below = match kind.as_str() {
                "OBJECT" if of.ends_with("Connection") => " { totalCount nodes { __typename } }",
                "OBJECT" => " { __typename }",
                _ => "",
            };
            let field = field["name"].as_str().expect("a name");
            fields.push(format!("{field}{}{below}", needed(name, field)));
        }
        let query = format!(
            "{{ {}(first: 20) {{ nodes {{ {} }} }} }}",
            root["name"].as_str().expect("a name"),
            fields.join(" ")
        );
        let sqlite = shipped(Kind::Sqlite).ask(&query).await;
        let postgres = shipped(Kind::Postgres).ask(&query).await;
        assert!(sqlite["errors"].is_null() && postgres["errors"].is_null(), "{query}\n{sqlite}\n{postgres}");
        asked += fields.len();
    }
    assert!(asked > 300, "{asked} fields were asked for");
}
