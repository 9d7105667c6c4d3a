//! Some thousand records at a time: what is new, what is different, what is gone.

use std::collections::HashMap;

use entities::{Table, merge};
use sea_orm::{DbErr, RuntimeErr, Value};
use uuid::Uuid;

use super::Writer;
use super::parts::{Parts, delete};
use super::prepare::{Given, Ready};
use super::session::Bind;
use super::shape::Shape;
use super::summary::Counts;
use crate::error::{Error, Fault};
use crate::record::{Origin, Record, Removal, Withdrawal, about, in_words};

/// A record that is new or different.
struct Different {
    given: Given,
    /// When it was first written: now, or what the row says that it replaces.
    created_at: i64,
    /// Whether it replaces a row.
    replaces: bool,
}

/// The records and removals of one table.
struct Group {
    table: &'static Table,
    records: Vec<Given>,
    removals: Vec<Removal>,
    withdrawn: Vec<Withdrawal>,
}

impl Writer {
    pub(super) async fn chunk(&mut self, ready: Vec<Ready>) -> Result<(), Error> {
        let mut parts = Parts::default();
        for Group { table, mut records, removals, withdrawn } in group(ready) {
            self.remove(table, removals, &mut parts).await?;
            let withdrawn = self.taken_back(table, withdrawn).await?;
            records.extend(self.withdrawn(table, withdrawn).await?);
            self.put(table, records, &mut parts).await?;
        }
        self.flush(parts).await
    }

    /// Writes what was gathered, and looks up what was pointed to.
    pub(super) async fn flush(&mut self, parts: Parts) -> Result<(), Error> {
        parts.insert(&mut self.session, &self.shapes).await.map_err(explained)?;
        Ok(self.references.look_up(&mut self.session).await?)
    }

    async fn remove(&mut self, table: &'static Table, removals: Vec<Removal>, parts: &mut Parts) -> Result<(), Error> {
        if removals.is_empty() {
            return Ok(());
        }
        self.keeps_merges(table, &removals)?;
        let among = self.session.among_ids(1);
        let sql = format!("SELECT \"id\", \"updated_at\" FROM \"{}\" WHERE \"id\" {among}", table.name);
        let ids = removals.iter().map(|r| r.id).collect();
        let there: Vec<(Uuid, i64)> = self.session.rows(sql, vec![Bind::Uuids(ids)]).await?;
        let there: HashMap<Uuid, i64> = there.into_iter().collect();
        let mut gone = Vec::with_capacity(there.len());
        for removal in removals {
            if let Some(origin) = &removal.origin {
                self.seen.first(table, removal.id, origin, None).map_err(conflict)?;
            }
            let counts = self.summary.of(table.name);
            counts.read += 1;
            match there.get(&removal.id) {
                Some(updated_at) if *updated_at == self.at => {
                    return Err(conflict(both(table, removal.id, removal.origin.as_deref())));
                }
                Some(_) if !self.removed.contains_key(&removal.id) => {
                    counts.deleted += 1;
                    gone.push(removal.id);
                }
                _ => counts.unchanged += 1,
            }
            self.removed.insert(removal.id, removal);
        }
        if gone.is_empty() {
            return Ok(());
        }
        if table.name == merge::TABLE.name {
            self.merges.removed();
        }
        delete(&mut self.session, table.name, &gone).await?;
        self.forget(&gone).await?;
        let load = self.load_id().await?;
        for id in gone {
            parts.log("DELETED", table.name, id, self.at, load);
            if let (Some(trial), Some(removal)) = (&mut self.trial, self.removed.get(&id)) {
                trial.note("DELETED", in_words(table, id, removal.origin.as_deref()));
            }
        }
        Ok(())
    }

    async fn put(&mut self, table: &'static Table, records: Vec<Given>, parts: &mut Parts) -> Result<(), Error> {
        let given = self.first_given(table, records)?;
        let given = self.taken_in(table, given).await?;
        let given = self.joined(table, given).await?;
        self.store(table, given, parts).await
    }

