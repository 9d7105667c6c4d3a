//! The tables that the migrations make are the tables that the entities mean, on both databases.

use std::collections::BTreeSet;

use entities::{Column, ENVELOPE, PARTS, RECORDS, Table};
use sea_orm::{ConnectionTrait, Statement};
use tests::{Kind, database};

fn meant() -> BTreeSet<String> {
    let own = |t: &'static Table, columns: &[Column]| -> Vec<String> {
        columns.iter().map(|c| format!("{}.{}{}", t.name, c.name, if c.null { "" } else { " not null" })).collect()
    };
    let mut meant: BTreeSet<String> =
        RECORDS.iter().flat_map(|t| [own(t, t.columns), own(t, ENVELOPE)].concat()).collect();
    let others = [&entities::change::TABLE, &entities::reading::TABLE, &entities::coverage::TABLE];
    meant.extend(PARTS.iter().copied().chain(others).flat_map(|t| own(t, t.columns)));
    for (table, columns) in [
        ("load", ["id", "title", "at"].as_slice()),
        ("answer", &["source_id", "question", "hash", "reading_id"]),
        ("claim", &["record_id", "feed", "said"]),
        ("merged", &["record_id", "record_type", "slug", "into_id", "created_at"]),
        ("linked", &["council_id", "gazetteer", "sequence"]),
    ] {
        meant.extend(columns.iter().map(|column| format!("{table}.{column} not null")));
    }
    meant.insert("answer.said".into());
    meant
}

async fn made(kind: Kind) -> BTreeSet<String> {
    let db = database(kind).await;
    let sql = match kind {
        Kind::Sqlite => {
            "SELECT m.name || '.' || p.name || CASE WHEN p.\"notnull\" = 1 OR p.pk > 0 THEN ' not null' ELSE '' END AS c \
             FROM sqlite_master m JOIN pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND m.name NOT LIKE 'seaql_%' AND m.name NOT LIKE 'sqlite_%'"
        }
        Kind::Postgres => {
            "SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END AS c \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'seaql_%'"
        }
    };
    let rows =
        db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("the tables are read");
    rows.into_iter().map(|r| r.try_get("", "c").expect("a text")).collect()
}

#[tokio::test]
async fn migrations_make_the_entities_on_sqlite() {
    assert_eq!(made(Kind::Sqlite).await, meant());
}

#[tokio::test]
async fn migrations_make_the_entities_on_postgres() {
    assert_eq!(made(Kind::Postgres).await, meant());
}
