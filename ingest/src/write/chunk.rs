//! A thousand records at a time: what is new, what is different, what is gone.

use std::collections::HashMap;

use entities::Table;
use sea_orm::{DbErr, RuntimeErr, Value};
use uuid::Uuid;

use super::Writer;
use super::parts::{Parts, delete};
use super::session::Bind;
use super::shape::Shape;
use crate::error::{Error, Fault};
use crate::fingerprint::{fingerprint, provenance};
use crate::record::{Entry, Record, Removal, about, in_words};

/// A record to be compared with what the database holds.
struct Given {
    record: Record,
    provenance: Option<Uuid>,
    fingerprint: i64,
    /// When it was first written: now, or what the row says that it replaces.
    created_at: i64,
    /// Whether it replaces a row.
    replaces: bool,
}

/// The records and removals of one table.
struct Group {
    table: &'static Table,
    records: Vec<Record>,
    removals: Vec<Removal>,
}

impl Writer {
    pub(super) async fn chunk(&mut self, entries: Vec<Entry>) -> Result<(), Error> {
        let mut parts = Parts::default();
        for Group { table, records, removals } in group(entries) {
            self.remove(table, removals, &mut parts).await?;
            self.put(table, records, &mut parts).await?;
        }
        parts.insert(&mut self.session, &self.shapes).await.map_err(explained)?;
        Ok(self.references.look_up(&mut self.session).await?)
    }

    async fn remove(&mut self, table: &'static Table, removals: Vec<Removal>, parts: &mut Parts) -> Result<(), Error> {
        if removals.is_empty() {
            return Ok(());
        }
        let among = self.session.among_ids(1);
        let sql = format!("SELECT \"id\" FROM \"{}\" WHERE \"id\" {among}", table.name);
        let ids = removals.iter().map(|r| r.id).collect();
        let mut there: Vec<(Uuid,)> = self.session.rows(sql, vec![Bind::Uuids(ids)]).await?;
        let mut gone = Vec::with_capacity(there.len());
        for removal in removals {
            let first = match &removal.origin {
                Some(origin) => self.seen.first(table, removal.id, origin, None).map_err(conflict)?,
                None => true,
            };
            let counts = self.summary.of(table.name);
            counts.read += 1;
            match there.iter().position(|(id,)| *id == removal.id) {
                Some(i) if first => {
                    there.swap_remove(i);
                    counts.deleted += 1;
                    gone.push(removal);
                }
                _ => counts.unchanged += 1,
            }
        }
        if gone.is_empty() {
            return Ok(());
        }
        let ids: Vec<Uuid> = gone.iter().map(|r| r.id).collect();
        delete(&mut self.session, table.name, &ids).await?;
        let load = self.load_id().await?;
        for removal in gone {
            parts.log("DELETED", table.name, removal.id, self.at, load);
            if let Some(trial) = &mut self.trial {
                trial.note("DELETED", in_words(table, removal.id, removal.origin.as_deref()));
            }
            self.removed.push(removal);
        }
        Ok(())
    }

