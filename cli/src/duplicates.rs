//! `folkmoot duplicates`: likely doubles, with the reason.

use entities::council;
use linking::duplicate::{Double, Side, TABLES, duplicates};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use crate::{command::Kind, config::Config, database, failure::Failure, say::say};

pub async fn run(config: &Config, kind: Option<Kind>, council: Option<String>, json: bool) -> Result<(), Failure> {
    let db = database::open(config, false).await?;
    database::current(&db).await?;
    let unread = |e: DbErr| Failure::Database(format!("the records cannot be read: {e}"));
    let council = match council {
        Some(slug) => {
            let row = council::Entity::find().filter(council::Column::Slug.eq(slug.as_str())).one(&db).await;
            let missing = || Failure::Input(format!("there is no council `{slug}`"));
            Some(row.map_err(unread)?.ok_or_else(missing)?.id)
        }
        None => None,
    };
    let tables = kind.map_or(TABLES.to_vec(), |kind| vec![kind.table()]);
    let mut found = Vec::new();
    for table in tables {
        found.extend(duplicates(&db, table, council).await.map_err(unread)?);
    }
    // The surest come first, whatever they are.
    found.sort_by(|a, b| a.reason.cmp(&b.reason));
    if json {
        say!("{:#}", Value::from(found.iter().map(as_json).collect::<Vec<_>>()));
        return Ok(());
    }
    for double in &found {
        let Double { table, duplicate, into, reason } = double;
        say!("{table} {} -> {}: {}", in_words(duplicate), in_words(into), reason.in_words());
    }
    match found.len() {
        0 => say!("No likely doubles."),
        1 => say!("1 likely double."),
        count => say!("{count} likely doubles."),
    }
    if let Some(Double { table, duplicate, into, .. }) = found.first() {
        say!("Merge one with: folkmoot merge {table} {} {} --because \"…\"", duplicate.slug, into.slug);
    }
    Ok(())
}

fn in_words(side: &Side) -> String {
    let of = side.council.as_ref().map(|council| format!(", {council}")).unwrap_or_default();
    format!("{} ({}{of})", side.slug, side.name)
}

fn as_json(double: &Double) -> Value {
    let side = |side: &Side| json!({ "id": side.id, "slug": side.slug, "name": side.name, "council": side.council });
    json!({
        "type": double.table,
        "reason": double.reason.word(),
        "because": double.reason.in_words(),
        "duplicate": side(&double.duplicate),
        "into": side(&double.into),
    })
}
