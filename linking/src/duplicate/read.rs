//! Names and identifiers of all records of a table, read in pages.

use std::collections::HashMap;

use entities::{Table, alias, council, identifier};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// Records read at once.
const PAGE: u64 = 5_000;

/// A record that may be a double.
#[derive(Debug, Default)]
pub struct Candidate {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub council: Option<Uuid>,
    /// Schemes and values.
    pub identifiers: Vec<(String, String)>,
    pub aliases: Vec<String>,
}

/// The path-safe names of all councils.
pub async fn councils(db: &DatabaseConnection) -> Result<HashMap<Uuid, String>, DbErr> {
    let rows: Vec<(Uuid, String)> = council::Entity::find()
        .select_only()
        .columns([council::Column::Id, council::Column::Slug])
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The records of a table in the order of their ids.
pub async fn candidates(db: &DatabaseConnection, table: &'static Table) -> Result<Vec<Candidate>, DbErr> {
    let has_council = table.column("council_id").is_some();
    let mut all: Vec<Candidate> = Vec::new();
    loop {
        let mut query = Query::select();
        query.columns(["id", "slug", "name"]).from(table.name).order_by("id", Order::Asc).limit(PAGE);
        if has_council {
            query.column("council_id");
        }
        if let Some(last) = all.last() {
            query.and_where(Expr::col("id").gt(last.id));
        }
        let rows = db.query_all(&query).await?;
        let begin = all.len();
        for row in &rows {
            let council = if has_council { row.try_get("", "council_id")? } else { None };
            let (id, slug, name) = (row.try_get("", "id")?, row.try_get("", "slug")?, row.try_get("", "name")?);
            all.push(Candidate { id, slug, name, council, ..Candidate::default() });
        }
        add_names(db, table, &mut all[begin..]).await?;
        if (rows.len() as u64) < PAGE {
            return Ok(all);
        }
    }
}

/// Adds the identifiers and other names of a page of records.
async fn add_names(db: &DatabaseConnection, table: &Table, page: &mut [Candidate]) -> Result<(), DbErr> {
    let (Some(first), Some(last)) = (page.first(), page.last()) else { return Ok(()) };
    let (first, last) = (first.id, last.id);
    let places: HashMap<Uuid, usize> = page.iter().enumerate().map(|(place, of)| (of.id, place)).collect();
    let identifiers: Vec<(Uuid, String, String)> = identifier::Entity::find()
        .select_only()
        .columns([identifier::Column::RecordId, identifier::Column::Scheme, identifier::Column::Value])
        .filter(identifier::Column::RecordType.eq(table.name))
        .filter(identifier::Column::RecordId.between(first, last))
        .into_tuple()
        .all(db)
        .await?;
    for (id, scheme, value) in identifiers {
        if let Some(place) = places.get(&id) {
            page[*place].identifiers.push((scheme, value));
        }
    }
    let aliases: Vec<(Uuid, String)> = alias::Entity::find()
        .select_only()
        .columns([alias::Column::RecordId, alias::Column::Name])
        .filter(alias::Column::RecordId.between(first, last))
        .into_tuple()
        .all(db)
        .await?;
    for (id, name) in aliases {
        if let Some(place) = places.get(&id) {
            page[*place].aliases.push(name);
        }
    }
    Ok(())
}