    /// Writes those records that the database does not hold as they are.
    pub(super) async fn store(
        &mut self,
        table: &'static Table,
        given: Vec<Given>,
        parts: &mut Parts,
    ) -> Result<(), Error> {
        let different = self.different(table, given).await?;
        if different.is_empty() {
            return Ok(());
        }
        let replaced: Vec<Uuid> = different.iter().filter(|d| d.replaces).map(|d| d.given.record.id).collect();
        if !replaced.is_empty() {
            delete(&mut self.session, table.name, &replaced).await?;
        }
        self.check_slugs(table, &different).await?;

        let load = self.load_id().await?;
        let shape = self.records.entry(table.name).or_insert_with(|| Shape::record(table));
        let mut cells = Vec::with_capacity(different.len() * shape.columns.len());
        for Different { given: Given { mut record, provenance, fingerprint }, created_at, replaces } in different {
            self.references.note(&record);
            if table.name == merge::TABLE.name && !self.merges.is_settling() {
                self.merges.written(record.id, record.origin.as_deref());
            }
            parts.log(if replaces { "UPDATED" } else { "CREATED" }, table.name, record.id, self.at, load);
            parts.take(&mut record);
            if let Some(provenance) = provenance
                && !self.sets.has(&provenance)
            {
                self.sets.put(provenance);
                parts.cite(provenance, record.citations);
            }
            cells.push(record.id.into());
            cells.extend(record.cells);
            cells.extend([record.state.into(), Value::Uuid(provenance)]);
            cells.extend([created_at, self.at, fingerprint].map(Value::from));
        }
        self.session.insert(shape, cells).await.map_err(explained)
    }

    /// Those records that the load gives for the first time.
    fn first_given(&mut self, table: &'static Table, records: Vec<Given>) -> Result<Vec<Given>, Error> {
        let mut firsts: Vec<Given> = Vec::with_capacity(records.len());
        let mut here: HashMap<Uuid, i64> = HashMap::with_capacity(records.len());
        for given in records {
            let (record, fingerprint) = (&given.record, given.fingerprint);
            let origin = record.origin.as_deref();
            if let Some(origin) = origin {
                self.seen.first(table, record.id, origin, Some(fingerprint)).map_err(conflict)?;
            }
            if self.removed.contains_key(&record.id) {
                return Err(conflict(both(table, record.id, origin)));
            }
            let counts = self.summary.of(table.name);
            counts.read += 1;
            match here.insert(record.id, fingerprint) {
                None => firsts.push(given),
                Some(earlier) if earlier == fingerprint => counts.unchanged += 1,
                Some(_) => return Err(conflict(twice(table, record.id, origin))),
            }
        }
        Ok(firsts)
    }

    /// Those records that the database does not hold as they are given.
    async fn different(&mut self, table: &'static Table, given: Vec<Given>) -> Result<Vec<Different>, Error> {
        let among = self.session.among_ids(1);
        let columns = "\"id\", \"fingerprint\", \"created_at\", \"updated_at\"";
        let sql = format!("SELECT {columns} FROM \"{}\" WHERE \"id\" {among}", table.name);
        let ids = given.iter().map(|g| g.record.id).collect();
        let rows: Vec<(Uuid, i64, i64, i64)> = self.session.rows(sql, vec![Bind::Uuids(ids)]).await?;
        let held: HashMap<Uuid, (i64, i64, i64)> = rows.into_iter().map(|(id, f, c, u)| (id, (f, c, u))).collect();
        let mut different = Vec::with_capacity(given.len());
        for given in given {
            let Given { record, provenance, fingerprint } = &given;
            let origin = record.origin.as_deref();
            match held.get(&record.id) {
                None => {
                    self.count(table, |counts| counts.created += 1);
                    if let Some(trial) = &mut self.trial {
                        trial.note("CREATED", in_words(table, record.id, origin));
                    }
                    let created_at = self.merges.returning(record.id).unwrap_or(self.at);
                    different.push(Different { given, created_at, replaces: false });
                }
                Some((held, ..)) if held == fingerprint && self.merges.is_settling() => {}
                Some((held, ..)) if held == fingerprint => self.summary.of(table.name).unchanged += 1,
                // The row tells that this load wrote it.
                Some((.., updated_at)) if *updated_at == self.at && !self.merges.is_settling() => {
                    return Err(conflict(twice(table, record.id, origin)));
                }
                Some((_, created_at, _)) => {
                    self.count(table, |counts| counts.updated += 1);
                    if let Some(trial) = &mut self.trial {
                        trial.note_update(&mut self.session, &self.shapes, record, *provenance).await?;
                    }
                    different.push(Different { given, created_at: *created_at, replaces: true });
                }
            }
        }
        Ok(different)
    }

