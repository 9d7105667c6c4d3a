//! What a load gives of duplicates: it becomes a word on the record that stands for them.

use std::collections::HashMap;

use entities::Table;
use uuid::Uuid;

use super::super::Writer;
use super::super::chunk::conflict;
use super::super::claim::{Claims, said};
use super::super::prepare::Given;
use super::feed_of;
use crate::error::Error;
use crate::record::{Record, Removal, Withdrawal, about};

impl Writer {
    /// Takes in those records that are duplicates, and gives the others. The records that stand for them are joined anew at
    /// the end of the load.
    pub(in crate::write) async fn taken_in(
        &mut self,
        table: &'static Table,
        given: Vec<Given>,
    ) -> Result<Vec<Given>, Error> {
        let (duplicates, others): (Vec<Given>, Vec<Given>) =
            given.into_iter().partition(|given| self.merges.of(table, given.record.id).is_some());
        if duplicates.is_empty() {
            return Ok(others);
        }
        let mut held = self.words(table, duplicates.iter().map(|given| given.record.id)).await?;
        for given in duplicates {
            let id = given.record.id;
            let feed = feed_of(id, given.record.feed.as_deref().unwrap_or_default());
            held.say(self.merges.home(id), feed, Some(said::write(&given.record)));
            self.summary.of(table.name).unchanged += 1;
        }
        self.hear(table, held).await?;
        Ok(others)
    }

    /// Carries out those withdrawals that are of duplicates, and gives the others.
    pub(in crate::write) async fn taken_back(
        &mut self,
        table: &'static Table,
        withdrawals: Vec<Withdrawal>,
    ) -> Result<Vec<Withdrawal>, Error> {
        let (duplicates, others): (Vec<Withdrawal>, Vec<Withdrawal>) =
            withdrawals.into_iter().partition(|withdrawal| self.merges.of(table, withdrawal.id).is_some());
        if duplicates.is_empty() {
            return Ok(others);
        }
        let mut held = self.words(table, duplicates.iter().map(|withdrawal| withdrawal.id)).await?;
        for Withdrawal { id, feed, .. } in duplicates {
            let home = self.merges.home(id);
            let key = feed_of(id, feed.as_deref().unwrap_or_default());
            let word = held.claims.get(&home).and_then(|claims| claims.get(&key));
            let word = match (feed, word.and_then(|word| said::read(table, home, word))) {
                // Its own record stays, and says that it is withdrawn.
                (None, Some(record)) => Some(said::write(&Record { state: "WITHDRAWN", ..record })),
                _ => None,
            };
            held.say(home, key, word);
        }
        self.hear(table, held).await?;
        Ok(others)
    }

    /// Refuses to take away what merges rest on.
    pub(in crate::write) fn keeps_merges(&self, table: &'static Table, removals: &[Removal]) -> Result<(), Error> {
        for Removal { id, origin, .. } in removals {
            let problem = if let Some(merged) = self.merges.of(table, *id) {
                format!("it is merged into {} {}", table.name, merged.into)
            } else if self.merges.homes.contains(id) {
                "another is merged into it".into()
            } else {
                continue;
            };
            let problem = format!("{problem}: take the merge away first, in a load of its own");
            return Err(conflict(about(table, *id, origin.as_deref(), problem)));
        }
        Ok(())
    }

    /// What is said of the records that stand for these.
    async fn words(&mut self, table: &'static Table, duplicates: impl Iterator<Item = Uuid>) -> Result<Words, Error> {
        let homes: Vec<Uuid> = duplicates.map(|id| self.merges.home(id)).collect();
        Ok(Words { claims: self.spoken(table, homes).await?, changed: Vec::new() })
    }

    async fn hear(&mut self, table: &'static Table, mut words: Words) -> Result<(), Error> {
        words.claims.retain(|id, _| words.changed.contains(id));
        self.merges.again(table, words.changed);
        self.keep_claims(words.claims).await
    }
}

/// What is said of some records, and of which of them something new.
struct Words {
    claims: HashMap<Uuid, Claims>,
    changed: Vec<Uuid>,
}

impl Words {
    /// Puts a word in the place of what the feed said before, or takes that back.
    fn say(&mut self, home: Uuid, feed: String, word: Option<String>) {
        let claims = self.claims.entry(home).or_default();
        let before = match &word {
            Some(word) => claims.insert(feed, word.clone()),
            None => claims.remove(&feed),
        };
        if before != word && !self.changed.contains(&home) {
            self.changed.push(home);
        }
    }
}
