//! One reading of an installation: its boards, its roster and the meetings of a time, by its web service first and by its
//! pages as an addition. What is read is written as it comes; a reading that was cut short is taken up by the next one.

mod ahead;
mod ask;
mod coverage;
mod decisions;
mod documents;
mod doubled;
mod gone;
mod lists;
mod pages;
mod papers;
mod plans;
mod reading;
mod status;
mod threads;
mod trouble;
mod watch;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{DatabaseConnection, DbErr};
use tokio::sync::watch::Receiver;
use uuid::Uuid;

use super::map::{Board, Held, Host};
use crate::error::Error;
use crate::fetch::Fetcher;
use crate::record::Entry;
use crate::write::{self, Change, Checkpoints, Counts, Load, Summary};
use ask::Asker;
use pages::Pages;
use papers::{Pending, Waiting};
use reading::{Answered, Before, Reading};

pub use status::{Status, status};
pub use trouble::Trouble;
pub use watch::{Event, Watch};

/// Days before today that are asked for when nothing else is said.
const BACK: u64 = 365;
/// Days after today.
const AHEAD: u64 = 365;
/// Days before the last reading that are asked for again.
const OVERLAP: u64 = 90;

/// What to read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day of the reading, in London.
    pub today: NaiveDate,
    /// First day of the meetings; a year ago if none.
    pub from: Option<NaiveDate>,
    /// Last day of the meetings; a year ahead if none.
    pub to: Option<NaiveDate>,
    /// Begin 90 days before the last reading.
    pub since_last: bool,
    /// Read pages too, where they may be read.
    pub pages: bool,
    /// Read also what is held complete.
    pub again: bool,
    /// Read everything and write nothing.
    pub dry_run: bool,
}

/// How a reading went.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// A word of [`entities::reading::OUTCOME`].
    pub outcome: String,
    /// Calls made.
    pub calls: u64,
    /// Meetings that the source lists.
    pub listed: u64,
    /// Records written, changed, taken away.
    pub created: u64,
    pub updated: u64,
    pub deleted: u64,
    /// Answers that were the same as before.
    pub unchanged: u64,
    /// Meetings passed over.
    pub skipped: u64,
    /// Answers that could not be read.
    pub failed: u64,
    /// Why, in sentences: the first 20.
    pub failures: Vec<String>,
    /// Meetings of other times to which issues lead, and which are left for the next reading.
    pub threads_left: u64,
    /// Editions of forward plans that are left for the next reading, whole or in part.
    pub plans_left: u64,
    /// Why pages were not read.
    pub pages_blocked: Option<String>,
    /// What was odd in answers that could be read all the same.
    pub notes: Vec<String>,
    /// Characters that XML forbids, taken out of answers.
    pub illegal_characters: u64,
    /// Sentences of minutes that no rule can read for sure, and of which nothing was taken.
    pub ambiguous: u64,
    /// E-mail addresses and telephone numbers of nobody public, taken out of texts.
    pub private: u64,
    /// Of a dry run: what would change, at most 200 records.
    pub changes: Vec<Change>,
}