    /// Counts a record that is written. Those that merges change did not come in by themselves.
    fn count(&mut self, table: &'static Table, count: impl FnOnce(&mut Counts)) {
        let counts = self.summary.of(table.name);
        counts.read += u64::from(self.merges.is_settling());
        count(counts);
    }

    /// No two records of a table share a slug: said here by name, before the database would say it by index.
    async fn check_slugs(&mut self, table: &'static Table, different: &[Different]) -> Result<(), Error> {
        let Some(place) = table.columns.iter().position(|c| c.name == "slug") else { return Ok(()) };
        let clash = |record: &Record, slug: &str, other: String| {
            let problem = format!("`{slug}` is taken already, by {other}");
            let fault = about(table, record.id, record.origin.as_deref(), problem);
            conflict(Fault { field: Some("slug".into()), ..fault })
        };
        let mut slugs: HashMap<&str, &Record> = HashMap::with_capacity(different.len());
        for Different { given: Given { record, .. }, .. } in different {
            if let Value::String(Some(slug)) = &record.cells[place]
                && let Some(other) = slugs.insert(slug, record)
            {
                return Err(clash(record, slug, in_words(table, other.id, other.origin.as_deref())));
            }
        }
        for (slug, record) in &slugs {
            if let Some(duplicate) = self.merges.named(table, slug) {
                let other = format!("{}, which was merged into another", in_words(table, duplicate, None));
                return Err(clash(record, slug, other));
            }
        }
        let among = self.session.among_texts(1);
        let sql = format!("SELECT \"id\", \"slug\" FROM \"{}\" WHERE \"slug\" {among}", table.name);
        let texts = slugs.keys().map(|slug| slug.to_string()).collect();
        let held: Vec<(Uuid, String)> = self.session.rows(sql, vec![Bind::Texts(texts)]).await?;
        for (id, slug) in held {
            if let Some(record) = slugs.get(&*slug) {
                return Err(clash(record, &slug, in_words(table, id, None)));
            }
        }
        Ok(())
    }
}

/// By table, in the order in which the tables are met.
fn group(all: Vec<Ready>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for ready in all {
        let table = match &ready {
            Ready::Record(given) => given.record.table,
            Ready::Removal(removal) => removal.table,
            Ready::Withdrawal(withdrawal) => withdrawal.table,
        };
        let i = groups.iter().position(|g| g.table.name == table.name).unwrap_or_else(|| {
            groups.push(Group { table, records: Vec::new(), removals: Vec::new(), withdrawn: Vec::new() });
            groups.len() - 1
        });
        match ready {
            Ready::Record(given) => groups[i].records.push(*given),
            Ready::Removal(removal) => groups[i].removals.push(removal),
            Ready::Withdrawal(withdrawal) => groups[i].withdrawn.push(withdrawal),
        }
    }
    groups
}

fn twice(table: &Table, id: Uuid, origin: Option<&Origin>) -> Fault {
    about(table, id, origin, "it is given twice in this load, with different content".into())
}

fn both(table: &Table, id: Uuid, origin: Option<&Origin>) -> Fault {
    about(table, id, origin, "it is both given and removed in this load".into())
}

pub(super) fn conflict(fault: Fault) -> Error {
    Error::Conflict(Box::new(fault))
}

/// A row that is there already, where nobody could have said so before: two records of different tables with one id.
fn explained(error: DbErr) -> Error {
    if let DbErr::Query(RuntimeErr::SqlxError(cause)) = &error
        && let sqlx::Error::Database(cause) = &**cause
        && cause.is_unique_violation()
    {
        let problem = format!("two records claim the same row; do two tables use one id? ({})", cause.message());
        return conflict(Fault { problem, ..Fault::default() });
    }
    Error::Database(error)
}
