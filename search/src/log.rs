//! The change log: how far it has come, whose it is, and what changed.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, QueryResult, Statement};
use uuid::Uuid;

/// Entries read at once.
pub const ENTRIES: usize = 5_000;

/// What one entry says.
#[derive(Clone, Debug)]
pub struct Entry {
    pub sequence: i64,
    pub table: String,
    pub record: Uuid,
}

/// The last sequence number given; 0 when there is none.
pub async fn last(db: &DatabaseConnection) -> Result<i64, DbErr> {
    let rows = rows(db, "SELECT COALESCE(max(sequence), 0) FROM change".into()).await?;
    rows.first().map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// What tells this database from others: its first change, which no other has at the same millisecond. Empty when it is
/// empty.
pub async fn database(db: &DatabaseConnection) -> Result<String, DbErr> {
    let rows = rows(db, "SELECT record_id, at FROM change ORDER BY sequence LIMIT 1".into()).await?;
    let Some(first) = rows.first() else { return Ok(String::new()) };
    let (record, at): (Uuid, i64) = (first.try_get_by_index(0)?, first.try_get_by_index(1)?);
    Ok(format!("{record}@{at}"))
}

/// The next entries after a sequence number, in order: at most [`ENTRIES`].
pub async fn after(db: &DatabaseConnection, sequence: i64) -> Result<Vec<Entry>, DbErr> {
    let sql = format!(
        "SELECT sequence, record_type, record_id FROM change WHERE sequence > {sequence} ORDER BY sequence LIMIT {ENTRIES}"
    );
    let entry = |row: &QueryResult| {
        Ok(Entry {
            sequence: row.try_get_by_index(0)?,
            table: row.try_get_by_index(1)?,
            record: row.try_get_by_index(2)?,
        })
    };
    rows(db, sql).await?.iter().map(entry).collect()
}

async fn rows(db: &DatabaseConnection, sql: String) -> Result<Vec<QueryResult>, DbErr> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await
}