    async fn put(&mut self, table: &'static Table, records: Vec<Record>, parts: &mut Parts) -> Result<(), Error> {
        let given = self.first_given(table, records)?;
        let given = self.different(table, given).await?;
        if given.is_empty() {
            return Ok(());
        }
        let replaced: Vec<Uuid> = given.iter().filter(|g| g.replaces).map(|g| g.record.id).collect();
        if !replaced.is_empty() {
            delete(&mut self.session, table.name, &replaced).await?;
        }
        self.check_slugs(table, &given).await?;

        let load = self.load_id().await?;
        let shape = self.records.entry(table.name).or_insert_with(|| Shape::record(table));
        let mut cells = Vec::with_capacity(given.len() * shape.columns.len());
        for Given { mut record, provenance, fingerprint, created_at, replaces } in given {
            self.references.note(&record);
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

    /// Those records that the load gives for the first time, with their fingerprints.
    fn first_given(&mut self, table: &'static Table, records: Vec<Record>) -> Result<Vec<Given>, Error> {
        let mut given: Vec<Given> = Vec::with_capacity(records.len());
        let mut here: HashMap<Uuid, usize> = HashMap::with_capacity(records.len());
        for record in records {
            if let Some(fault) = record.fault() {
                return Err(conflict(fault));
            }
            let provenance = provenance(&record.citations);
            let fingerprint = fingerprint(&record, provenance);
            let mut first = match &record.origin {
                Some(origin) => self.seen.first(table, record.id, origin, Some(fingerprint)).map_err(conflict)?,
                None => true,
            };
            if first && let Some(earlier) = here.get(&record.id).map(|i| &given[*i]) {
                if earlier.fingerprint != fingerprint {
                    return Err(conflict(twice(&record)));
                }
                first = false;
            }
            let counts = self.summary.of(table.name);
            counts.read += 1;
            if first {
                here.insert(record.id, given.len());
                given.push(Given { record, provenance, fingerprint, created_at: self.at, replaces: false });
            } else {
                counts.unchanged += 1;
            }
        }
        Ok(given)
    }

    /// Those records that the database does not hold as they are given.
    async fn different(&mut self, table: &'static Table, given: Vec<Given>) -> Result<Vec<Given>, Error> {
        let among = self.session.among_ids(1);
        let columns = "\"id\", \"fingerprint\", \"created_at\", \"updated_at\"";
        let sql = format!("SELECT {columns} FROM \"{}\" WHERE \"id\" {among}", table.name);
        let ids = given.iter().map(|g| g.record.id).collect();
        let rows: Vec<(Uuid, i64, i64, i64)> = self.session.rows(sql, vec![Bind::Uuids(ids)]).await?;
        let held: HashMap<Uuid, _> =
            rows.into_iter().map(|(id, print, created, updated)| (id, (print, created, updated))).collect();
        let mut different = Vec::with_capacity(given.len());
        for mut one in given {
            match held.get(&one.record.id) {
                None => {
                    self.summary.of(table.name).created += 1;
                    if let Some(trial) = &mut self.trial {
                        trial.note("CREATED", in_words(table, one.record.id, one.record.origin.as_deref()));
                    }
                }
                Some((fingerprint, ..)) if *fingerprint == one.fingerprint => {
                    self.summary.of(table.name).unchanged += 1;
                    continue;
                }
                // Records without origin are not remembered, but the row tells that this load wrote it.
                Some((.., updated_at)) if *updated_at == self.at => return Err(conflict(twice(&one.record))),
                Some((_, created_at, _)) => {
                    self.summary.of(table.name).updated += 1;
                    one.created_at = *created_at;
                    one.replaces = true;
                    if let Some(trial) = &mut self.trial {
                        trial.note_update(&mut self.session, &self.shapes, &one.record, one.provenance).await?;
                    }
                }
            }
            different.push(one);
        }
        Ok(different)
    }

    /// No two records of a table share a slug: said here by name, before the database would say it by index.
    async fn check_slugs(&mut self, table: &'static Table, given: &[Given]) -> Result<(), Error> {
        let Some(place) = table.columns.iter().position(|c| c.name == "slug") else { return Ok(()) };
        let mut slugs: HashMap<&str, &Record> = HashMap::with_capacity(given.len());
        let clash = |record: &Record, slug: &str, other: String| {
            let problem = format!("`{slug}` is taken already, by {other}");
            let fault = about(table, record.id, record.origin.as_deref(), problem);
            conflict(Fault { field: Some("slug".into()), ..fault })
        };
        for one in given {
            if let Value::String(Some(slug)) = &one.record.cells[place]
                && let Some(other) = slugs.insert(slug, &one.record)
            {
                return Err(clash(&one.record, slug, in_words(table, other.id, other.origin.as_deref())));
            }
        }
        let among = self.session.among_texts(1);
        let sql = format!("SELECT \"id\", \"slug\" FROM \"{}\" WHERE \"slug\" {among}", table.name);
        let texts = slugs.keys().map(|slug| slug.to_string()).collect();
        let rows: Vec<(Uuid, String)> = self.session.rows(sql, vec![Bind::Texts(texts)]).await?;
        match rows
            .into_iter()
            .find_map(|(id, slug)| slugs.get(&*slug).map(|record| clash(record, &slug, format!("{} {id}", table.name))))
        {
            Some(clash) => Err(clash),
            None => Ok(()),
        }
    }
}

fn group(entries: Vec<Entry>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for entry in entries {
        let table = match &entry {
            Entry::Record(record) => record.table,
            Entry::Removal(removal) => removal.table,
        };
        let i = groups.iter().position(|g| g.table.name == table.name).unwrap_or_else(|| {
            groups.push(Group { table, records: Vec::new(), removals: Vec::new() });
            groups.len() - 1
        });
        match entry {
            Entry::Record(record) => groups[i].records.push(*record),
            Entry::Removal(removal) => groups[i].removals.push(removal),
        }
    }
    groups
}

fn twice(record: &Record) -> Fault {
    let problem = "it is given twice in this load, with different content".to_string();
    about(record.table, record.id, record.origin.as_deref(), problem)
}

fn conflict(fault: Fault) -> Error {
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
