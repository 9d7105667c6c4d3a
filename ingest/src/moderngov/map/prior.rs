//! What others wrote of the meetings that an installation gives: records that it joins instead of doubling them.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entities::{agenda_item, meeting};
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::held::plain;
use super::host::Host;
use super::own::children;

/// What others wrote of one meeting.
#[derive(Clone, Debug, Default)]
pub struct Prior {
    /// Their record of it.
    pub meeting: Option<Uuid>,
    /// Whether they say who came.
    pub attended: bool,
    pub items: Vec<PriorItem>,
}

/// An agenda item in the words of others.
#[derive(Clone, Debug)]
pub struct PriorItem {
    pub id: Uuid,
    /// Without the mark behind it.
    pub number: Option<String>,
    /// As [`plain`] writes it.
    pub title: String,
    /// Whether they say what was said or decided under it.
    pub told: bool,
}

/// A meeting that is looked for: its number, its board and its day.
pub type Wanted = (u64, Uuid, NaiveDate);

impl Prior {
    /// The item of others that this one is: alone with its number and its title or, if none has
    /// both, alone with its title or alone with its number.
    pub fn item(&self, numbers: &[Option<&str>], title: &str) -> Option<&PriorItem> {
        let numbers: Vec<&str> = numbers.iter().flatten().copied().collect();
        let only = |fits: &dyn Fn(&PriorItem) -> bool| {
            let mut all = self.items.iter().filter(|item| fits(item));
            all.next().filter(|_| all.next().is_none())
        };
        let title = plain(title);
        only(&|item| item.number.as_deref().is_some_and(|n| numbers.contains(&n)) && item.title == title)
            .or_else(|| only(&|item| item.title == title))
            .or_else(|| only(&|item| item.number.as_deref().is_some_and(|n| numbers.contains(&n))))
    }
}

/// What others wrote of these meetings, by number. A meeting of others is the same if it is the only one of its board on
/// that day; each that is wanted must be the only one here.
pub async fn of(db: &DatabaseConnection, host: &Host, wanted: &[Wanted]) -> Result<HashMap<u64, Prior>, DbErr> {
    let own: Vec<Uuid> = wanted.iter().map(|(number, ..)| host.own("meeting", number)).collect();
    let rows: Vec<(Uuid, Uuid, NaiveDate)> = meeting::Entity::find()
        .select_only()
        .columns([meeting::Column::Id, meeting::Column::BoardId, meeting::Column::Date])
        .filter(meeting::Column::BoardId.is_in(wanted.iter().map(|(_, board, _)| *board)))
        .filter(meeting::Column::Date.is_in(wanted.iter().map(|(.., day)| *day)))
        .filter(meeting::Column::Id.is_not_in(own))
        .into_tuple()
        .all(db)
        .await?;
    let mut found = HashMap::new();
    for (number, board, day) in wanted {
        let mut theirs = rows.iter().filter(|(_, b, d)| (b, d) == (board, day)).map(|(id, ..)| *id);
        if let (Some(id), None) = (theirs.next(), theirs.next())
            && foreign(db, host, id, *number).await?
        {
            found.insert(*number, prior(db, Some(host), id).await?);
        }
    }
    Ok(found)
}

/// Whether a record of a meeting is somebody else's, and bears no other number of the installation.
async fn foreign(db: &DatabaseConnection, host: &Host, id: Uuid, number: u64) -> Result<bool, DbErr> {
    let rows = entities::identifier::Entity::find()
        .filter(entities::identifier::Column::RecordId.eq(id))
        .filter(entities::identifier::Column::Scheme.eq("moderngov-meeting"))
        .all(db)
        .await?;
    let (ours, this) = (format!("{}/", host.name), host.identifier("meeting", number).value);
    Ok(rows.iter().all(|row| !row.value.starts_with(&ours) || row.value == this))
}

/// What is held of the only meeting of a board on a day, whoever wrote it.
pub async fn on_day(db: &DatabaseConnection, board: Uuid, day: NaiveDate) -> Result<Option<Prior>, DbErr> {
    let held: Vec<Uuid> = meeting::Entity::find()
        .select_only()
        .column(meeting::Column::Id)
        .filter(meeting::Column::BoardId.eq(board))
        .filter(meeting::Column::Date.eq(day))
        .into_tuple()
        .all(db)
        .await?;
    match held.as_slice() {
        [id] => prior(db, None, *id).await.map(Some),
        _ => Ok(None),
    }
}

/// What is held of a meeting; without what an installation says itself, if one is given.
async fn prior(db: &DatabaseConnection, host: Option<&Host>, id: Uuid) -> Result<Prior, DbErr> {
    // No record rests on a source without an id.
    let source = host.map_or(Uuid::nil(), |host| host.source);
    let items = children(db, source, ("agenda_item", "meeting_id"), &[id], false).await?;
    let items: Vec<Uuid> = items.into_iter().map(|(id, _)| id).collect();
    let mut told = HashSet::new();
    for table in ["contribution", "decision"] {
        told.extend(
            children(db, source, (table, "agenda_item_id"), &items, false).await?.into_iter().map(|(_, item)| item),
        );
    }
    let attended = !children(db, source, ("attendance", "meeting_id"), &[id], false).await?.is_empty();
    let rows: Vec<(Uuid, Option<String>, Option<String>, String)> = agenda_item::Entity::find()
        .select_only()
        .columns([agenda_item::Column::Id, agenda_item::Column::Number, agenda_item::Column::MinuteNumber])
        .column(agenda_item::Column::Title)
        .filter(agenda_item::Column::Id.is_in(items))
        .into_tuple()
        .all(db)
        .await?;
    let items = rows.into_iter().map(|(id, number, minute_number, title)| PriorItem {
        id,
        number: minute_number.or(number).map(|n| n.trim_end_matches('.').to_string()),
        title: plain(&title),
        told: told.contains(&id),
    });
    Ok(Prior { meeting: Some(id), attended, items: items.collect() })
}
