//! Meetings that are held twice: as the installation's own record, and as somebody else's that came later. The next
//! reading makes them one.

use std::collections::HashSet;
use std::fmt::Display;

use chrono::NaiveDate;
use entities::meeting;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::super::map::{Wanted, children, partners, told};
use super::super::meetings::ListedMeeting;
use super::{Halt, Run};

/// Ids asked for in one statement.
const ASKED: usize = 500;

/// The two records of a meeting.
#[derive(Clone, Debug)]
pub struct Twice {
    /// Its number.
    pub number: u64,
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
        let wanted = listed.iter().filter_map(|listed| {
            let board = listed.committee_id.and_then(|number| self.boards.get(&number));
            self.wanted(listed, None, board.map_or(Uuid::nil(), |board| board.id))
        });
        let twice = self.held_twice(&wanted.collect::<Vec<_>>()).await?;
        self.doubled.extend(twice.into_iter().map(|twice| twice.number));
        Ok(())
    }

    /// Those of these meetings that are held twice and can be made one. Where others wrote under its own record, they
    /// cannot, and this is said.
    pub(super) async fn made_one(&mut self, wanted: &[Wanted]) -> Result<Vec<Twice>, Halt> {
        let (db, source) = (self.db, self.host.source);
        let mut one = Vec::new();
        for twice in self.held_twice(wanted).await? {
            let own = [twice.own];
            let items = children(db, source, ("agenda_item", "meeting_id"), &own, true).await?;
            let items: Vec<Uuid> = items.into_iter().map(|(id, _)| id).collect();
            let mut others = !told(db, source, &items).await?.is_empty();
            for table in ["agenda_item", "attendance"] {
                others |= !children(db, source, (table, "meeting_id"), &own, false).await?.is_empty();
            }
            if others {
                self.stays_doubled(&twice, &"others tell of its items, too");
            } else {
                one.push(twice);
            }
        }
        Ok(one)
    }

    /// Those of these meetings that have a record of their own, and one of somebody else's.
    async fn held_twice(&self, wanted: &[Wanted]) -> Result<Vec<Twice>, Halt> {
        let own = |number: u64| self.host.own("meeting", number);
        let apart = |w: &&Wanted| !self.apart.contains(&w.number);
        let held = self.meetings_held(wanted.iter().map(|w| own(w.number)).collect()).await?;
        let wanted = wanted.iter().filter(apart).filter(|w| held.contains(&own(w.number)));
        let wanted: Vec<Wanted> = wanted.cloned().collect();
        let found = partners(self.db, self.host, &wanted).await?;
        Ok(found.into_iter().map(|(number, other)| Twice { number, own: own(number), other }).collect())
    }

    /// Says that a meeting stays held twice, and why.
    pub(super) fn stays_doubled(&mut self, Twice { number, own, other }: &Twice, why: &dyn Display) {
        self.apart.insert(*number);
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
