//! Two servers over one database: whoever asks does not notice which of them answers.

use entities::council;
use ingest::{id, record::Record};
use migration::{Migrator, MigratorTrait};
use reqwest::Response;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::Value;
use tests::{Kind, Server, address, load, open, top, write};

const COUNCILS: &str =
    "{ councils(first: 100) { totalCount nodes { id slug name updatedAt } } changes(first: 1) { totalCount } }";
const MORE: &str = "{ decisions { nodes { text date board { name council { name } } maker { asWritten } sources { locator source { title } } } } }";

async fn get(server: &Server, query: &str, tag: Option<&str>) -> Response {
    let request = server.client().get(format!("{}/graphql", server.url)).query(&[("query", query)]);
    let request = tag.into_iter().fold(request, |request, tag| request.header("if-none-match", tag));
    request.send().await.expect("an answer")
}

/// The tag and the text of an answer.
async fn tagged(server: &Server, query: &str) -> (String, String) {
    let response = get(server, query, None).await;
    let tag = response.headers()["etag"].to_str().expect("a tag is text").to_owned();
    (tag, response.text().await.expect("a body"))
}

async fn all(kind: Kind) {
    let address = address(kind);
    let mut each = Vec::new();
    for _ in 0..4 {
        each.push(open(address.clone()).await);
    }
    // Servers that start at once all bring the tables up to date: one does it, and the others find it done.
    let ups = each.iter().map(|db| async { migration::up(db).await.map_err(|e| e.to_string()) });
    assert_eq!(futures_util::future::join_all(ups).await, vec![Ok(()); 4]);
    let count = Statement::from_string(each[0].get_database_backend(), "SELECT count(*) AS n FROM seaql_migrations");
    let row = each[0].query_one_raw(count).await.expect("the steps are read").expect("a row");
    assert_eq!(row.try_get::<i64>("", "n").expect("a number"), Migrator::migrations().len() as i64);

    let (writer, one, two) = (each.remove(0), Server::over(each.remove(0)), Server::over(each.remove(0)));
    load(&writer, top().join("data")).await;
    let mut before = Vec::new();
    for query in [COUNCILS, MORE] {
        let (first, second) = (tagged(&one, query).await, tagged(&two, query).await);
        assert_eq!(first, second, "both say the same under the same tag");
        assert!(!first.1.contains("\"errors\"") && first.1.len() > 500, "{}", first.1);
        for server in [&one, &two] {
            assert_eq!(get(server, query, Some(&first.0)).await.status(), 304, "a tag of one is good for the other");
        }
        before.push(first);
    }

    let council = Record::new(&council::TABLE, id::of("test", "new"));
    write(&writer, vec![council.with("slug", "new").with("name", "Aaa").with("kind", "COUNTY")]).await;
    for (query, (old, text)) in [COUNCILS, MORE].into_iter().zip(&before) {
        // Asked right after the load, each first once.
        let (first, second) = if query == COUNCILS {
            (tagged(&one, query).await, tagged(&two, query).await)
        } else {
            let second = tagged(&two, query).await;
            (tagged(&one, query).await, second)
        };
        assert_eq!(first, second, "both saw the load");
        assert_ne!(first.0, *old, "and say so");
        for server in [&one, &two] {
            assert_eq!(get(server, query, Some(old)).await.status(), 200, "what was kept before is stale");
        }
        if query == COUNCILS {
            let said: Value = serde_json::from_str(&first.1).expect("JSON");
            assert_eq!(said["data"]["councils"]["nodes"][0]["name"], "Aaa", "{said}");
        } else {
            assert_eq!(first.1, *text, "what the load did not touch is as it was");
        }
    }
}

#[tokio::test]
async fn two_servers_are_as_one_on_postgres() {
    all(Kind::Postgres).await;
}

#[tokio::test]
async fn two_servers_are_as_one_on_sqlite() {
    all(Kind::Sqlite).await;
}