/// Why a reading ends early.
#[derive(Debug, thiserror::Error)]
pub enum Halt {
    #[error(transparent)]
    Trouble(#[from] Trouble),
    #[error(transparent)]
    Write(#[from] Error),
}

impl From<DbErr> for Halt {
    fn from(error: DbErr) -> Self {
        Halt::Write(error.into())
    }
}

/// A reading under way.
struct Run<'a> {
    db: &'a DatabaseConnection,
    writer: &'a DatabaseConnection,
    host: &'a Host,
    options: &'a Options,
    ask: Asker,
    watch: &'a mut (dyn Watch + Send),
    reading: Reading,
    held: Held,
    answers: HashMap<String, Answered>,
    boards: HashMap<u64, Board>,
    may_read_pages: bool,
    pages: Pages,
    /// How many meetings a board has on a day.
    on_day: HashMap<(u64, NaiveDate), usize>,
    /// Meetings of which others have a record, too, beside its own.
    doubled: HashSet<u64>,
    /// Those of them that cannot be made one.
    apart: HashSet<u64>,
    waiting: Waiting,
    checkpoints: Checkpoints,
    /// What is being written while the next meetings are read.
    pending: Option<Pending>,
    /// Of a dry run: all that would be written.
    trial: Option<Vec<Entry>>,
    done: u64,
    listed: u64,
    ambiguous: u64,
    private: u64,
    threads_left: u64,
    plans_left: u64,
}

/// Reads an installation until all is read, `stop` holds true, or it keeps programs out. What is in the way of the reading
/// as a whole stands in the report; an error is one of the database. All is written through `writer`, and asked through the
/// other connection: SQLite forgets its pages when another connection writes.
pub async fn read(
    (db, writer): (&DatabaseConnection, &DatabaseConnection),
    host: &Host,
    fetcher: Fetcher,
    options: &Options,
    stop: Receiver<bool>,
    watch: &mut (dyn Watch + Send),
) -> Result<Report, Error> {
    let before = Before::of(db, host.source).await?;
    if let Some(why) = &before.blocked {
        let said: Vec<String> = serde_json::from_str(why).unwrap_or_default();
        let why = format!("it kept programs out today, and is not asked again before tomorrow: {}", said.join("; "));
        return Ok(Report { outcome: "BLOCKED".into(), failed: 1, failures: vec![why], ..Report::default() });
    }
    let (from, to) = window(options, before.last);
    let days = (Some(from), Some(to));
    let mut reading = match options.dry_run {
        true => Reading::trial(host.source, days),
        false => Reading::begin(writer, host.source, days, &before).await?,
    };
    reading.row.pages_blocked = before.pages_blocked.clone();
    let councils = host.councils.iter().map(|council| council.name.clone()).collect();
    watch.see(Event::Begun { base: host.base.clone(), councils, resumed: reading.resumed });
    let mut run = Run {
        db,
        writer,
        host,
        options,
        ask: Asker::new(fetcher, stop),
        watch,
        held: Held::read(db, host).await?,
        answers: reading::answers(db, host.source).await?,
        boards: HashMap::new(),
        may_read_pages: options.pages && before.pages_blocked.is_none(),
        pages: Pages::default(),
        on_day: HashMap::new(),
        doubled: HashSet::new(),
        apart: HashSet::new(),
        waiting: Waiting::default(),
        checkpoints: Checkpoints::new(db),
        pending: None,
        trial: options.dry_run.then(Vec::new),
        reading,
        done: 0,
        listed: 0,
        ambiguous: 0,
        private: 0,
        threads_left: 0,
        plans_left: 0,
    };
    let ended = run.all(from, to).await;
    run.end(ended).await
}

/// Writes what was read of an installation, in one load.
async fn put(db: &DatabaseConnection, name: &str, entries: Vec<Entry>) -> Result<Counts, Error> {
    let load = Load { title: format!("ModernGov: {name}"), dry_run: false };
    let summary = write::write(db, load, entries.into_iter().map(Ok::<_, Error>), &mut |_| ()).await?;
    Ok(summary.all())
}

/// What is left of all the sets of a reading: what one set takes away may be given by another.
fn settled(mut entries: Vec<Entry>) -> Vec<Entry> {
    let given = entries.iter().filter_map(|entry| match entry {
        Entry::Record(record) => Some(record.id),
        _ => None,
    });
    let given: HashSet<Uuid> = given.collect();
    entries.retain(|entry| match entry {
        Entry::Record(_) => true,
        Entry::Removal(removal) => !given.contains(&removal.id),
        Entry::Withdrawal(withdrawal) => !given.contains(&withdrawal.id),
    });
    entries
}

/// The first and the last day of the meetings to read.
fn window(options: &Options, last: Option<NaiveDate>) -> (NaiveDate, NaiveDate) {
    let since = last.filter(|_| options.since_last).map(|last| last - chrono::Days::new(OVERLAP));
    let from = options.from.or(since).unwrap_or(options.today - chrono::Days::new(BACK));
    let to = options.to.unwrap_or(options.today + chrono::Days::new(AHEAD));
    (from, to.max(from))
}

impl Run<'_> {
    async fn all(&mut self, from: NaiveDate, to: NaiveDate) -> Result<(), Halt> {
        self.boards().await?;
        self.people().await?;
        let listed = self.meetings(from, to).await?;
        self.listed = listed.meetings.len() as u64;
        let mut numbers: HashSet<u64> = HashSet::new();
        let each_once = listed.meetings.into_iter().filter(|meeting| numbers.insert(meeting.id)).collect();
        let worth = self.worth_reading(each_once).await?;
        self.watch.see(Event::Meetings { listed: self.listed, to_read: worth.len() as u64 });
        self.papers(worth).await?;
        self.decisions(from, to).await?;
        self.plans((from, to)).await?;
        let known = listed.whole.then_some((from, to));
        self.threads(&mut numbers, known).await?;
        if listed.whole && !self.ask.stopped() && self.trial.is_none() {
            self.meetings_gone(&numbers, (from, to)).await?;
        }
        if self.ask.stopped() { Err(Trouble::Stopped.into()) } else { Ok(()) }
    }

