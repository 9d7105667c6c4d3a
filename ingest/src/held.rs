//! What the database holds already under names that importers know.

use std::collections::HashMap;

use entities::{Table, identifier};
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter};
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
