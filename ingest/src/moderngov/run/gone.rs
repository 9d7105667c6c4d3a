//! What a source has no longer: parts of meetings that were read again, and meetings that its lists do not have and that
//! it does not know when asked for one by one.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entities::{agenda_item, attendance, contribution, decision, identifier, meeting, vote};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::super::map::Batch;
use super::super::meeting as answer;
use super::own::children;
use super::watch::Event;
use super::{Halt, Run, reading};

/// What lies under an item.
const UNDER_ITEM: [&entities::Table; 3] = [&contribution::TABLE, &decision::TABLE, &vote::TABLE];
/// Ids asked for in one statement.
const ASKED: usize = 500;

impl Run<'_> {
    /// Adds removals of what these meetings had when they were last read and have no longer.
    pub(super) async fn parts_gone(&self, meetings: &[Uuid], batch: &mut Batch) -> Result<(), Halt> {
        let (db, source) = (self.db, self.host.source);
        for (id, _) in children(db, source, ("attendance", "meeting_id"), meetings, true).await? {
            batch.remove(&attendance::TABLE, id);
        }
        let items = children(db, source, ("agenda_item", "meeting_id"), meetings, true).await?;
        let items: Vec<Uuid> = items.into_iter().map(|(id, _)| id).collect();
        for table in UNDER_ITEM {
            for (id, _) in children(db, source, (table.name, "agenda_item_id"), &items, true).await? {
                batch.remove(table, id);
            }
        }
        items.into_iter().for_each(|id| batch.remove(&agenda_item::TABLE, id));
        Ok(())
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
        for (number, id) in self.numbers(&missing).await? {
            let text = number.to_string();
            match self.ask.service("GetMeeting", &[("lMeetingId", &text)], answer::parse).await {
                Ok(_) => {
                    let text =
                        format!("meeting {number} is listed no more, but is still there when asked for: it is kept");
                    self.watch.see(Event::Note { text });
                }
                Err(trouble) if trouble.gone() => {
                    let mut batch = Batch::default();
                    self.parts_gone(&[id], &mut batch).await?;
                    batch.remove(&meeting::TABLE, id);
                    self.write(batch.into_entries()).await?;
                    for question in [format!("GetMeeting {number}"), format!("pages {number}")] {
                        reading::forget(self.db, self.host.source, &question).await?;
                    }
                    let text = format!("meeting {number} was looked for and is gone: it is taken away");
                    self.watch.see(Event::Note { text });
                }
                Err(trouble) => self.stumble(trouble).await?,
            }
        }
        Ok(())
    }

    /// The numbers that the installation gives these meetings, where the records are its own.
    async fn numbers(&self, meetings: &[Uuid]) -> Result<HashMap<u64, Uuid>, Halt> {
        let mut numbers = HashMap::new();
        for ids in meetings.chunks(ASKED) {
            let rows = identifier::Entity::find()
                .filter(identifier::Column::Scheme.eq("moderngov-meeting"))
                .filter(identifier::Column::RecordId.is_in(ids.iter().copied()))
                .all(self.db)
                .await?;
            for row in rows {
                if let Some(number) = row.value.rsplit('/').next().and_then(|number| number.parse().ok())
                    && self.host.own("meeting", number) == row.record_id
                {
                    numbers.insert(number, row.record_id);
                }
            }
        }
        Ok(numbers)
    }
}
