//! Tables that hold something are brought up to date without losing a row; and where that cannot be done, they stay as
//! they were.

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};
use tests::{Kind, Server, address, open};

/// An id of sixteen like bytes, as SQL.
fn uuid(kind: Kind, byte: u8) -> String {
    let hex = format!("{byte:02x}").repeat(16);
    match kind {
        Kind::Sqlite => format!("X'{hex}'"),
        Kind::Postgres => format!("'{hex}'::uuid"),
    }
}

async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
}

/// Whole numbers, one a row.
async fn numbers(db: &DatabaseConnection, sql: &str) -> Vec<i64> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    let rows = rows.unwrap_or_else(|e| panic!("{sql}: {e}"));
    rows.iter().map(|row| row.try_get_by_index(0).expect("a number")).collect()
}

const ENVELOPE: &str = "'CURRENT', NULL, 1700000000000, 1700000000000, 7";

/// Rows in the shape of the first step: of records, of their parts, and of the log.
async fn fill(db: &DatabaseConnection, kind: Kind, slugs: [&str; 2]) {
    let id = |byte| uuid(kind, byte);
    run(db, "INSERT INTO load (title, at) VALUES ('before', 1700000000000)").await;
    for (i, slug) in slugs.into_iter().enumerate() {
        let (council, person, seat) = (id(1 + i as u8), id(0x11 + i as u8), id(0x21 + i as u8));
        run(
            db,
            &format!("INSERT INTO council (id, slug, name, kind, state, provenance_id, created_at, updated_at, fingerprint) VALUES ({council}, '{slug}', 'Council {i}', 'COUNTY', {ENVELOPE})"),
        )
        .await;
        run(
            db,
            &format!("INSERT INTO person (id, slug, name, council_id, state, provenance_id, created_at, updated_at, fingerprint) VALUES ({person}, 'p{i}', 'Person {i}', {council}, {ENVELOPE})"),
        )
        .await;
        run(
            db,
            &format!("INSERT INTO membership (id, person_id, council_id, interim, attested_on, valid_from, state, provenance_id, created_at, updated_at, fingerprint) VALUES ({seat}, {person}, {council}, {}, '2025-12-15', '2021-05', {ENVELOPE})", i == 0),
        )
        .await;
        run(
            db,
            &format!("INSERT INTO identifier (record_id, record_type, scheme, value) VALUES ({council}, 'council', 'gss', 'E0600000{i}')"),
        )
        .await;
        run(
            db,
            &format!("INSERT INTO change (kind, record_type, record_id, at, load_id) VALUES ('CREATED', 'council', {council}, 1700000000000, 1)"),
        )
        .await;
    }
}

const ASKED: &str = "{ councils { nodes { slug name createdAt identifiers { scheme value } } } \
                     memberships { nodes { interim attestedOn validFrom person { name council { slug } } } } \
                     council(by: {gss: \"E06000001\"}) { slug } changes { totalCount nodes { kind sequence } } }";

fn told() -> Value {
    let council = |i: u8| {
        let identifiers = json!([{ "scheme": "gss", "value": format!("E0600000{i}") }]);
        json!({ "slug": format!("c{i}"), "name": format!("Council {i}"), "createdAt": "2023-11-14T22:13:20Z", "identifiers": identifiers })
    };
    let seat = |i: u8| {
        let person = json!({ "name": format!("Person {i}"), "council": { "slug": format!("c{i}") } });
        json!({ "interim": i == 0, "attestedOn": "2025-12-15", "validFrom": "2021-05", "person": person })
    };
    json!({
        "councils": { "nodes": [council(0), council(1)] },
        "memberships": { "nodes": [seat(0), seat(1)] },
        "council": { "slug": "c1" },
        "changes": { "totalCount": 2, "nodes": [{ "kind": "CREATED", "sequence": "1" }, { "kind": "CREATED", "sequence": "2" }] },
    })
}

/// Each later step by itself, upon rows: they are what they were, and are served.
async fn kept(kind: Kind) {
    let db = open(address(kind)).await;
    Migrator::up(&db, Some(1)).await.expect("the first step");
    fill(&db, kind, ["c0", "c1"]).await;
    Migrator::up(&db, Some(1)).await.expect("the second step");
    let meeting = format!(
        "INSERT INTO meeting (id, board_id, title, date, status, attendance_known, state, provenance_id, created_at, updated_at, fingerprint) VALUES ({}, {}, 'Meeting', '2025-10-22', 'HELD', false, {ENVELOPE})",
        uuid(kind, 0x31),
        uuid(kind, 0x41)
    );
    run(&db, &meeting).await;
    migration::up(&db).await.expect("all that is left");
    assert!(Migrator::get_pending_migrations(&db).await.expect("the steps are read").is_empty());
    assert_eq!(numbers(&db, "SELECT fingerprint FROM council ORDER BY slug").await, [7, 7]);
    assert_eq!(numbers(&db, "SELECT count(*) FROM meeting WHERE title = 'Meeting'").await, [1]);
    let said = Server::over(db).ask(ASKED).await;
    assert_eq!(said["data"], told(), "{said}");
}

/// A step that the rows do not allow: two of them share a name that is to be unique.
async fn refused(kind: Kind) {
    let db = open(address(kind)).await;
    Migrator::up(&db, Some(1)).await.expect("the first step");
    fill(&db, kind, ["same", "same"]).await;
    migration::up(&db).await.expect_err("two councils of one name");
    let pending = Migrator::get_pending_migrations(&db).await.expect("the steps are read").len();
    assert_eq!(pending, Migrator::migrations().len() - 1, "none was half done");
    assert_eq!(numbers(&db, "SELECT count(*) FROM council").await, [2]);
    let made = db.execute_unprepared("SELECT * FROM meeting").await;
    assert!(made.is_err(), "the tables of the second step went with the third");
    run(&db, &format!("UPDATE council SET slug = 'other' WHERE id = {}", uuid(kind, 2))).await;
    migration::up(&db).await.expect("what stood in the way is gone");
    assert_eq!(numbers(&db, "SELECT count(*) FROM council").await, [2]);
}

#[tokio::test]
async fn rows_outlive_steps_on_sqlite() {
    kept(Kind::Sqlite).await;
    refused(Kind::Sqlite).await;
}

#[tokio::test]
async fn rows_outlive_steps_on_postgres() {
    kept(Kind::Postgres).await;
    refused(Kind::Postgres).await;
}
