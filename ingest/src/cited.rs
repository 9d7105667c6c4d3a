//! The citations that records rest on, for records made of others.

use std::collections::HashMap;

use entities::citation::{self, CERTAINTY, METHOD};
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::record::Citation;

/// Sets asked for in one statement.
const ASKED: usize = 500;

/// The citations of sets, by set, without the words quoted: those are of the record that was read, and not of what follows from
/// it.
///
/// # Errors
/// The database fails, or holds a word that no list has.
pub async fn citations_of(
    db: &DatabaseConnection,
    sets: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Citation>>, DbErr> {
    let mut ids: Vec<Uuid> = sets.collect();
    ids.sort_unstable();
    ids.dedup();
    let mut all: HashMap<Uuid, Vec<Citation>> = HashMap::new();
    for ids in ids.chunks(ASKED) {
        let rows = citation::Entity::find()
            .filter(citation::Column::ProvenanceId.is_in(ids.iter().copied()))
            .order_by_asc(citation::Column::ProvenanceId)
            .order_by_asc(citation::Column::Position)
            .all(db)
            .await?;
        for row in rows {
            all.entry(row.provenance_id).or_default().push(Citation {
                source: row.source_id,
                locator: row.locator,
                quote: None,
                certainty: known(&CERTAINTY, &row.certainty)?,
                method: known(&METHOD, &row.method)?,
            });
        }
    }
    Ok(all)
}

fn known(words: &'static entities::Words, held: &str) -> Result<&'static str, DbErr> {
    let known = words.words.iter().find(|known| known.word == held);
    known.map(|known| known.word).ok_or_else(|| DbErr::Type(format!("a word that is not known is held: {held}")))
}
