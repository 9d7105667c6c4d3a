//! Which records of others are the meetings that an installation gives.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entities::{identifier, meeting};
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::host::Host;
use crate::held::by_identifier;

/// Meetings looked for in one go.
const ASKED: usize = 500;

/// A meeting that is looked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub number: u64,
    pub board: Uuid,
    pub day: NaiveDate,
    /// Whether the installation has no other meeting of the board on that day.
    pub alone: bool,
}

/// The records of others that these meetings are, by number: one that bears the number as an identifier, wherever and
/// whenever it met; if none does, the only one of its board on that day, unless it bears another number of the installation.
pub async fn partners(db: &DatabaseConnection, host: &Host, wanted: &[Wanted]) -> Result<HashMap<u64, Uuid>, DbErr> {
    let mut found = HashMap::new();
    for wanted in wanted.chunks(ASKED) {
        let value = |number: u64| host.identifier("meeting", number).value;
        let values: Vec<String> = wanted.iter().map(|w| value(w.number)).collect();
        let bearers = by_identifier(db, &meeting::TABLE, "moderngov-meeting", &values).await?;
        let mut others = Vec::new();
        for one in wanted {
            let own = host.own("meeting", one.number);
            let bearers = bearers.get(&value(one.number)).into_iter().flatten();
            match bearers.copied().filter(|id| *id != own).min() {
                Some(id) => drop(found.insert(one.number, id)),
                None if one.alone => others.push(one),
                None => {}
            }
        }
        found.extend(on_their_day(db, host, &others).await?);
    }
    Ok(found)
}

/// Those of these meetings of which others have the only record of the board on that day.
async fn on_their_day(db: &DatabaseConnection, host: &Host, wanted: &[&Wanted]) -> Result<Vec<(u64, Uuid)>, DbErr> {
    let own: HashSet<Uuid> = wanted.iter().map(|w| host.own("meeting", w.number)).collect();
    let rows: Vec<(Uuid, Uuid, NaiveDate)> = meeting::Entity::find()
        .select_only()
        .columns([meeting::Column::Id, meeting::Column::BoardId, meeting::Column::Date])
        .filter(meeting::Column::BoardId.is_in(wanted.iter().map(|w| w.board)))
        .filter(meeting::Column::Date.is_in(wanted.iter().map(|w| w.day)))
        .into_tuple()
        .all(db)
        .await?;
    let mut there: HashMap<(Uuid, NaiveDate), Vec<Uuid>> = HashMap::new();
    for (id, board, day) in rows.into_iter().filter(|(id, ..)| !own.contains(id)) {
        there.entry((board, day)).or_default().push(id);
    }
    let only = wanted.iter().filter_map(|w| match there.get(&(w.board, w.day))?.as_slice() {
        [only] => Some((w.number, *only)),
        _ => None,
    });
    let mut only: Vec<(u64, Uuid)> = only.collect();
    let numbered: HashSet<Uuid> = identifier::Entity::find()
        .select_only()
        .column(identifier::Column::RecordId)
        .filter(identifier::Column::RecordId.is_in(only.iter().map(|(_, id)| *id)))
        .filter(identifier::Column::Scheme.eq("moderngov-meeting"))
        .filter(identifier::Column::Value.starts_with(format!("{}/", host.name)))
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .collect();
    only.retain(|(_, id)| !numbered.contains(id));
    Ok(only)
}
