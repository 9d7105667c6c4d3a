//! Looks through texts for names: all of a council when its names changed, else only those that changed themselves.

use std::collections::{BTreeSet, HashMap, HashSet};

use ingest::cited::citations_of;
use ingest::record::Entry;
use ingest::write::{Load, write};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement, Value};
use uuid::Uuid;

use super::find::{Place, mentions};
use super::keep::{held, records};
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use crate::log;
use crate::seen::{NOBODYS, Seen};
use crate::text::read::{BATCH, PAPERS, Papers, Text, Which, texts, within};

/// Changes written together.
const TOGETHER: usize = 20_000;
/// Meetings whose people are remembered.
const MEETINGS: usize = 20_000;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// Records whose texts were looked through.
    pub read: u64,
    /// Mentions found in them.
    pub found: u64,
    /// Of these, those that can mean several records.
    pub ambiguous: u64,
    /// Mentions that were new or different, and those that are no longer there.
    pub written: u64,
    pub removed: u64,
}

/// Looks through what has to be looked through: all texts of councils whose names changed, and those that changed themselves.
pub async fn run(db: &DatabaseConnection, seen: &Seen, mut changed: log::Changed) -> Result<Linked, Error> {
    let gazetteer = &seen.gazetteer;
    let any = held_at_all(db).await?;
    let mut runner = Runner { db, gazetteer, any, present: HashMap::new(), ready: Vec::new(), done: Linked::default() };
    let meetings = runner.whole(&seen.stale, &mut changed).await?;
    runner.changed(&changed, &seen.stale, &meetings).await?;
    runner.write().await?;
    Ok(runner.done)
}

/// Whether any mention is held.
async fn held_at_all(db: &DatabaseConnection) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM mention LIMIT 1";
    Ok(db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?.is_some())
}

/// Meetings whose papers mention somebody of whom no attendance is held there, or no longer: which attendances went is not
/// known from the change log, but whoever was left out or named for being there is among these.
async fn left(db: &DatabaseConnection) -> Result<BTreeSet<Uuid>, DbErr> {
    let absent = "NOT EXISTS (SELECT 1 FROM attendance t JOIN actor a ON a.record_id = t.id WHERE t.meeting_id = m.meeting_id \
                  AND a.person_id = ";
    let sql = format!(
        "SELECT m.meeting_id FROM mention m WHERE m.meeting_id IS NOT NULL AND m.person_id IS NOT NULL AND {absent}m.person_id) \
         UNION SELECT m.meeting_id FROM mention m JOIN link l ON l.from_id = m.id AND l.role = 'CANDIDATE' JOIN person p ON p.id \
         = l.to_id WHERE m.meeting_id IS NOT NULL AND {absent}p.id)"
    );
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

struct Runner<'r> {
    db: &'r DatabaseConnection,
    gazetteer: &'r Gazetteer,
    /// Whether mentions are held already.
    any: bool,
    /// Who was at a meeting.
    present: HashMap<Uuid, HashSet<Uuid>>,
    ready: Vec<Entry>,
    done: Linked,
}

