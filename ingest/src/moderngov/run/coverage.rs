//! How much of a source is held, counted anew after each reading.

use std::collections::BTreeMap;

use entities::coverage;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    Statement, TransactionTrait, Value,
};
use uuid::Uuid;

/// Boards asked about in one statement.
const ASKED: usize = 500;

/// Counts what is held of a source, board by board, and keeps it year by year.
pub async fn count(db: &DatabaseConnection, source: Uuid, boards: &[Uuid]) -> Result<(), DbErr> {
    let mut years: BTreeMap<i32, coverage::Model> = BTreeMap::new();
    for boards in boards.chunks(ASKED) {
        let of_meetings = "count(*), sum(CASE WHEN t.\"status\" = 'CANCELLED' THEN 1 ELSE 0 END), \
             sum(CASE WHEN t.\"agenda_published\" THEN 1 ELSE 0 END), sum(CASE WHEN t.\"minutes_published\" THEN 1 ELSE 0 END), \
             sum(CASE WHEN t.\"attendance_known\" THEN 1 ELSE 0 END)";
        for (year, counts) in by_year(db, source, boards, ("meeting", of_meetings, 5)).await? {
            let row = years.entry(year).or_insert_with(|| empty(source, year));
            row.meetings += counts[0];
            row.cancelled += counts[1];
            row.with_agenda += counts[2];
            row.with_minutes += counts[3];
            row.with_attendance += counts[4];
        }
        for (year, counts) in by_year(db, source, boards, ("decision", "count(*)", 1)).await? {
            years.entry(year).or_insert_with(|| empty(source, year)).decisions += counts[0];
        }
    }
    let transaction = db.begin().await?;
    coverage::Entity::delete_many().filter(coverage::Column::SourceId.eq(source)).exec(&transaction).await?;
    if !years.is_empty() {
        let rows = years.into_values().map(IntoActiveModel::into_active_model);
        coverage::Entity::insert_many(rows).exec_without_returning(&transaction).await?;
    }
    transaction.commit().await
}

fn empty(source_id: Uuid, year: i32) -> coverage::Model {
    let (meetings, cancelled, with_agenda, with_minutes, with_attendance, decisions) = (0, 0, 0, 0, 0, 0);
    coverage::Model { source_id, year, meetings, cancelled, with_agenda, with_minutes, with_attendance, decisions }
}

/// Counts over the rows of a table that belong to these boards and rest on the source, by the year of their day.
async fn by_year(
    db: &DatabaseConnection,
    source: Uuid,
    boards: &[Uuid],
    (table, counts, columns): (&str, &str, usize),
) -> Result<Vec<(i32, Vec<i32>)>, DbErr> {
    let year = match db.get_database_backend() {
        DbBackend::Postgres => "CAST(EXTRACT(YEAR FROM t.\"date\") AS bigint)",
        _ => "CAST(substr(t.\"date\", 1, 4) AS integer)",
    };
    let marks: Vec<String> = (2..=boards.len() + 1).map(|n| format!("${n}")).collect();
    let marks = marks.join(", ");
    // Asked from the row's side: the source has far more citations than a row has.
    let sql = format!(
        "SELECT {year}, {counts} FROM \"{table}\" t WHERE t.\"board_id\" IN ({marks}) AND t.\"date\" IS NOT NULL AND $1 IN \
         (SELECT c.\"source_id\" FROM \"citation\" c WHERE c.\"provenance_id\" = t.\"provenance_id\") GROUP BY 1"
    );
    let values = std::iter::once(source).chain(boards.iter().copied()).map(Value::from);
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let small = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let counts: Result<Vec<i32>, DbErr> = (1..=columns).map(|i| row.try_get_by_index(i).map(small)).collect();
        found.push((small(row.try_get_by_index(0)?), counts?));
    }
    Ok(found)
}
