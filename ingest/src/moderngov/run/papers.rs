//! Meetings, one after another: read, looked up on pages, mapped and written in small sets, so that what was read stays
//! whatever comes.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use entities::meeting as table;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::super::Unexpected;
use super::super::map::{self, Batch, Board, Facts, Given, Held, Wanted};
use super::super::meeting::Meeting;
use super::super::meetings::ListedMeeting;
use super::ahead::Coming;
use super::doubled::Twice;
use super::reading::{self, Answered};
use super::trouble::Trouble;
use super::watch::Event;
use super::{Halt, Run};
use crate::write::Counts;

/// Meetings written together, at most.
const SET: usize = 40;
/// A set is written after this time even if it is not full.
const PATIENCE: Duration = Duration::from_secs(10);
/// Meetings of the last so many days are read again each time: minutes and decisions come late.
const LATELY: i64 = 90;
/// Pages of meetings of the last so many days are.
const PAGES_LATELY: i64 = 30;
/// Ids asked for in one statement.
const ASKED: usize = 500;

/// Stands for the hash of pages of which not all could be read: they are asked for again.
pub const PARTLY: i64 = 0;

/// A meeting that was read, and is to be written.
pub struct Ready {
    board: Board,
    listed: ListedMeeting,
    meeting: Meeting,
    facts: Facts,
    /// Whether it was read before, so that parts of it may be gone.
    again: bool,
    answered: Vec<(String, Answered)>,
}

/// What is waiting to be written.
#[derive(Default)]
pub struct Waiting {
    ready: Vec<Ready>,
    /// Answers that were the same as before.
    same: Vec<(String, Answered)>,
    since: Option<Instant>,
}

/// Meetings as they are mapped.
#[derive(Default)]
struct Set {
    batch: Batch,
    /// Those that were read before, so that parts of them may be gone.
    again: Vec<Uuid>,
    /// Those that others have a record of, which takes the place of its own.
    doubled: Vec<Twice>,
}

/// Meetings that are being written.
pub struct Pending {
    ready: Vec<Ready>,
    write: JoinHandle<Result<Counts, crate::Error>>,
}

