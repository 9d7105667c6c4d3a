//! Whoever asks for a record that was merged into another gets the other, with as many statements as for any.

use entities::{merge, person};
use ingest::{id, record::Record};
use serde_json::json;
use tests::{Kind, Server, database, write};

async fn merged(kind: Kind) {
    let db = database(kind).await;
    let of = |name: &str| id::of("test", name);
    let person = |name: &str| Record::new(&person::TABLE, of(name)).with("slug", name).with("name", name);
    let merge = Record::new(&merge::TABLE, of("merge"))
        .with("duplicate", "old")
        .with("person_id", of("new"))
        .with("reason", "One seat.");
    write(&db, vec![person("old"), person("new"), merge]).await;
    let server = Server::over(db);
    let ask = async |name: &str| {
        let id = of(name);
        let said = server
            .ask(&format!(
                "{{ id: person(by: {{id: \"{id}\"}}) {{ slug }} slug: person(by: {{slug: \"{name}\"}}) {{ slug }}
                    node(id: \"{id}\") {{ ... on Person {{ slug }} }} nodes(ids: [\"{id}\"]) {{ ... on Person {{ slug }} }}
                    changes {{ nodes {{ kind }} }} merges {{ nodes {{ person {{ slug }} }} }} }}"
            ))
            .await;
        (said["data"].clone(), said["extensions"]["cost"]["statements"].clone())
    };
    let (found, statements) = ask("new").await;
    let new = json!({ "slug": "new" });
    assert_eq!([&found["id"], &found["slug"], &found["node"], &found["nodes"][0]], [&new; 4], "{found}");
    assert_eq!(found["merges"]["nodes"], json!([{ "person": new }]));
    assert!(found["changes"]["nodes"].as_array().is_some_and(|all| all.contains(&json!({ "kind": "MERGED" }))));
    assert_eq!(ask("old").await, (found, statements), "the duplicate leads to the other");
    let (nobody, _) = ask("nobody").await;
    assert_eq!([&nobody["id"], &nobody["slug"], &nobody["node"]], [&json!(null); 3]);
}

#[tokio::test]
async fn a_duplicate_leads_to_the_other_on_sqlite() {
    merged(Kind::Sqlite).await;
}

#[tokio::test]
async fn a_duplicate_leads_to_the_other_on_postgres() {
    merged(Kind::Postgres).await;
}
