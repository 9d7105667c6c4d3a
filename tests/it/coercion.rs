//! Values that the specification lets stand for others, and dates that lack a day or span years.

use ingest::{id, record::Record, write::Load};
use serde_json::{Value, json};
use tests::{Kind, Server, database, shipped};

#[tokio::test]
async fn one_value_stands_for_a_list_of_one() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let server = shipped(kind);
        let said = server
            .ask("{ boards(filter: {kind: CABINET, and: {not: {name: {in: \"Nothing\"}}}}) { nodes { id kind } } }")
            .await;
        let boards = said["data"]["boards"]["nodes"].as_array().unwrap_or_else(|| panic!("{said}"));
        assert!(!boards.is_empty() && boards.iter().all(|b| b["kind"] == "CABINET"), "{said}");
        let id = boards[0]["id"].as_str().expect("an id");
        let said = server
            .ask(&format!("{{ nodes(ids: \"{id}\") {{ id }} boards(filter: {{id: \"{id}\"}}) {{ totalCount }} }}"))
            .await;
        assert_eq!(said["data"]["nodes"][0]["id"], id, "{said}");
        assert_eq!(said["data"]["boards"]["totalCount"], 1, "{said}");
    }
}

#[tokio::test]
async fn a_day_is_a_day() {
    for query in [
        "{ memberships(asOf: 2025) { totalCount } }",
        "{ memberships(asOf: \"2025-1-5\") { totalCount } }",
        "{ decisions(filter: {date: {from: \"-200000-01-01\"}}) { totalCount } }",
        "{ decisions(filter: {date: {from: \"0000-01-01\"}}) { totalCount } }",
        "{ resource(url: \"a\\u0000b\") { id } }",
        "{ resource(url: 5) { id } }",
    ] {
        for kind in [Kind::Sqlite, Kind::Postgres] {
            let (status, said) = shipped(kind).post(json!({ "query": query })).await;
            assert_eq!(
                (status, &said["errors"][0]["extensions"]["code"]),
                (400, &json!("BAD_INPUT")),
                "{query}: {said}"
            );
        }
    }
    let said = shipped(Kind::Sqlite).ask("{ strategies { nodes { status(asOf: \"2025-1-5\") } } }").await;
    assert!(said["errors"].is_array(), "{said}");
}

async fn partial(kind: Kind) {
    let db = database(kind).await;
    let table = &entities::council::TABLE;
    let council = |slug: &str, from: Option<&str>, to: Option<&str>| {
        Record::new(table, id::of("test", slug))
            .with("slug", slug)
            .with("name", slug)
            .with("kind", "COUNTY")
            .with("valid_from", from.map(String::from))
            .with("valid_to", to.map(String::from))
    };
    let records = [
        council("span", Some("2025/2026"), Some("2026/2027")),
        council("about", Some("2026~"), None),
        council("month", Some("2026-07"), Some("2026-07")),
        council("unknown", None, None),
    ];
    let load = Load { title: "test".into(), dry_run: false };
    ingest::write::write(&db, load, records.into_iter().map(Ok), &mut |_| {}).await.unwrap_or_else(|e| panic!("{e}"));
    let server = Server::over(db);
    let names = async |arguments: &str| -> Vec<String> {
        let said = server.ask(&format!("{{ councils{arguments} {{ nodes {{ name }} }} }}")).await;
        let nodes = said["data"]["councils"]["nodes"].as_array().unwrap_or_else(|| panic!("{said}")).clone();
        nodes.iter().filter_map(|n: &Value| n["name"].as_str().map(String::from)).collect()
    };
    assert_eq!(names("(asOf: \"2025-10-01\")").await, ["span", "unknown"]);
    assert_eq!(names("(asOf: \"2027-05-01\")").await, ["about", "span", "unknown"]);
    assert_eq!(names("(asOf: \"2026-07-31\")").await, ["about", "month", "span", "unknown"]);
    assert_eq!(names("(filter: {validFrom: {to: \"2026-12-31\"}})").await, ["about", "month", "span"]);
    assert_eq!(names("(filter: {validFrom: {to: \"2026\"}})").await, ["about", "month", "span"]);
    assert_eq!(names("(filter: {validFrom: {from: \"2026-07\"}})").await, ["about", "month", "span"]);
    assert_eq!(names("(filter: {validFrom: {from: \"2026-12-02\", to: \"2026-12-03\"}})").await, ["about", "span"]);
    assert_eq!(names("(filter: {validTo: {from: \"2027\", to: \"2027\"}})").await, ["span"]);
    assert_eq!(names("(filter: {validFrom: {isNull: true}})").await, ["unknown"]);
}

#[tokio::test]
async fn partial_dates_compare_by_what_they_mean_on_sqlite() {
    partial(Kind::Sqlite).await;
}

#[tokio::test]
async fn partial_dates_compare_by_what_they_mean_on_postgres() {
    partial(Kind::Postgres).await;
}

#[tokio::test]
async fn a_page_size_in_a_variable_costs_what_it_is() {
    let query = "query($n: Int!) { councils(first: $n) { nodes { boards(first: $n) { nodes { meetings(first: $n) { nodes { agendaItems(first: $n) { nodes { id } } } } } } } } }";
    let (status, said) = shipped(Kind::Sqlite).post(json!({ "query": query, "variables": { "n": 1 } })).await;
    assert_eq!(status, 200, "{said}");
    let (status, said) = shipped(Kind::Sqlite).post(json!({ "query": query, "variables": { "n": 100 } })).await;
    assert_eq!((status, &said["errors"][0]["extensions"]["code"]), (400, &json!("TOO_COSTLY")), "{said}");
}
