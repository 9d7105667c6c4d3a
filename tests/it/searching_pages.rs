//! Words on the pages of documents are found with their page, follow what becomes of the document, and go with it.

use std::io::Write;

use entities::document_file;
use ingest::{id, record::Removal, write::Load};
use sea_orm::DatabaseConnection;
use serde_json::{Value, json};
use tests::{Kind, Server, address, load, open};

/// A report to a made-up board, of two pages with words.
const REPORT: &str = r#"
[defaults]
source = "page"
method = "OFFICIAL_PAGE"

[[source]]
key = "page"
title = "Page"

[[council]]
key = "made-up"
at = "1"
name = "Made-Up Borough Council"
kind = "UNITARY"

[[board]]
key = "made-up/harbour"
at = "1"
name = "Harbour Scrutiny Panel"
kind = "SCRUTINY_PANEL"
council = "made-up"

[[meeting]]
key = "harbour"
at = "1"
board = "made-up/harbour"
title = "Harbour Scrutiny Panel"
date = 2026-02-03
status = "HELD"
attendance_known = false
documents = ["report"]

[[document]]
key = "report"
at = "1"
title = "Slipway report"
kind = "REPORT"
url = "https://files.example/slipway.pdf"
available = true

[[document_file]]
key = "report"
at = "1"
document = "report"
url = "https://files.example/slipway.pdf"
outcome = "READ"
page_count = 2
pages_without_words = 0
retrieved_on = 2026-03-01

[[document_page]]
key = "report/1"
at = "1"
document = "report"
document_file = "report"
position = 1
number = 1
text = "The slipway is 40 years old."

[[document_page]]
key = "report/2"
at = "1"
document = "report"
document_file = "report"
position = 2
number = 2
text = "Bladderwrack makes it slippery.\nIt is cleared each spring, at the expense of the harbour."
"#;

async fn load_report(db: &DatabaseConnection, report: &str) {
    let mut file = tempfile::Builder::new().suffix(".toml").tempfile().expect("a file");
    file.write_all(report.as_bytes()).expect("it is written");
    load(db, file.path().to_path_buf()).await;
}

async fn found(server: &Server, arguments: &str) -> Value {
    let wanted = "totalCount nodes { type councilSlug field snippet { text marks { from to } } record { ... on DocumentPage { number \
                  document { title } } } } facets { boardKinds { value count } years { value count } }";
    let said = server.ask(&format!("{{ search({arguments}) {{ {wanted} }} }}")).await;
    assert!(said.get("errors").is_none(), "{arguments}: {said}");
    said["data"]["search"].clone()
}

async fn pages(kind: Kind) {
    let db = open(address(kind)).await;
    migration::up(&db).await.expect("the tables are made");
    let unlinked = REPORT.replace("documents = [\"report\"]\n", "");
    load_report(&db, &unlinked).await;
    let folder = tempfile::tempdir().expect("a temporary folder").keep();
    let server = Server::searching(db.clone(), folder);
    server.indexed().await;
    let said = found(&server, "query: \"bladderwrack\"").await;
    assert_eq!((&said["totalCount"], &said["nodes"][0]["councilSlug"]), (&json!(1), &Value::Null), "nobody's yet");
    assert_eq!(said["facets"], json!({ "boardKinds": [], "years": [] }));

    // What becomes the paper of a meeting takes its pages with it.
    load_report(&db, REPORT).await;
    server.indexed().await;
    let said =
        found(&server, "query: \"clearing bladderwrack\", types: [DOCUMENT_PAGE], councils: {slug: {eq: \"made-up\"}}")
            .await;
    let hit = &said["nodes"][0];
    assert_eq!(said["totalCount"], 1, "{said}");
    assert_eq!(hit["record"], json!({ "number": 2, "document": { "title": "Slipway report" } }));
    assert_eq!((&hit["field"], &hit["councilSlug"]), (&"text".into(), &"made-up".into()));
    assert!(hit["snippet"]["text"].as_str().is_some_and(|text| text.contains("Bladderwrack")), "{said}");
    assert_eq!(said["facets"]["boardKinds"], json!([{ "value": "SCRUTINY_PANEL", "count": 1 }]));
    assert_eq!(said["facets"]["years"], json!([{ "value": "2026", "count": 1 }]), "the day of the meeting");
    assert_eq!(found(&server, "query: \"bladderwrack\", to: \"2026-01-31\"").await["totalCount"], 0);

    // The page of the document shows what it says, from a page on.
    let shown = async |more: &str| {
        let url = format!("{}/documents/{}{more}", server.url, id::of_key("document", "report"));
        let response = server.client().get(url).send().await.expect("an answer");
        (response.status().as_u16(), response.text().await.expect("a text"))
    };
    let (status, text) = shown("").await;
    assert!(
        status == 200 && text.contains("id=\"page-1\"") && text.contains("Bladderwrack makes it slippery."),
        "{text}"
    );
    let (_, text) = shown("?from=2").await;
    assert!(
        text.contains("id=\"page-2\"") && !text.contains("id=\"page-1\"") && text.contains("Earlier pages"),
        "{text}"
    );
    assert!(shown("?from=9").await.1.contains("It has fewer pages."));
    assert_eq!(shown("?from=none").await.0, 400);

    // The page moves with the day of its meeting.
    load_report(&db, &REPORT.replace("2026-02-03", "2025-12-09")).await;
    server.indexed().await;
    assert_eq!(found(&server, "query: \"bladderwrack\", to: \"2026-01-31\"").await["totalCount"], 1);

    // So they do where a document has the same board with and without its meeting.
    let of_board = |report: &str| report.replace("kind = \"REPORT\"", "kind = \"REPORT\"\nboard = \"made-up/harbour\"");
    for (report, years) in [(unlinked.as_str(), json!([])), (REPORT, json!([{ "value": "2026", "count": 1 }]))] {
        load_report(&db, &of_board(report)).await;
        server.indexed().await;
        let said = found(&server, "query: \"bladderwrack\", councils: {slug: {eq: \"made-up\"}}").await;
        assert_eq!((&said["totalCount"], &said["facets"]["years"]), (&json!(1), &years), "{said}");
    }

    // When the file goes, its pages do.
    let removal = Removal { table: &document_file::TABLE, id: id::of_key("document_file", "report"), origin: None };
    let load = Load { title: "test".into(), dry_run: false };
    ingest::write::write(&db, load, [Ok(removal)].into_iter(), &mut |_| ()).await.expect("it is removed");
    server.indexed().await;
    assert_eq!(found(&server, "query: \"bladderwrack\"").await["totalCount"], 0);
    let said = server.ask("{ documentPages { totalCount } documents { nodes { files { totalCount } } } }").await;
    let none =
        json!({ "documentPages": { "totalCount": 0 }, "documents": { "nodes": [{ "files": { "totalCount": 0 } }] } });
    assert_eq!(said["data"], none);
}

#[tokio::test]
async fn pages_are_found_on_sqlite() {
    pages(Kind::Sqlite).await;
}

#[tokio::test]
async fn pages_are_found_on_postgres() {
    pages(Kind::Postgres).await;
}
