//! What the database holds already under names that importers know.

use std::collections::HashMap;

use entities::{Table, identifier};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Values asked for in one statement.
const ASKED: usize = 500;

/// The records of a table that have one of these values as identifier of a scheme, past or present: by value. A value that
/// several records have had is told with all of them.
pub async fn by_identifier(
    db: &DatabaseConnection,
    table: &Table,
    scheme: &str,
    values: &[String],
) -> Result<HashMap<String, Vec<Uuid>>, DbErr> {
    let mut found: HashMap<String, Vec<Uuid>> = HashMap::new();
    for values in values.chunks(ASKED) {
        let rows = identifier::Entity::find()
            .filter(identifier::Column::RecordType.eq(table.name))
            .filter(identifier::Column::Scheme.eq(scheme))
            .filter(identifier::Column::Value.is_in(values.iter().map(String::as_str)))
            .all(db)
            .await?;
        for row in rows {
            found.entry(row.value).or_default().push(row.record_id);
        }
    }
    Ok(found)
}

/// The records of a table that have one of these texts in a column: by text.
pub async fn by_column(
    db: &DatabaseConnection,
    table: &Table,
    column: &'static str,
    values: &[String],
) -> Result<HashMap<String, Vec<Uuid>>, DbErr> {
    let mut found: HashMap<String, Vec<Uuid>> = HashMap::new();
    for values in values.chunks(ASKED) {
        let query = Query::select()
            .columns(["id", column])
            .from(table.name)
            .and_where(Expr::col(column).is_in(values.iter().map(String::as_str)))
            .to_owned();
        for row in db.query_all(&query).await? {
            found.entry(row.try_get("", column)?).or_default().push(row.try_get("", "id")?);
        }
    }
    Ok(found)
}

/// The slugs of those of these records that are there.
pub async fn slugs_of(db: &DatabaseConnection, table: &Table, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, DbErr> {
    let mut found = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(ASKED) {
        let query = Query::select()
            .columns(["id", "slug"])
            .from(table.name)
            .and_where(Expr::col("id").is_in(ids.iter().copied()))
            .to_owned();
        for row in db.query_all(&query).await? {
            found.insert(row.try_get("", "id")?, row.try_get("", "slug")?);
        }
    }
    Ok(found)
}
