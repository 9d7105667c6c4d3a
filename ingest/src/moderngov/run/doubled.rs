//! Meetings that are held twice: as the installation's own record, and as somebody else's that came later. The next
//! reading makes them one.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entities::meeting;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::super::map::{Wanted, partners};
use super::super::meetings::ListedMeeting;
use super::{Halt, Run};
use crate::Error;

/// Ids asked for in one statement.
const ASKED: usize = 500;

/// The two records of a meeting.
#[derive(Clone, Debug)]
pub struct Twice {
    /// The one that the installation numbers.
    pub own: Uuid,
    /// Somebody else's.
    pub other: Uuid,
}

impl Run<'_> {
    /// Counts how many meetings each board has on each day.
    pub(super) fn count_days(&mut self, listed: &[ListedMeeting]) {
        for listed in listed {
            if let (Some(board), Some(day)) = (listed.committee_id, listed.date) {
                *self.on_day.entry((board, day)).or_default() += 1;
            }
        }
    }

    /// How a meeting is looked for among what others wrote. Of several meetings of a board on one day, none can be told by
    /// its day to be the one that somebody else wrote.
    pub(super) fn wanted(&self, listed: &ListedMeeting, date: Option<NaiveDate>, board: Uuid) -> Option<Wanted> {
        let on_day = listed.committee_id.zip(listed.date).and_then(|day| self.on_day.get(&day));
        let alone = on_day.is_none_or(|count| *count == 1);
        Some(Wanted { number: listed.id, board, day: date.or(listed.date)?, alone })
    }

    /// Looks which of these meetings are held twice: they are read whatever else is held of them.
    pub(super) async fn find_doubled(&mut self, listed: &[ListedMeeting]) -> Result<(), Halt> {
        let own = listed.iter().map(|listed| self.host.own("meeting", listed.id)).collect();
        let held = self.meetings_held(own).await?;
        let wanted = listed.iter().filter(|listed| held.contains(&self.host.own("meeting", listed.id)));
        let wanted = wanted.filter_map(|listed| {
            let board = listed.committee_id.and_then(|number| self.boards.get(&number));
            self.wanted(listed, None, board.map_or(Uuid::nil(), |board| board.id))
        });
        let wanted: Vec<Wanted> = wanted.collect();
        let found = partners(self.db, self.host, &wanted).await?;
        self.doubled.extend(found.into_keys());
        Ok(())
    }

    /// Those of these meetings, by number with the records of others, that have a record of their own beside it.
    pub(super) async fn doubled_by(&self, others: HashMap<u64, Uuid>) -> Result<Vec<Twice>, Halt> {
        let both = others.into_iter().map(|(number, other)| Twice { own: self.host.own("meeting", number), other });
        let both: Vec<Twice> = both.collect();
        let held = self.meetings_held(both.iter().map(|twice| twice.own).collect()).await?;
        Ok(both.into_iter().filter(|twice| held.contains(&twice.own)).collect())
    }

    /// Says that a meeting stays held twice, and why.
    pub(super) fn stays_doubled(&mut self, number: u64, Twice { own, other }: &Twice, why: &Error) {
        self.apart.insert(number);
        self.note(format!(
            "meeting {number} is held twice, as {own} and as {other}, which somebody else wrote; they stay apart: {why}"
        ));
    }

    async fn meetings_held(&self, ids: Vec<Uuid>) -> Result<HashSet<Uuid>, Halt> {
        let mut held = HashSet::new();
        for ids in ids.chunks(ASKED) {
            let found: Vec<Uuid> = meeting::Entity::find()
                .select_only()
                .column(meeting::Column::Id)
                .filter(meeting::Column::Id.is_in(ids.iter().copied()))
                .into_tuple()
                .all(self.db)
                .await?;
            held.extend(found);
        }
        Ok(held)
    }
}
