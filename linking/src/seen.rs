//! What was seen the last time, so that only what changed since is looked at again.

use std::collections::{BTreeSet, HashMap};

use entities::linked;
use sea_orm::sea_query::OnConflict;
use sea_orm::{DatabaseConnection, DbErr, EntityTrait, Set};
use uuid::Uuid;

use crate::gazetteer::{self, Gazetteer};
use crate::log;
use crate::text::read::BATCH;

/// The scope of texts of no council.
pub const NOBODYS: Uuid = Uuid::nil();

/// What there is to see now, and what of it was not seen yet.
#[derive(Debug)]
pub struct Seen {
    pub gazetteer: Gazetteer,
    /// All councils, and [`NOBODYS`].
    pub councils: BTreeSet<Uuid>,
    /// Those whose texts were never looked through for the names that there are now.
    pub stale: BTreeSet<Uuid>,
    /// The last entry of the change log heeded before; none where nothing was seen yet.
    pub after: Option<i64>,
    /// The last one that there is.
    pub until: i64,
}

impl Seen {
    /// None where nothing changed at all.
    pub async fn since_last(db: &DatabaseConnection) -> Result<Option<Self>, DbErr> {
        let until = log::last(db).await?;
        let before: HashMap<Uuid, linked::Model> =
            linked::Entity::find().all(db).await?.into_iter().map(|row| (row.council_id, row)).collect();
        let after = before.values().map(|row| row.sequence).min();
        if after == Some(until) {
            return Ok(None);
        }
        let named = gazetteer::councils(db).await?;
        let councils: BTreeSet<Uuid> = named.iter().map(|(id, _)| *id).chain([NOBODYS]).collect();
        let gazetteer = Gazetteer::new(gazetteer::read(db).await?, named);
        let current =
            |council: &&Uuid| before.get(*council).is_some_and(|row| row.gazetteer == gazetteer.fingerprint(**council));
        let stale = councils.iter().filter(|council| !current(council)).copied().collect();
        Ok(Some(Self { gazetteer, councils, stale, after, until }))
    }

    /// Keeps that all of it was seen, and what followed from it.
    pub async fn remember(self, db: &DatabaseConnection) -> Result<(), DbErr> {
        let until = log::last_of_ours(db, self.until).await?;
        let row = |council_id: Uuid| linked::ActiveModel {
            council_id: Set(council_id),
            gazetteer: Set(self.gazetteer.fingerprint(council_id)),
            sequence: Set(until),
        };
        let rows: Vec<_> = self.councils.iter().copied().map(row).collect();
        for rows in rows.chunks(BATCH) {
            let mut again = OnConflict::column(linked::Column::CouncilId);
            again.update_columns([linked::Column::Gazetteer, linked::Column::Sequence]);
            linked::Entity::insert_many(rows.to_vec()).on_conflict(again).exec_without_returning(db).await?;
        }
        Ok(())
    }
}
