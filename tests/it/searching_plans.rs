//! What forward plans announce is found: by its title, in the council whose plan it is, and in the time of its edition.

use entities::{council, forward_plan, forward_plan_entry};
use ingest::{id, record::Record};
use serde_json::json;
use tests::{Kind, Server, database, write};

/// A council, an edition of its plan, and what that announces.
fn made(period: &str) -> Vec<Record> {
    let [council, plan, entry] = ["council", "plan", "entry"].map(|key| id::of("test", key));
    let entry = Record::new(&forward_plan_entry::TABLE, entry).with("forward_plan_id", plan);
    vec![
        Record::new(&council::TABLE, council)
            .with("slug", "made-up")
            .with("name", "Made-Up Council")
            .with("kind", "UNITARY"),
        Record::new(&forward_plan::TABLE, plan)
            .with("title", "What is to come")
            .with("plan_name", "Cabinet Forward Plan")
            .with("council_id", council)
            .with("period", period),
        entry
            .with("position", 1)
            .with("title", "Benches for the harbour")
            .with("decision_due", "When the paint is dry"),
    ]
}

async fn announced(kind: Kind) {
    let db = database(kind).await;
    write(&db, made("2026-09")).await;
    let server = Server::searching(db.clone(), tempfile::tempdir().expect("a temporary folder").keep());
    server.indexed().await;
    let found = async |arguments: &str| {
        let said = server
            .ask(&format!("{{ search({arguments}) {{ nodes {{ type label councilSlug field record {{ ... on ForwardPlanEntry {{ forwardPlan {{ title }} }} }} }} }} }}"))
            .await;
        assert!(said["errors"].is_null(), "{said}");
        said["data"]["search"]["nodes"].clone()
    };
    let benches = json!([{
        "type": "FORWARD_PLAN_ENTRY",
        "label": "Benches for the harbour",
        "councilSlug": "made-up",
        "field": "title",
        "record": { "forwardPlan": { "title": "What is to come" } }
    }]);
    let autumn = "query: \"bench\", from: \"2026-09-01\", to: \"2026-11-30\"";
    assert_eq!(found(autumn).await, benches);
    assert_eq!(found("query: \"paint dry\", councils: {slug: {eq: \"made-up\"}}").await[0]["field"], "decisionDue");
    let plans = found("query: \"cabinet forward plan\", types: [FORWARD_PLAN]").await;
    assert_eq!((&plans[0]["label"], &plans[0]["field"]), (&json!("What is to come"), &json!("planName")));
    // The time of the edition is that of what it announces.
    write(&db, made("2027-02")).await;
    server.indexed().await;
    assert_eq!(found(autumn).await, json!([]));
    assert_eq!(found("query: \"bench\", from: \"2027-02-01\", to: \"2027-02-28\"").await, benches);
}

#[tokio::test]
async fn what_is_announced_is_found_on_sqlite() {
    announced(Kind::Sqlite).await;
}

#[tokio::test]
async fn what_is_announced_is_found_on_postgres() {
    announced(Kind::Postgres).await;
}