impl Run<'_> {
    /// Reads and writes meetings.
    pub(super) async fn papers(&mut self, listed: Vec<ListedMeeting>) -> Result<(), Halt> {
        let mut listed = listed.into_iter();
        let mut here = self.next(&mut listed).await;
        while let Some(coming) = here {
            here = self.next(&mut listed).await;
            let listed = &coming.listed;
            let title = listed.committee_title.clone().unwrap_or_else(|| format!("meeting {}", listed.id));
            let read = self.paper(coming).await;
            self.done += 1;
            self.watch.see(Event::Meeting { done: self.done, title });
            if let Err(halt) = read {
                self.flush().await?;
                self.settle().await?;
                return Err(halt);
            }
            let late = self.waiting.since.is_some_and(|since| since.elapsed() > PATIENCE);
            if self.waiting.ready.len() >= SET || self.waiting.same.len() >= SET * 4 || late {
                self.flush().await?;
            }
        }
        self.flush().await?;
        self.settle().await?;
        Ok(())
    }

    /// Asks for the next meeting, unless the reading is to stop.
    async fn next(&mut self, listed: &mut impl Iterator<Item = ListedMeeting>) -> Option<Coming> {
        match listed.next() {
            Some(listed) if !self.ask.stopped() => Some(self.ask_for(listed).await),
            _ => None,
        }
    }

    /// Those of the meetings that need not be read: old ones whose minutes and pages are held, and those that a reading which
    /// was cut short has read already.
    pub(super) async fn worth_reading(&mut self, mut listed: Vec<ListedMeeting>) -> Result<Vec<ListedMeeting>, Halt> {
        self.count_days(&listed);
        self.find_doubled(&listed).await?;
        // Those numbered together have ids that lie together, and so have their parts: a set writes to few pages.
        listed.sort_by_key(|listed| listed.id);
        if self.options.again {
            return Ok(listed);
        }
        let minuted = self.minuted(&listed).await?;
        let lately = self.options.today - chrono::Days::new(LATELY.unsigned_abs());
        let mut worth = Vec::with_capacity(listed.len());
        for listed in listed {
            let answered = self.answers.get(&question(listed.id));
            let read = answered.is_some_and(|a| self.reading.resumed && a.reading == self.reading.row.id);
            let old = listed.date.is_some_and(|day| day < lately);
            let pages = !self.may_read_pages || self.pages_are_held(listed.id);
            let complete = old && pages && answered.is_some() && minuted.contains(&self.host.own("meeting", listed.id));
            if (read || complete) && !self.doubled.contains(&listed.id) {
                self.reading.row.skipped += 1;
            } else {
                worth.push(listed);
            }
        }
        Ok(worth)
    }

    /// Which of these meetings are held with their minutes.
    async fn minuted(&self, listed: &[ListedMeeting]) -> Result<HashSet<Uuid>, Halt> {
        let own: Vec<Uuid> = listed.iter().map(|listed| self.host.own("meeting", listed.id)).collect();
        let mut minuted = HashSet::new();
        for ids in own.chunks(ASKED) {
            let held: Vec<Uuid> = table::Entity::find()
                .select_only()
                .column(table::Column::Id)
                .filter(table::Column::Id.is_in(ids.iter().copied()))
                .filter(table::Column::MinutesPublished.eq(true))
                .into_tuple()
                .all(self.db)
                .await?;
            minuted.extend(held);
        }
        Ok(minuted)
    }

    /// Reads one meeting. What cannot be read is counted, and does not stop the others.
    async fn paper(&mut self, coming: Coming) -> Result<(), Halt> {
        let (listed, told) = self.told(coming).await?;
        let number = listed.id;
        let (meeting, hash) = match told {
            Ok(told) => told,
            Err(trouble) => return self.stumble(trouble).await,
        };
        if meeting.id != listed.id {
            let what = Unexpected::OtherRoot { wanted: "meeting", found: format!("meeting {}", meeting.id) };
            return self.stumble(Trouble::Unexpected { question: question(listed.id), what }).await;
        }
        let mut new_boards = Batch::default();
        let Some(board) = self.board_of(&listed, &mut new_boards) else {
            return self.left_out(format!("meeting {number} does not say which board met; it is left out"));
        };
        if meeting.date.or(listed.date).is_none() {
            return self.left_out(format!("meeting {number} has no day; it is left out"));
        }
        if !new_boards.is_empty() {
            self.settle().await?;
            self.write(new_boards.into_entries()).await?;
        }
        let before = self.answers.get(&question(listed.id)).map(|a| a.hash);
        let (facts, known) = self.facts(&listed, &meeting, before == Some(hash)).await;
        let answer = |hash: i64, said| Answered { hash, reading: self.reading.row.id, said };
        let mut answered = vec![(question(listed.id), answer(hash, None))];
        if let Some((hash, said)) = facts.1 {
            answered.push((pages_question(listed.id), answer(hash, Some(said))));
        }
        self.waiting.since.get_or_insert_with(Instant::now);
        if before == Some(hash) && facts.0 == known && !self.options.again && !self.doubled.contains(&listed.id) {
            self.reading.row.unchanged += 1;
            self.waiting.same.extend(answered);
        } else {
            let again = before.is_some();
            self.waiting.ready.push(Ready { board, listed, meeting, facts: facts.0, again, answered });
        }
        Ok(())
    }

    /// Counts a meeting that cannot be placed.
    fn left_out(&mut self, text: String) -> Result<(), Halt> {
        self.reading.fail(&text);
        self.watch.see(Event::Failed { text });
        Ok(())
    }

    /// What pages say of a meeting, with its hash and JSON if pages were read now; and what they said before.
    async fn facts(
        &mut self,
        listed: &ListedMeeting,
        meeting: &Meeting,
        same: bool,
    ) -> ((Facts, Option<(i64, String)>), Facts) {
        let held = self.answers.get(&pages_question(listed.id)).and_then(|a| a.said.as_deref());
        let known: Facts = held.and_then(|said| serde_json::from_str(said).ok()).unwrap_or_default();
        let whole = self.pages_are_held(listed.id);
        let recent = self.options.today - chrono::Days::new(PAGES_LATELY.unsigned_abs());
        let lately = listed.date.is_some_and(|day| day >= recent && day <= self.options.today);
        if !self.may_read_pages || (same && whole && !lately) {
            return ((known.clone(), None), known);
        }
        let failed = self.pages.failed;
        let facts = self.pages_of(listed, meeting, known.clone()).await;
        let said = serde_json::to_string(&facts).unwrap_or_default();
        let whole = self.may_read_pages && !self.ask.stopped() && self.pages.failed == failed;
        let hash = if whole { reading::hash(said.as_bytes()) } else { PARTLY };
        ((facts, Some((hash, said))), known)
    }

    /// Whether the pages of a meeting were read, all of them.
    fn pages_are_held(&self, meeting: u64) -> bool {
        self.answers.get(&pages_question(meeting)).is_some_and(|answered| answered.hash != PARTLY)
    }

    /// Maps what is waiting and begins to write it: the next meetings are read meanwhile.
    pub(super) async fn flush(&mut self) -> Result<(), Halt> {
        let Waiting { ready, same, .. } = std::mem::take(&mut self.waiting);
        let mut set = self.set(&ready).await?;
        if !self.settle().await? {
            // What was mapped may point to what could not be written.
            set = self.set(&ready).await?;
        }
        // Only now: a part may have moved to a meeting of the last set.
        let batch = self.swept(set).await?;
        self.ambiguous += batch.ambiguous;
        self.private += batch.private;
        let entries = batch.into_entries();
        // All that must be kept is kept before the next load begins: the database takes one writer at a time.
        self.answered(same).await?;
        if self.trial.is_some() {
            self.write(entries).await?;
            return self.answered(ready.into_iter().flat_map(|r| r.answered).collect()).await;
        }
        self.reading.called(self.ask.calls());
        self.reading.keep(self.writer, None).await?;
        if ready.is_empty() {
            return Ok(());
        }
        let (writer, name, source) = (self.writer.clone(), self.host.name.clone(), self.host.source);
        let answered: Vec<_> = ready.iter().flat_map(|r| r.answered.clone()).collect();
        let write = tokio::spawn(async move {
            let counts = super::put(&writer, &name, entries).await?;
            reading::keep(&writer, source, &answered).await?;
            Ok(counts)
        });
        self.pending = Some(Pending { ready, write });
        Ok(())
    }

    /// Waits until what is being written is kept. If one of the meetings cannot be written, the others can: false then.
    pub(super) async fn settle(&mut self) -> Result<bool, Halt> {
        let Some(Pending { ready, write }) = self.pending.take() else { return Ok(true) };
        let written = write.await.unwrap_or_else(|broken| Err(DbErr::Custom(broken.to_string()).into()));
        match written {
            Ok(all) => {
                self.checkpoints.loaded();
                self.count(&all);
                self.answers.extend(ready.into_iter().flat_map(|r| r.answered));
                Ok(true)
            }
            Err(error) if error.is_callers() => {
                self.look_again().await?;
                for one in ready {
                    self.alone(one).await?;
                }
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Reads anew what is held: of what failed, nothing is.
    async fn look_again(&mut self) -> Result<(), Halt> {
        self.held = Held::read(self.db, self.host).await?;
        Ok(())
    }

    /// Writes a meeting by itself; one that cannot be made one with what others wrote of it, beside it.
    async fn alone(&mut self, one: Ready) -> Result<(), Halt> {
        loop {
            let set = self.set(std::slice::from_ref(&one)).await?;
            let doubled = set.doubled.clone();
            let batch = self.swept(set).await?;
            match (self.write(batch.into_entries()).await, doubled.as_slice()) {
                (Err(Halt::Write(error)), [twice]) if error.is_callers() => {
                    self.stays_doubled(twice, &error);
                    self.look_again().await?;
                }
                (Err(Halt::Write(error)), _) if error.is_callers() => {
                    self.unwritable(&one, &error);
                    return self.look_again().await;
                }
                (other, _) => {
                    other?;
                    return self.answered(one.answered).await;
                }
            }
        }
    }

    fn unwritable(&mut self, one: &Ready, error: &crate::Error) {
        let text = format!("meeting {} cannot be written: {error}", one.listed.id);
        self.reading.fail(&text);
        self.watch.see(Event::Failed { text });
    }

    /// The records of meetings.
    async fn set(&mut self, ready: &[Ready]) -> Result<Set, Halt> {
        let wanted = ready.iter().filter_map(|r| self.wanted(&r.listed, r.meeting.date, r.board.id));
        let mut wanted: Vec<Wanted> = wanted.collect();
        let doubled = self.made_one(&wanted).await?;
        wanted.retain(|w| !self.apart.contains(&w.number));
        let mut priors = map::priors(self.db, self.host, &wanted).await?;
        let mut set = Set { doubled, ..Set::default() };
        for r in ready {
            let mut prior = priors.remove(&r.listed.id).unwrap_or_default();
            prior.keep(&r.meeting.items.iter().map(|item| self.host.identifier("item", item.id).value).collect());
            let given =
                Given { board: &r.board, listed: &r.listed, meeting: &r.meeting, facts: &r.facts, prior: &prior };
            map::meeting(self.host, &mut self.held, &given, &mut set.batch);
            if r.again {
                set.again.push(prior.meeting.unwrap_or_else(|| self.host.own("meeting", r.listed.id)));
            }
        }
        Ok(set)
    }

    /// The records of a set, with the removals of what is gone of its meetings.
    async fn swept(&self, mut set: Set) -> Result<Batch, Halt> {
        let own: Vec<Uuid> = set.doubled.iter().map(|twice| twice.own).collect();
        set.again.extend(&own);
        self.parts_gone(&set.again, &mut set.batch).await?;
        own.into_iter().for_each(|id| set.batch.remove(&table::TABLE, id));
        Ok(set.batch)
    }

    /// Keeps what was answered, now that it is written.
    async fn answered(&mut self, answered: Vec<(String, Answered)>) -> Result<(), Halt> {
        if self.trial.is_none() {
            reading::keep(self.writer, self.host.source, &answered).await?;
        }
        self.answers.extend(answered);
        Ok(())
    }
}

/// Under what an answer of the web service is kept.
pub fn question(meeting: u64) -> String {
    format!("GetMeeting {meeting}")
}

/// Under what is kept what the pages of a meeting say.
pub fn pages_question(meeting: u64) -> String {
    format!("pages {meeting}")
}