    /// Counts a failure and goes on, unless nothing more can come.
    async fn stumble(&mut self, trouble: Trouble) -> Result<(), Halt> {
        if trouble == Trouble::Stopped || trouble.blocked().is_some() {
            return Err(trouble.into());
        }
        let text = trouble.to_string();
        self.reading.fail(&text);
        self.watch.see(Event::Failed { text });
        Ok(())
    }

    /// Says something odd that does not stop the reading.
    fn note(&mut self, text: String) {
        self.ask.note_text(text.clone());
        self.watch.see(Event::Note { text });
    }

    /// Writes what was read from the one answer to a question. What is held alike is left alone, so that this can be done
    /// also if the answer is the same as before.
    async fn once(&mut self, question: &str, bytes: &[u8], entries: Vec<Entry>) -> Result<(), Halt> {
        let hash = reading::hash(bytes);
        if self.answers.get(question).is_some_and(|a| a.hash == hash) {
            self.reading.row.unchanged += 1;
        }
        self.write(entries).await?;
        if self.trial.is_none() {
            let answered = Answered { hash, reading: self.reading.row.id, said: None };
            reading::keep(self.writer, self.host.source, &[(question.to_string(), answered)]).await?;
        }
        Ok(())
    }

    async fn write(&mut self, entries: Vec<Entry>) -> Result<(), Halt> {
        if entries.is_empty() {
            return Ok(());
        }
        if let Some(trial) = &mut self.trial {
            trial.extend(entries);
            return Ok(());
        }
        let all = put(self.writer, &self.host.name, entries).await?;
        self.count(&all);
        Ok(())
    }

    /// Counts what was written.
    fn count(&mut self, all: &Counts) {
        let row = &mut self.reading.row;
        for (counted, more) in
            [(&mut row.created, all.created), (&mut row.updated, all.updated), (&mut row.deleted, all.deleted)]
        {
            *counted = counted.saturating_add(i32::try_from(more).unwrap_or(i32::MAX));
        }
        if all.created + all.updated + all.deleted > 0 {
            let (created, updated, deleted) = (all.created, all.updated, all.deleted);
            self.watch.see(Event::Written { created, updated, deleted });
        }
    }

    /// Ends the reading, however it went.
    async fn end(mut self, ended: Result<(), Halt>) -> Result<Report, Error> {
        let outcome = match ended {
            Ok(()) if self.reading.row.failed > 0 => "PARTLY_FAILED",
            Ok(()) => "COMPLETE",
            Err(Halt::Write(error)) => {
                self.reading.fail(&error);
                if self.trial.is_none() {
                    self.reading.keep(self.writer, Some("FAILED")).await?;
                }
                return Err(error);
            }
            Err(Halt::Trouble(Trouble::Stopped)) => "INTERRUPTED",
            Err(Halt::Trouble(trouble)) => {
                let blocked = trouble.blocked().is_some();
                self.reading.fail(&trouble);
                self.watch.see(Event::Failed { text: trouble.to_string() });
                if blocked { "BLOCKED" } else { "FAILED" }
            }
        };
        let mut summary = Summary::default();
        self.reading.called(self.ask.calls());
        if let Some(entries) = self.trial.take() {
            let load = Load { title: format!("ModernGov: {}", self.host.name), dry_run: true };
            let entries = settled(entries);
            summary = write::write(self.writer, load, entries.into_iter().map(Ok::<_, Error>), &mut |_| ()).await?;
            let all = summary.all();
            let count = |n: u64| i32::try_from(n).unwrap_or(i32::MAX);
            let row = &mut self.reading.row;
            (row.created, row.updated, row.deleted) = (count(all.created), count(all.updated), count(all.deleted));
        } else {
            let mut boards: Vec<_> = self.boards.values().map(|board| board.id).chain(self.held.boards()).collect();
            boards.sort_unstable();
            boards.dedup();
            if !boards.is_empty() {
                coverage::count(self.writer, self.host.source, &boards).await?;
            }
            self.reading.keep(self.writer, Some(outcome)).await?;
        }
        let row = &self.reading.row;
        let count = |n: i32| u64::try_from(n).unwrap_or_default();
        Ok(Report {
            outcome: outcome.into(),
            calls: self.ask.calls(),
            listed: self.listed,
            created: count(row.created),
            updated: count(row.updated),
            deleted: count(row.deleted),
            unchanged: count(row.unchanged),
            skipped: count(row.skipped),
            failed: count(row.failed),
            failures: self.reading.failures,
            threads_left: self.threads_left,
            plans_left: self.plans_left,
            pages_blocked: row.pages_blocked.clone(),
            notes: self.ask.notes,
            illegal_characters: self.ask.illegal_characters,
            ambiguous: self.ambiguous,
            private: self.private,
            changes: summary.changes,
        })
    }
}
