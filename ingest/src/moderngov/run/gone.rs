//! What a source has no longer: parts of meetings that were read again, and meetings that its lists do not have and that
//! it does not know when asked for one by one.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entities::{agenda_item, attendance, claim, contribution, decision, identifier, meeting, vote};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::super::map::{Batch, children, told};
use super::super::meeting as answer;
use super::super::meetings::ListedMeeting;
use super::{Halt, Run, reading};
use crate::record::Withdrawal;

/// What lies under an item.
const UNDER_ITEM: [&entities::Table; 3] = [&contribution::TABLE, &decision::TABLE, &vote::TABLE];
/// Ids asked for in one statement.
const ASKED: usize = 500;

/// A meeting that a list does not have.
struct Missing {
    id: Uuid,
    /// Whether the record is somebody else's.
    joined: bool,
}

impl Run<'_> {
    /// Adds removals of what these meetings had when they were last read and have no longer. An item under which others
    /// told something stays, withdrawn; what the source said of items of others is taken back.
    pub(super) async fn parts_gone(&self, meetings: &[Uuid], batch: &mut Batch) -> Result<(), Halt> {
        let (db, source) = (self.db, self.host.source);
        for (id, _) in children(db, source, ("attendance", "meeting_id"), meetings, true).await? {
            batch.remove(&attendance::TABLE, id);
        }
        let own: Vec<Uuid> = ids(children(db, source, ("agenda_item", "meeting_id"), meetings, true).await?);
        // Something may have been told under an item that somebody else wrote.
        let others = ids(children(db, source, ("agenda_item", "meeting_id"), meetings, false).await?);
        let items = [own.as_slice(), others.as_slice()].concat();
        for table in UNDER_ITEM {
            for (id, _) in children(db, source, (table.name, "agenda_item_id"), &items, true).await? {
                batch.remove(table, id);
            }
        }
        let gone: Vec<Uuid> = own.iter().copied().filter(|id| !batch.has(*id)).collect();
        let told = told(db, source, &gone).await?;
        for id in gone {
            if told.contains(&id) {
                batch.withdraw(&agenda_item::TABLE, id, None);
            } else {
                batch.remove(&agenda_item::TABLE, id);
            }
        }
        for id in self.joined(&others).await? {
            batch.withdraw(&agenda_item::TABLE, id, Some(&self.host.feed()));
        }
        let from = meetings.iter().chain(&items).copied().filter(|id| !told.contains(id));
        self.documents_gone(&from.collect::<Vec<_>>(), batch).await
    }

    /// Those of these records of others that the source was joined to.
    async fn joined(&self, records: &[Uuid]) -> Result<Vec<Uuid>, Halt> {
        let mut joined = Vec::new();
        for ids in records.chunks(ASKED) {
            let claims: Vec<Uuid> = claim::Entity::find()
                .select_only()
                .column(claim::Column::RecordId)
                .filter(claim::Column::Feed.eq(self.host.feed()))
                .filter(claim::Column::RecordId.is_in(ids.iter().copied()))
                .into_tuple()
                .all(self.db)
                .await?;
            joined.extend(claims);
        }
        Ok(joined)
    }

    /// Takes a meeting away with its parts or, where others point to it, says that it is withdrawn. Of one that somebody
    /// else wrote, only what the source said goes.
    async fn take_away(&mut self, Missing { id, joined }: Missing) -> Result<(), Halt> {
        let mut batch = Batch::default();
        let feed = joined.then(|| self.host.feed());
        self.parts_gone(&[id], &mut batch).await?;
        if joined {
            batch.withdraw(&meeting::TABLE, id, feed.as_deref());
        } else {
            batch.remove(&meeting::TABLE, id);
        }
        match self.write(batch.into_entries()).await {
            Err(Halt::Write(error)) if error.is_callers() => {
                let feed = feed.map(Into::into);
                self.write(vec![Withdrawal { table: &meeting::TABLE, id, feed }.into()]).await
            }
            other => other,
        }
    }

    /// Looks for meetings between two days that are held, and that the whole list of that time does not have. Those that
    /// the source does not know when it is asked for them are taken away.
    pub(super) async fn meetings_gone(
        &mut self,
        listed: &HashSet<u64>,
        (from, to): (NaiveDate, NaiveDate),
    ) -> Result<(), Halt> {
        let present: HashSet<Uuid> = listed.iter().map(|number| self.host.own("meeting", number)).collect();
        let boards: Vec<Uuid> = self.boards.values().map(|board| board.id).collect();
        let mut missing = Vec::new();
        for boards in boards.chunks(ASKED) {
            let held: Vec<Uuid> = meeting::Entity::find()
                .select_only()
                .column(meeting::Column::Id)
                .filter(meeting::Column::BoardId.is_in(boards.iter().copied()))
                .filter(meeting::Column::Date.between(from, to))
                .into_tuple()
                .all(self.db)
                .await?;
            missing.extend(held.into_iter().filter(|id| !present.contains(id)));
        }
        for (number, missing) in self.numbers(&missing).await? {
            if listed.contains(&number) {
                continue;
            }
            let text = number.to_string();
            match self.ask.service("GetMeeting", &[("lMeetingId", &text)], answer::parse).await {
                Ok((meeting, _)) => {
                    self.note(format!(
                        "meeting {number} is listed no more, but is still there when asked for: it is kept"
                    ));
                    self.still_there(number, missing.id, meeting.date).await?;
                }
                Err(trouble) if trouble.gone() => {
                    let taken = if missing.joined { "what it said of it is taken back" } else { "it is taken away" };
                    self.take_away(missing).await?;
                    for question in [format!("GetMeeting {number}"), format!("pages {number}")] {
                        reading::forget(self.writer, self.host.source, &question).await?;
                    }
                    self.note(format!("meeting {number} was looked for and is gone: {taken}"));
                }
                Err(trouble) => self.stumble(trouble).await?,
            }
        }
        Ok(())
    }

    /// Reads a meeting that the list does not have: it may have moved to another day.
    async fn still_there(&mut self, number: u64, id: Uuid, date: Option<NaiveDate>) -> Result<(), Halt> {
        let Some(held) = meeting::Entity::find_by_id(id).one(self.db).await? else { return Ok(()) };
        let board = self.boards.values().find(|board| board.id == held.board_id);
        let (committee_id, committee_title) = board.map(|b| (b.number, b.title.clone())).unzip();
        let (time, status, webcast) = (None, None, None);
        let listed = ListedMeeting { id: number, committee_id, committee_title, date, time, status, webcast };
        let listed = vec![listed];
        self.count_days(&listed);
        self.papers(listed).await
    }

    /// The numbers that the installation gives these meetings: of its own, and of those of others that it was joined to.
    async fn numbers(&self, meetings: &[Uuid]) -> Result<HashMap<u64, Missing>, Halt> {
        let joined: HashSet<Uuid> = self.joined(meetings).await?.into_iter().collect();
        let mut numbers = HashMap::new();
        for ids in meetings.chunks(ASKED) {
            let rows = identifier::Entity::find()
                .filter(identifier::Column::Scheme.eq("moderngov-meeting"))
                .filter(identifier::Column::RecordId.is_in(ids.iter().copied()))
                .all(self.db)
                .await?;
            for row in rows {
                let Some(number) = row.value.rsplit('/').next().and_then(|number| number.parse().ok()) else {
                    continue;
                };
                let (id, own) = (row.record_id, self.host.own("meeting", number) == row.record_id);
                let ours = self.host.identifier("meeting", number).value == row.value;
                if own || (ours && joined.contains(&id)) {
                    numbers.insert(number, Missing { id, joined: !own });
                }
            }
        }
        Ok(numbers)
    }
}

fn ids(children: Vec<(Uuid, Uuid)>) -> Vec<Uuid> {
    children.into_iter().map(|(id, _)| id).collect()
}
