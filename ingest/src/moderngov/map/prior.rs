//! What others wrote of the meetings that an installation gives: records that it joins instead of doubling them.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entities::{agenda_item, identifier, meeting};
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::held::plain;
use super::host::Host;
use super::own::children;
use super::partner::{Wanted, partners};

/// Ids asked for in one statement.
const ASKED: usize = 500;

/// What others wrote of one meeting.
#[derive(Clone, Debug, Default)]
pub struct Prior {
    /// Their record of it.
    pub meeting: Option<Uuid>,
    /// Whether they say who came.
    pub attended: bool,
    pub items: Vec<PriorItem>,
    /// The items, whoever wrote them, under which they say what was said or decided.
    pub told: HashSet<Uuid>,
}

/// An agenda item in the words of others.
#[derive(Clone, Debug)]
pub struct PriorItem {
    pub id: Uuid,
    /// What the installation calls it, if it was joined before.
    pub identifier: Option<String>,
    /// Without the mark behind it.
    pub number: Option<String>,
    /// As [`plain`] writes it.
    pub title: String,
}

impl Prior {
    /// Lets go of the identifiers of items that a meeting has no longer: another item may be in their place.
    pub fn keep(&mut self, present: &HashSet<String>) {
        for item in &mut self.items {
            item.identifier = item.identifier.take().filter(|identifier| present.contains(identifier));
        }
    }

    /// The item of others that this one is: the one that bears its identifier; if none does, of those without one, alone
    /// with its number and its title or, if none has both, alone with its title or alone with its number.
    pub fn item(&self, identifier: Option<&str>, numbers: &[Option<&str>], title: &str) -> Option<&PriorItem> {
        let same = |item: &&PriorItem| identifier.is_some() && item.identifier.as_deref() == identifier;
        if let Some(item) = self.items.iter().find(same) {
            return Some(item);
        }
        let numbers: Vec<&str> = numbers.iter().flatten().copied().collect();
        let only = |fits: &dyn Fn(&PriorItem) -> bool| {
            let mut all = self.items.iter().filter(|item| item.identifier.is_none() && fits(item));
            all.next().filter(|_| all.next().is_none())
        };
        let title = plain(title);
        only(&|item| item.number.as_deref().is_some_and(|n| numbers.contains(&n)) && item.title == title)
            .or_else(|| only(&|item| item.title == title))
            .or_else(|| only(&|item| item.number.as_deref().is_some_and(|n| numbers.contains(&n))))
    }
}

/// What others wrote of these meetings, by number; nothing of those of which they wrote nothing.
pub async fn of(db: &DatabaseConnection, host: &Host, wanted: &[Wanted]) -> Result<HashMap<u64, Prior>, DbErr> {
    let mut found = HashMap::new();
    for (number, id) in partners(db, host, wanted).await? {
        found.insert(number, prior(db, Some(host), id).await?);
    }
    let own = wanted.iter().map(|w| w.number).filter(|number| !found.contains_key(number));
    let own: HashMap<Uuid, u64> = own.map(|number| (host.own("meeting", number), number)).collect();
    let meetings: Vec<Uuid> = own.keys().copied().collect();
    let items = children(db, host.source, ("agenda_item", "meeting_id"), &meetings, true).await?;
    let told = told(db, host.source, &items.iter().map(|(id, _)| *id).collect::<Vec<_>>()).await?;
    for (id, meeting) in items.into_iter().filter(|(id, _)| told.contains(id)) {
        if let Some(number) = own.get(&meeting) {
            found.entry(*number).or_insert_with(Prior::default).told.insert(id);
        }
    }
    Ok(found)
}

/// Those of the items under which others than a source say what was said or decided.
pub async fn told(db: &DatabaseConnection, source: Uuid, items: &[Uuid]) -> Result<HashSet<Uuid>, DbErr> {
    let mut told = HashSet::new();
    for table in ["contribution", "decision", "vote"] {
        let under = children(db, source, (table, "agenda_item_id"), items, false).await?;
        told.extend(under.into_iter().map(|(_, item)| item));
    }
    Ok(told)
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
    let all = children(db, source, ("agenda_item", "meeting_id"), &[id], false).await?;
    let all: Vec<Uuid> = all.into_iter().map(|(id, _)| id).collect();
    let attended = !children(db, source, ("attendance", "meeting_id"), &[id], false).await?.is_empty();
    let mut items = Vec::with_capacity(all.len());
    for ids in all.chunks(ASKED) {
        let rows: Vec<(Uuid, Option<String>, Option<String>, String)> = agenda_item::Entity::find()
            .select_only()
            .columns([agenda_item::Column::Id, agenda_item::Column::Number, agenda_item::Column::MinuteNumber])
            .column(agenda_item::Column::Title)
            .filter(agenda_item::Column::Id.is_in(ids.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        let mut identifiers = match host {
            Some(host) => identifiers(db, host, ids).await?,
            None => HashMap::new(),
        };
        items.extend(rows.into_iter().map(|(id, number, minute_number, title)| PriorItem {
            id,
            identifier: identifiers.remove(&id),
            number: minute_number.or(number).map(|n| n.trim_end_matches('.').to_string()),
            title: plain(&title),
        }));
    }
    let told = told(db, source, &all).await?;
    Ok(Prior { meeting: Some(id), attended, items, told })
}

/// What an installation calls these items, of those that it was joined to.
async fn identifiers(db: &DatabaseConnection, host: &Host, items: &[Uuid]) -> Result<HashMap<Uuid, String>, DbErr> {
    let rows = identifier::Entity::find()
        .filter(identifier::Column::RecordId.is_in(items.iter().copied()))
        .filter(identifier::Column::Scheme.eq("moderngov-item"))
        .filter(identifier::Column::Value.starts_with(format!("{}/", host.name)))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.record_id, row.value)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(n: u128, identifier: Option<&str>, number: &str, title: &str) -> PriorItem {
        let (identifier, number) = (identifier.map(Into::into), Some(number.into()));
        PriorItem { id: Uuid::from_u128(n), identifier, number, title: plain(title) }
    }

    #[test]
    fn an_identifier_comes_before_title_and_number() {
        let items = vec![item(1, Some("host/7"), "1", "Apologies"), item(2, None, "2", "Minutes")];
        let prior = Prior { items, ..Prior::default() };
        let found =
            |identifier, number, title| prior.item(identifier, &[Some(number)], title).map(|item| item.id.as_u128());
        assert_eq!(found(Some("host/7"), "9", "Exempt"), Some(1), "it was joined before, and has another title now");
        assert_eq!(found(Some("host/8"), "1", "Apologies"), None, "that one is another item there");
        assert_eq!(found(Some("host/8"), "2", "Of the last meeting"), Some(2), "by number");
        assert_eq!(found(None, "3", "MINUTES"), Some(2), "by title");
    }
}
