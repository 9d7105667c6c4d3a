//! What changed since the texts were last looked through, read from the change log.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement, Value};
use uuid::Uuid;

use crate::text::read::{BATCH, place, within};

/// Ids of records, by table.
pub type Changed = BTreeMap<String, BTreeSet<Uuid>>;

/// The last entry of the change log; 0 where there is none.
pub async fn last(db: &DatabaseConnection) -> Result<i64, DbErr> {
    let sql = "SELECT max(sequence) FROM change";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    Ok(row.map(|row| row.try_get_by_index::<Option<i64>>(0)).transpose()?.flatten().unwrap_or(0))
}

/// Titles of the loads that this program makes.
pub const NAMES: &str = "names in texts";
pub const MATTERS: &str = "what belongs to one matter";

/// The last entry of the change log, if all after the one given are of this program's own loads; else the one given.
pub async fn last_of_ours(db: &DatabaseConnection, after: i64) -> Result<i64, DbErr> {
    let backend = db.get_database_backend();
    let sql = format!(
        "SELECT max(c.sequence), sum(CASE WHEN l.title IN ('{NAMES}', '{MATTERS}') THEN 0 ELSE 1 END) FROM change c JOIN load l ON \
         l.id = c.load_id WHERE c.sequence > {}",
        place(backend, 1)
    );
    let row = db.query_one_raw(Statement::from_sql_and_values(backend, sql, [after.into()])).await?;
    let Some(row) = row else { return Ok(after) };
    let (last, others): (Option<i64>, Option<i64>) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
    Ok(last.filter(|_| others == Some(0)).unwrap_or(after))
}

/// What changed after one entry and up to another, of these tables.
pub async fn since(db: &DatabaseConnection, after: i64, until: i64, tables: &[&str]) -> Result<Changed, DbErr> {
    let backend = db.get_database_backend();
    let tables: Vec<String> = tables.iter().map(|table| format!("'{table}'")).collect();
    let sql = format!(
        "SELECT record_type, record_id FROM change WHERE sequence > {} AND sequence <= {} AND record_type IN ({})",
        place(backend, 1),
        place(backend, 2),
        tables.join(", ")
    );
    let values: [Value; 2] = [after.into(), until.into()];
    let mut changed = Changed::new();
    for row in db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await? {
        changed.entry(row.try_get_by_index(0)?).or_default().insert(row.try_get_by_index(1)?);
    }
    Ok(changed)
}

/// The ids that a column gives for rows that another column finds, in batches.
pub async fn follow(
    db: &DatabaseConnection,
    (table, column): (&str, &str),
    by: &str,
    ids: &BTreeSet<Uuid>,
) -> Result<BTreeSet<Uuid>, DbErr> {
    let backend = db.get_database_backend();
    let ids: Vec<Uuid> = ids.iter().copied().collect();
    let mut found = BTreeSet::new();
    for ids in ids.chunks(BATCH) {
        let sql = format!("SELECT {column} FROM {table} WHERE {by} {}", within(backend, ids.len()));
        let values: Vec<Value> = ids.iter().map(|id| Value::from(*id)).collect();
        for row in db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await? {
            found.extend(row.try_get_by_index::<Option<Uuid>>(0)?);
        }
    }
    Ok(found)
}