impl Runner<'_> {
    /// All texts of these councils, and those of others that name one of them: they need not be looked through again for
    /// having changed. Gives the meetings of these councils.
    async fn whole(&mut self, councils: &BTreeSet<Uuid>, changed: &mut log::Changed) -> Result<HashSet<Uuid>, Error> {
        let called = self.gazetteer.called(councils);
        let mut meetings = HashSet::new();
        for papers in PAPERS.iter().filter(|_| !councils.is_empty()) {
            let mut after = Uuid::nil();
            while let (batch, Some(last)) = texts(self.db, papers, &Which::After(after)).await? {
                after = last;
                let of_these = |text: &Text| councils.contains(&text.council.unwrap_or(NOBODYS));
                if papers.table == "meeting" {
                    meetings.extend(batch.iter().filter(|text| of_these(text)).map(|text| text.id));
                }
                let wanted = |text: &Text| of_these(text) || text.fields.iter().any(|(_, text)| called.stand_in(text));
                let wanted: Vec<Text> = batch.into_iter().filter(wanted).collect();
                if let Some(changed) = changed.get_mut(papers.table) {
                    wanted.iter().for_each(|text| {
                        changed.remove(&text.id);
                    });
                }
                self.look_through(papers, wanted).await?;
            }
        }
        Ok(meetings)
    }

    /// The texts that changed, or whose meeting did, but for those of councils that were looked through as a whole.
    async fn changed(
        &mut self,
        changed: &log::Changed,
        besides: &BTreeSet<Uuid>,
        done: &HashSet<Uuid>,
    ) -> Result<(), Error> {
        let of = |table: &str| changed.get(table).cloned().unwrap_or_default();
        let mut meetings = of("meeting");
        let came = of("attendance");
        if log::follow(self.db, ("attendance", "id"), "id", &came).await?.len() < came.len() {
            meetings.extend(left(self.db).await?);
        }
        let of_people = log::follow(self.db, ("actor", "record_id"), "person_id", &of("person")).await?;
        let attendances = came.union(&of_people).copied().collect();
        meetings.extend(log::follow(self.db, ("attendance", "meeting_id"), "id", &attendances).await?);
        meetings.retain(|meeting| !done.contains(meeting));
        let holders: BTreeSet<Uuid> = meetings.iter().copied().chain(of("agenda_item")).collect();
        let papers_of = log::follow(self.db, ("link", "to_id"), "role = 'DOCUMENT' AND from_id", &holders).await?;
        let meetings: Vec<Uuid> = meetings.into_iter().collect();
        let mut documents = BTreeSet::new();
        for papers in PAPERS {
            let mut seen = BTreeSet::new();
            for some in meetings.chunks(BATCH) {
                let (batch, _) = texts(self.db, papers, &Which::OfMeetings(some)).await?;
                self.some(papers, batch, besides, &mut seen).await?;
            }
            let mut ids = of(papers.table);
            if papers.table == "document" {
                ids.extend(papers_of.iter().copied());
            }
            if papers.within.is_some() {
                ids.extend(log::follow(self.db, (papers.table, "id"), "document_id", &documents).await?);
            }
            let ids: Vec<Uuid> = ids.into_iter().filter(|id| !seen.contains(id)).collect();
            for some in ids.chunks(BATCH) {
                let (batch, _) = texts(self.db, papers, &Which::These(some)).await?;
                self.some(papers, batch, besides, &mut seen).await?;
            }
            if papers.table == "document" {
                documents = seen;
            }
        }
        Ok(())
    }

    async fn some(
        &mut self,
        papers: &'static Papers,
        batch: Vec<Text>,
        besides: &BTreeSet<Uuid>,
        seen: &mut BTreeSet<Uuid>,
    ) -> Result<(), Error> {
        let wanted = batch.into_iter().filter(|text| !besides.contains(&text.council.unwrap_or(NOBODYS)));
        let wanted: Vec<Text> = wanted.filter(|text| seen.insert(text.id)).collect();
        for some in wanted.chunks(BATCH) {
            self.look_through(papers, some.to_vec()).await?;
        }
        Ok(())
    }

    async fn look_through(&mut self, papers: &'static Papers, batch: Vec<Text>) -> Result<(), Error> {
        if batch.is_empty() {
            return Ok(());
        }
        self.meet(&batch).await?;
        let ids: Vec<Uuid> = batch.iter().map(|text| text.id).collect();
        let mut held = if self.any { held(self.db, papers, &ids).await? } else { HashMap::new() };
        let mut found = Vec::with_capacity(batch.len());
        for text in batch {
            let mentions =
                mentions(self.gazetteer, &self.place(&text), text.fields.iter().map(|(_, text)| text.as_str()));
            found.push((text, mentions));
        }
        let with = found.iter().filter(|(_, mentions)| mentions.iter().any(|m| !m.is_empty()));
        let citations = citations_of(self.db, with.filter_map(|(text, _)| text.provenance)).await?;
        for (text, mentions) in found {
            self.done.read += 1;
            let all = mentions.iter().flatten();
            self.done.ambiguous += all.clone().filter(|m| m.decided.means.len() > 1).count() as u64;
            self.done.found += all.count() as u64;
            let cited = text.provenance.and_then(|set| citations.get(&set)).map_or(&[][..], Vec::as_slice);
            let (records, removals) = records(&text, mentions, held.remove(&text.id).unwrap_or_default(), cited);
            self.ready.extend(records.into_iter().map(Entry::from));
            self.ready.extend(removals.into_iter().map(Entry::from));
        }
        if self.ready.len() >= TOGETHER { self.write().await } else { Ok(()) }
    }

    /// Remembers who was at the meetings of these texts.
    async fn meet(&mut self, batch: &[Text]) -> Result<(), DbErr> {
        if self.present.len() > MEETINGS {
            self.present.clear();
        }
        let mut new: Vec<Uuid> = batch.iter().filter_map(|text| text.meeting).collect();
        new.sort_unstable();
        new.dedup();
        new.retain(|meeting| !self.present.contains_key(meeting));
        if new.is_empty() {
            return Ok(());
        }
        self.present.extend(new.iter().map(|meeting| (*meeting, HashSet::new())));
        let backend = self.db.get_database_backend();
        let sql = format!(
            "SELECT t.meeting_id, a.person_id FROM attendance t JOIN actor a ON a.record_id = t.id WHERE a.person_id IS NOT \
             NULL AND t.meeting_id {}",
            within(backend, new.len())
        );
        let values: Vec<Value> = new.into_iter().map(Value::from).collect();
        for row in self.db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await? {
            self.present.entry(row.try_get_by_index(0)?).or_default().insert(row.try_get_by_index(1)?);
        }
        Ok(())
    }

    fn place(&self, text: &Text) -> Place {
        let present = text.meeting.and_then(|meeting| self.present.get(&meeting)).cloned().unwrap_or_default();
        let guests = present.iter().flat_map(|id| self.gazetteer.person(*id));
        let guests = guests.filter(|name| name.council.is_none() || name.council != text.council).cloned().collect();
        Place { council: text.council, date: text.date.clone(), present, guests }
    }

    async fn write(&mut self) -> Result<(), Error> {
        let ready = std::mem::take(&mut self.ready);
        if ready.is_empty() {
            return Ok(());
        }
        let load = Load { title: log::NAMES.into(), dry_run: false };
        let counts = write(self.db, load, ready.into_iter().map(Ok), &mut |_| {}).await?.all();
        self.done.written += counts.created + counts.updated;
        self.done.removed += counts.deleted;
        Ok(())
    }
}
