//! Records that several feeds speak of. What each of them says is kept as it said it; the record is all of it joined. So a
//! feed that is read again replaces what it said itself, and nothing of what the others say.

mod held;
mod join;
mod said;
mod withdrawn;

use std::collections::{BTreeMap, HashMap};

use entities::Table;
use sea_orm::Value;
use uuid::Uuid;

use super::Writer;
use super::chunk::conflict;
use super::prepare::Given;
use super::session::Bind;
use super::shape::{Shape, Sql};
use crate::error::Error;
use crate::fingerprint::{fingerprint, provenance};
use crate::record::{Record, about};

/// The feed of whoever a record belongs to.
const OWNER: &str = "";

/// What is said of one record, by feed: the owner's word comes first.
type Claims = BTreeMap<String, String>;

impl Writer {
    /// The records as they are to be written: those that several feeds speak of are joined with what the others say.
    pub(super) async fn joined(&mut self, table: &'static Table, given: Vec<Given>) -> Result<Vec<Given>, Error> {
        let mut claims = self.claims(given.iter().map(|g| g.record.id).collect()).await?;
        if claims.is_empty() && given.iter().all(|g| g.record.feed.is_none()) {
            return Ok(given);
        }
        let mut all = Vec::with_capacity(given.len());
        let mut cells = Vec::new();
        let mut stale = Vec::new();
        for given in given {
            let id = given.record.id;
            let held = claims.remove(&id);
            if held.is_none() && given.record.feed.is_none() {
                all.push(given);
                continue;
            }
            let before = held.clone();
            let mut said = match held {
                Some(said) => said,
                None => Claims::from([(OWNER.into(), self.first_word(table, &given.record).await?)]),
            };
            let feed = given.record.feed.as_deref().unwrap_or(OWNER);
            said.insert(feed.into(), said::write(&given.record));
            if before.as_ref() != Some(&said) {
                stale.push(id);
                cells.extend(said.iter().flat_map(|(feed, said)| {
                    [Value::from(id), Value::from(feed.as_str()), Value::from(said.as_str())]
                }));
            }
            all.push(together(table, given, &said)?);
        }
        self.keep(stale, cells).await?;
        Ok(all)
    }

    /// What is kept of what feeds say of these records; nothing of those that one feed alone speaks of.
    async fn claims(&mut self, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Claims>, Error> {
        let among = self.session.among_ids(1);
        let sql = format!("SELECT \"record_id\", \"feed\", \"said\" FROM \"claim\" WHERE \"record_id\" {among}");
        let rows: Vec<(Uuid, String, String)> = self.session.rows(sql, vec![Bind::Uuids(ids)]).await?;
        let mut claims: HashMap<Uuid, Claims> = HashMap::new();
        for (id, feed, said) in rows {
            claims.entry(id).or_default().insert(feed, said);
        }
        Ok(claims)
    }

    /// What the owner says of a record that nobody joined so far: the record as it is held.
    async fn first_word(&mut self, table: &'static Table, record: &Record) -> Result<String, Error> {
        match held::read(&mut self.session, &self.shapes, table, record.id).await? {
            Some(held) => Ok(said::write(&held)),
            None => {
                let problem = "it is to be joined to a record that is not there".to_string();
                Err(conflict(about(table, record.id, record.origin.as_deref(), problem)))
            }
        }
    }

    /// Forgets what was said of records that are taken away.
    pub(super) async fn forget(&mut self, gone: &[Uuid]) -> Result<(), Error> {
        let sql = format!("DELETE FROM \"claim\" WHERE \"record_id\" {}", self.session.among_ids(1));
        Ok(self.session.execute(sql, vec![Bind::Uuids(gone.to_vec())]).await?)
    }

    async fn keep(&mut self, stale: Vec<Uuid>, cells: Vec<Value>) -> Result<(), Error> {
        if stale.is_empty() {
            return Ok(());
        }
        self.forget(&stale).await?;
        let columns = vec![("record_id", Sql::Uuid), ("feed", Sql::Text), ("said", Sql::Text)];
        Ok(self.session.insert(&Shape { table: "claim", columns }, cells).await?)
    }
}

/// The record that all claims make together.
fn together(table: &'static Table, given: Given, said: &Claims) -> Result<Given, Error> {
    let id = given.record.id;
    let mut records = said.values().map(|said| said::read(table, id, said));
    let mut record = records.next().flatten().ok_or_else(|| unreadable(table, id))?;
    for other in records {
        join::join(&mut record, other.ok_or_else(|| unreadable(table, id))?);
    }
    record.origin = given.record.origin;
    Ok(ready(record))
}

fn ready(record: Record) -> Given {
    let provenance = provenance(&record.citations);
    let fingerprint = fingerprint(&record, provenance);
    Given { record, provenance, fingerprint }
}

fn unreadable(table: &'static Table, id: Uuid) -> Error {
    let problem = "what is kept of its feeds cannot be read".to_string();
    conflict(about(table, id, None, problem))
}
