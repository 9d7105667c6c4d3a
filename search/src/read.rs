//! Reads records from the database, a few hundred at a time, with all that the index holds of them.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, QueryResult, Statement, Value};
use uuid::Uuid;

use entities::text::{FIXED, Source};

/// Records read at once.
pub const BATCH: usize = 200;

/// A record as the index holds it.
#[derive(Clone, Debug, Default)]
pub struct Record {
    pub id: Uuid,
    /// Whether its source took it back.
    pub withdrawn: bool,
    /// Its day, partial date or interval.
    pub day: Option<String>,
    /// Slug and name.
    pub council: Option<(String, String)>,
    /// Word for its kind, and name.
    pub board: Option<(String, String)>,
    /// Names and texts, each after the name of its column.
    pub values: Vec<(&'static str, String)>,
    /// Other forms of the name.
    pub aliases: Vec<String>,
    /// Who plays a part in it, as written.
    pub actors: Vec<String>,
    /// Slugs.
    pub topics: Vec<String>,
    /// Ids of the records whose data stand here too.
    pub rests_on: Vec<Uuid>,
}

impl Record {
    /// Whether it can be found: it stands, and there is a word to find it by.
    pub fn is_found(&self) -> bool {
        let texts = self.values.len() + self.aliases.len() + self.actors.len();
        !self.withdrawn && texts > 0
    }
}

/// The next records of a table after an id, in the order of their ids.
pub async fn after(db: &DatabaseConnection, source: &'static Source, id: Uuid) -> Result<Vec<Record>, DbErr> {
    let backend = db.get_database_backend();
    let sql = source.select_after(&placeholder(backend, 1), BATCH);
    records(db, source, sql, vec![id.into()]).await
}

/// The records of a table with these ids, as many of them as there are: at most [`BATCH`].
pub async fn these(db: &DatabaseConnection, source: &'static Source, ids: &[Uuid]) -> Result<Vec<Record>, DbErr> {
    let sql = format!("{} WHERE r.id {}", source.select(), within(db.get_database_backend(), ids.len()));
    records(db, source, sql, ids.iter().map(|id| (*id).into()).collect()).await
}

/// The documents that meetings or items hold, which take their council and board from these.
pub async fn documents(db: &DatabaseConnection, holders: &[Uuid]) -> Result<Vec<Uuid>, DbErr> {
    let within = within(db.get_database_backend(), holders.len());
    let rows =
        rows(db, format!("SELECT to_id FROM link WHERE role = 'DOCUMENT' AND from_id {within}"), holders).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

async fn records(
    db: &DatabaseConnection,
    source: &'static Source,
    sql: String,
    values: Vec<Value>,
) -> Result<Vec<Record>, DbErr> {
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let mut records = rows.iter().map(|row| record(source, row)).collect::<Result<Vec<_>, _>>()?;
    if !records.is_empty() {
        parts(db, &mut records).await?;
    }
    Ok(records)
}

fn record(source: &'static Source, row: &QueryResult) -> Result<Record, DbErr> {
    let text = |at: usize| row.try_get_by_index::<Option<String>>(at);
    let id = |at: usize| row.try_get_by_index::<Option<Uuid>>(at);
    let state: String = row.try_get_by_index(1)?;
    let mut rests_on = vec![id(3)?, id(6)?];
    for at in FIXED..FIXED + source.further() {
        rests_on.push(id(at)?);
    }
    let own: Uuid = row.try_get_by_index(0)?;
    let mut values = Vec::new();
    for (at, column) in source.columns().enumerate() {
        values.extend(text(FIXED + source.further() + at)?.map(|value| (column, listed(value))));
    }
    Ok(Record {
        id: own,
        withdrawn: state == "WITHDRAWN",
        day: text(2)?,
        council: text(4)?.zip(text(5)?),
        board: text(7)?.zip(text(8)?),
        values,
        rests_on: rests_on.into_iter().flatten().filter(|id| *id != own).collect(),
        ..Record::default()
    })
}

/// Several texts are kept as a list in JSON: here a line each.
fn listed(value: String) -> String {
    if !value.starts_with('[') {
        return value;
    }
    serde_json::from_str::<Vec<String>>(&value).map_or(value, |texts| texts.join("\n"))
}

async fn parts(db: &DatabaseConnection, records: &mut [Record]) -> Result<(), DbErr> {
    let ids: Vec<Uuid> = records.iter().map(|r| r.id).collect();
    let places: HashMap<Uuid, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let within = within(db.get_database_backend(), ids.len());
    for (sql, add) in [
        (
            format!("SELECT record_id, name FROM alias WHERE record_id {within} ORDER BY record_id, position"),
            (|record, text, _| record.aliases.push(text)) as fn(&mut Record, String, Option<Uuid>),
        ),
        (
            format!(
                "SELECT record_id, as_written FROM actor WHERE as_written IS NOT NULL AND record_id {within} ORDER BY \
                 record_id, role, position"
            ),
            |record, text, _| record.actors.push(text),
        ),
        (
            format!(
                "SELECT l.from_id, t.slug, t.id FROM link l JOIN topic t ON t.id = l.to_id WHERE l.role = 'TOPIC' AND \
                 l.from_id {within} ORDER BY l.from_id, l.position"
            ),
            |record, text, id| {
                record.topics.push(text);
                record.rests_on.extend(id);
            },
        ),
    ] {
        for row in rows(db, sql, &ids).await? {
            let (id, text): (Uuid, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            if let Some(record) = places.get(&id).and_then(|at| records.get_mut(*at)) {
                add(record, text, row.try_get_by_index(2).ok());
            }
        }
    }
    Ok(())
}

async fn rows(db: &DatabaseConnection, sql: String, ids: &[Uuid]) -> Result<Vec<QueryResult>, DbErr> {
    let values: Vec<Value> = ids.iter().map(|id| (*id).into()).collect();
    db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await
}

fn placeholder(backend: DbBackend, n: usize) -> String {
    if backend == DbBackend::Postgres { format!("${n}") } else { format!("?{n}") }
}

fn within(backend: DbBackend, count: usize) -> String {
    let places: Vec<String> = (1..=count).map(|n| placeholder(backend, n)).collect();
    format!("IN ({})", places.join(", "))
}
