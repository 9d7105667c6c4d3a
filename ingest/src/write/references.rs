//! That what records point to exists: looked up chunk by chunk, and once more at the end for what was still missing.

use std::collections::hash_map::{Entry, HashMap};
use std::collections::{BTreeMap, HashSet};
use std::mem;

use entities::{RECORDS, Table};
use sea_orm::DbErr;
use uuid::Uuid;

use super::TOLD;
use super::pointers::{Pointers, Targets};
use super::recent::Recent;
use super::seen::Seen;
use super::session::{Bind, Session};
use crate::error::Fault;
use crate::near::did_you_mean;
use crate::record::{Record, about};

/// Records remembered to exist, at least.
const KNOWN: usize = 100_000;
/// Ids asked for in one statement.
const ASKED: usize = 1_000;
/// Missing records that are looked up again before the end of the load.
const MISSING: usize = 100_000;
/// Slugs of one table compared with a misspelt key.
const SLUGS: u32 = 100_000;

type Wanted = HashMap<(Targets, Uuid), Referrer>;

pub(super) struct References {
    pointers: HashMap<&'static str, Pointers>,
    known: Recent<(usize, Uuid)>,
    /// Of the present chunk.
    wanted: Wanted,
    /// Not found when their chunk was written.
    missing: Wanted,
    /// How many may be missing before they are looked up again.
    patience: usize,
}

/// The first record that points to something.
struct Referrer {
    fault: Fault,
    /// What a dataset calls the record pointed to.
    key: Option<String>,
    /// How many more records point to the same.
    others: u64,
}

impl References {
    pub fn new() -> Self {
        Self {
            pointers: HashMap::new(),
            known: Recent::new(KNOWN),
            wanted: HashMap::new(),
            missing: HashMap::new(),
            patience: MISSING,
        }
    }

    /// Notes that the record is being written, and all that it points to.
    pub fn note(&mut self, record: &Record) {
        let Self { pointers, known, wanted, missing, .. } = self;
        let pointers = pointers.entry(record.table.name).or_insert_with(|| Pointers::new(record.table));
        pointers.each(record, |targets, id, part| {
            if targets.tables().any(|(place, _)| known.has(&(place, id))) {
                return;
            }
            if let Some(referrer) = missing.get_mut(&(targets, id)) {
                referrer.others += 1;
                return;
            }
            match wanted.entry((targets, id)) {
                Entry::Occupied(mut entry) => entry.get_mut().others += 1,
                Entry::Vacant(entry) => {
                    entry.insert(Referrer::new(record, part.field(record.table), id));
                }
            }
        });
        known.put((pointers.place, record.id));
    }

    /// Looks up what the records of a chunk point to, once they are written.
    pub async fn look_up(&mut self, session: &mut Session) -> Result<(), DbErr> {
        let wanted = mem::take(&mut self.wanted);
        let missing = self.not_there(session, wanted).await?;
        self.missing.extend(missing);
        if self.missing.len() > self.patience {
            let missing = mem::take(&mut self.missing);
            self.missing = self.not_there(session, missing).await?;
            self.patience = MISSING.max(self.missing.len() * 2);
        }
        Ok(())
    }

    /// At the end of a load: what records point to and is still not there, in sentences.
    pub async fn dangling(&mut self, session: &mut Session, seen: &Seen) -> Result<Vec<Fault>, DbErr> {
        let missing = mem::take(&mut self.missing);
        let missing = self.not_there(session, missing).await?;
        let mut missing: Vec<_> = missing.into_iter().collect();
        missing.sort_by(|(_, a), (_, b)| (&a.fault.place, &a.fault.record).cmp(&(&b.fault.place, &b.fault.record)));
        missing.truncate(TOLD);
        let mut slugs = BTreeMap::new();
        let mut faults = Vec::with_capacity(missing.len());
        for ((targets, id), referrer) in missing {
            faults.push(referrer.tell(session, seen, &mut slugs, targets, id).await?);
        }
        Ok(faults)
    }

    async fn not_there(&mut self, session: &mut Session, mut wanted: Wanted) -> Result<Wanted, DbErr> {
        for (place, table) in RECORDS.iter().enumerate() {
            let ids: Vec<Uuid> = wanted.keys().filter(|(t, _)| t.has(place)).map(|(_, id)| *id).collect();
            let mut there = HashSet::with_capacity(ids.len());
            for ids in ids.chunks(ASKED) {
                let sql = format!("SELECT \"id\" FROM \"{}\" WHERE \"id\" {}", table.name, session.among_ids(1));
                let rows: Vec<(Uuid,)> = session.rows(sql, vec![Bind::Uuids(ids.to_vec())]).await?;
                there.extend(rows.into_iter().map(|(id,)| id));
            }
            if !there.is_empty() {
                wanted.retain(|(targets, id), _| !targets.has(place) || !there.contains(id));
                there.into_iter().for_each(|id| self.known.put((place, id)));
            }
        }
        Ok(wanted)
    }
}

impl Referrer {
    fn new(record: &Record, field: String, id: Uuid) -> Self {
        let mut fault = about(record.table, record.id, record.origin.as_deref(), String::new());
        fault.field = Some(field);
        let mut key = None;
        if let Some(origin) = &record.origin
            && let Some(name) = origin.names.iter().find(|name| name.id == id)
        {
            fault.place = Some((origin.file.clone(), name.line));
            key = Some(name.key.clone());
        }
        Self { fault, key, others: 0 }
    }

    async fn tell(
        self,
        session: &mut Session,
        seen: &Seen,
        slugs: &mut BTreeMap<&'static str, Vec<String>>,
        targets: Targets,
        id: Uuid,
    ) -> Result<Fault, DbErr> {
        let tables: Vec<&str> = targets.tables().map(|(_, t)| t.name).collect();
        let others = if self.others > 0 { format!(" ({} more point to it)", self.others) } else { String::new() };
        let mut problem = format!("there is no {} {id}{others}", tables.join(" or "));
        if tables.is_empty() {
            problem = "records of this table have no such link".into();
        } else if let Some(key) = &self.key {
            let mut near = String::new();
            for (_, table) in targets.tables() {
                if !slugs.contains_key(table.name) {
                    slugs.insert(table.name, slugs_of(session, table).await?);
                }
                let held = slugs.get(table.name).into_iter().flatten().map(String::as_str);
                near = did_you_mean(key, seen.keys(table.name).chain(held));
            }
            problem = format!("there is no {} `{key}`{others}{near}", tables.join(" or "));
        }
        Ok(Fault { problem, ..self.fault })
    }
}

async fn slugs_of(session: &mut Session, table: &'static Table) -> Result<Vec<String>, DbErr> {
    if table.column("slug").is_none() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT \"slug\" FROM \"{}\" LIMIT {SLUGS}", table.name);
    let rows: Vec<(String,)> = session.rows(sql, Vec::new()).await?;
    Ok(rows.into_iter().map(|(slug,)| slug).collect())
}
