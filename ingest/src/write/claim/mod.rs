//! Records that several feeds speak of. What each of them says is kept as it said it; the record is all of it joined. So a
//! feed that is read again replaces what it said itself, and nothing of what the others say.

mod held;
mod join;
pub(super) mod said;
mod withdrawn;

use std::collections::{BTreeMap, HashMap};

use entities::Table;
use sea_orm::Value;
use uuid::Uuid;

use super::Writer;
use super::chunk::conflict;
use super::merge::{Merges, of_duplicate};
use super::prepare::Given;
use super::session::Bind;
use super::shape::{Shape, Sql};
use crate::error::Error;
use crate::fingerprint::{fingerprint, provenance};
use crate::record::{Record, about};

/// The feed of whoever a record belongs to.
const OWNER: &str = "";

/// What is said of one record, by feed: the owner's word comes first.
pub(super) type Claims = BTreeMap<String, String>;

impl Writer {
    /// The records as they are to be written: those that several feeds speak of are joined with what the others say, and
    /// those that point to a duplicate point to the record that stands for it, while their own words are kept.
    pub(super) async fn joined(&mut self, table: &'static Table, given: Vec<Given>) -> Result<Vec<Given>, Error> {
        let mut claims = self.claims(given.iter().map(|g| g.record.id).collect()).await?;
        let merges = &self.merges;
        if claims.is_empty() && given.iter().all(|g| g.record.feed.is_none() && !merges.touch(&g.record)) {
            return Ok(given);
        }
        let mut all = Vec::with_capacity(given.len());
        let mut kept = HashMap::new();
        for given in given {
            let id = given.record.id;
            let held = claims.remove(&id);
            if held.is_none() && given.record.feed.is_none() && !self.merges.touch(&given.record) {
                all.push(given);
                continue;
            }
            let before = held.clone();
            let mut said = match (held, &given.record.feed) {
                (Some(said), _) => said,
                (None, None) => Claims::new(),
                (None, Some(_)) => Claims::from([(OWNER.into(), self.first_word(table, &given.record).await?)]),
            };
            let feed = given.record.feed.as_deref().unwrap_or(OWNER);
            said.insert(feed.into(), said::write(&given.record));
            let record = together(table, id, &said, &self.merges)?;
            self.plain_again(table, id, &mut said)?;
            if before.as_ref() != Some(&said) {
                kept.insert(id, said);
            }
            all.push(ready(Record { origin: given.record.origin, ..record }));
        }
        self.keep_claims(kept).await?;
        Ok(all)
    }

    /// The records of which something is kept, as they are to be written now.
    pub(super) async fn joined_anew(&mut self, table: &'static Table, ids: &[Uuid]) -> Result<Vec<Given>, Error> {
        let claims = self.claims(ids.to_vec()).await?;
        let mut all = Vec::with_capacity(claims.len());
        let mut kept = HashMap::new();
        for (id, mut said) in claims {
            all.push(ready(together(table, id, &said, &self.merges)?));
            self.plain_again(table, id, &mut said)?;
            if said.is_empty() {
                kept.insert(id, said);
            }
        }
        self.keep_claims(kept).await?;
        Ok(all)
    }

    /// What is said of these records; of one that nobody joined so far, the record as it is held.
    pub(super) async fn spoken(
        &mut self,
        table: &'static Table,
        ids: Vec<Uuid>,
    ) -> Result<HashMap<Uuid, Claims>, Error> {
        let mut claims = self.claims(ids.clone()).await?;
        for id in ids {
            if !claims.contains_key(&id)
                && let Some(held) = held::read(&mut self.session, &self.shapes, table, id).await?
            {
                claims.insert(id, Claims::from([(OWNER.into(), said::write(&held))]));
            }
        }
        Ok(claims)
    }

    /// Keeps nothing of a record that is its owner's word and no other.
    fn plain_again(&self, table: &'static Table, id: Uuid, said: &mut Claims) -> Result<(), Error> {
        if said.len() == 1
            && let Some(word) = said.get(OWNER)
            && !self.merges.touch(&said::read(table, id, word).ok_or_else(|| unreadable(table, id))?)
        {
            said.clear();
        }
        Ok(())
    }

    /// What is kept of what feeds say of these records; nothing of those that one feed alone speaks of.
    pub(super) async fn claims(&mut self, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Claims>, Error> {
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

    /// Keeps this of what is said of these records, and nothing else.
    pub(super) async fn keep_claims(&mut self, claims: HashMap<Uuid, Claims>) -> Result<(), Error> {
        if claims.is_empty() {
            return Ok(());
        }
        self.forget(&claims.keys().copied().collect::<Vec<_>>()).await?;
        let of_one = |(id, said): (Uuid, Claims)| {
            said.into_iter().flat_map(move |(feed, said)| [Value::from(id), feed.into(), said.into()])
        };
        let cells = claims.into_iter().flat_map(of_one).collect();
        let columns = vec![("record_id", Sql::Uuid), ("feed", Sql::Text), ("said", Sql::Text)];
        Ok(self.session.insert(&Shape { table: "claim", columns }, cells).await?)
    }
}

/// The record that all claims make together: what is said of duplicates comes last.
pub(super) fn together(table: &'static Table, id: Uuid, said: &Claims, merges: &Merges) -> Result<Record, Error> {
    let mut said: Vec<(&String, &String)> = said.iter().collect();
    said.sort_by_key(|(feed, _)| of_duplicate(feed).is_some());
    let mut records = said.into_iter().map(|(feed, word)| {
        let record = said::read(table, id, word).ok_or_else(|| unreadable(table, id))?;
        Ok(merges.meant(record, feed))
    });
    let mut record = records.next().unwrap_or_else(|| Err(unreadable(table, id)))?;
    for other in records {
        join::join(&mut record, other?);
    }
    Ok(record)
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
