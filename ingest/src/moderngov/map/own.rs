//! Rows of a table that rest on one source before all others: what an installation said itself. What somebody saved of
//! its pages is theirs who saved it: no answer of the installation takes it back.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement, Value};
use uuid::Uuid;

/// How the place of what was read on a saved page begins.
pub const SAVED: &str = "Issue - meetings:";

/// Parents asked about in one statement.
const ASKED: usize = 500;

/// The rows of `table` whose `column` is one of the parents and of which the first source is (`own`) or is not this one:
/// each with its parent.
pub async fn children(
    db: &DatabaseConnection,
    source: Uuid,
    (table, column): (&str, &str),
    parents: &[Uuid],
    own: bool,
) -> Result<Vec<(Uuid, Uuid)>, DbErr> {
    let mut found = Vec::new();
    for parents in parents.chunks(ASKED) {
        let marks: Vec<String> = (2..=parents.len() + 1).map(|n| format!("${n}")).collect();
        let (not, marks) = (if own { "" } else { "NOT " }, marks.join(", "));
        // Asked from the row's side: the source has far more citations than a row has.
        let sql = format!(
            "SELECT t.\"id\", t.\"{column}\" FROM \"{table}\" t WHERE t.\"{column}\" IN ({marks}) AND $1 {not}IN (SELECT \
             c.\"source_id\" FROM \"citation\" c WHERE c.\"provenance_id\" = t.\"provenance_id\" AND c.\"position\" = 1 AND \
             (c.\"locator\" IS NULL OR c.\"locator\" NOT LIKE '{SAVED}%'))"
        );
        let values = std::iter::once(source).chain(parents.iter().copied()).map(Value::from);
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
        for row in db.query_all_raw(statement).await? {
            found.push((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
        }
    }
    Ok(found)
}
