//! The end of a load: merges that are new are carried out, those that are no more are taken back.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::mem;

use entities::{DERIVED, Table};
use sea_orm::Value;
use uuid::Uuid;

use super::super::Writer;
use super::super::claim::Claims;
use super::super::parts::{Parts, delete};
use super::super::removed::ways;
use super::super::session::Bind;
use super::super::shape::{Shape, Sql};
use super::{Merged, feed_of, of_duplicate, tables};
use crate::error::Error;

/// Records joined anew together.
const TOGETHER: usize = 500;

/// The duplicates of one table that come, go or move.
struct Moving {
    table: &'static Table,
    ids: Vec<Uuid>,
}

impl Writer {
    /// Carries out what the load's `merge` records say, and writes anew the records of which something else was said. Gives
    /// whether there was anything to do.
    pub(in crate::write) async fn settle(&mut self) -> Result<bool, Error> {
        self.merges.settling = true;
        if mem::take(&mut self.merges.touched) {
            let wanted = self.wanted().await?;
            let moving = self.moving(&wanted);
            for moving in moving.iter().filter(|moving| !moving.ids.is_empty()) {
                self.carry_out(moving, &wanted).await?;
            }
            self.note_merged(&moving, &wanted).await?;
            self.merges.hold(wanted);
        }
        let again = mem::take(&mut self.merges.again);
        for (name, ids) in &again {
            let Some(table) = entities::record_named(name) else { continue };
            let ids: Vec<Uuid> = ids.iter().copied().collect();
            for ids in ids.chunks(TOGETHER) {
                let mut parts = Parts::default();
                let given = self.joined_anew(table, ids).await?;
                self.store(table, given, &mut parts).await?;
                self.flush(parts).await?;
            }
        }
        Ok(!again.is_empty())
    }

    /// Takes away the derived records that point to these records of a table, and those that point to them in turn.
    pub(in crate::write) async fn drop_derived(&mut self, table: &'static Table, ids: &[Uuid]) -> Result<(), Error> {
        let is_derived = |from: &Table| DERIVED.iter().any(|derived| derived.name == from.name);
        let mut gone = vec![(table, ids.to_vec())];
        while let Some((table, ids)) = gone.pop() {
            for (name, ids) in self.pointing(table, &ids, is_derived).await? {
                let Some(table) = entities::record_named(name) else { continue };
                let ids: Vec<Uuid> = ids.into_iter().collect();
                for ids in ids.chunks(TOGETHER) {
                    delete(&mut self.session, table.name, ids).await?;
                    self.forget(ids).await?;
                    self.log_gone("DELETED", table, ids).await?;
                }
                gone.push((table, ids));
            }
        }
        Ok(())
    }

    /// What differs between the merges that hold and those that are wanted.
    fn moving(&self, wanted: &HashMap<Uuid, Merged>) -> Vec<Moving> {
        let held = &self.merges.of;
        let into = |of: &HashMap<Uuid, Merged>, id: &Uuid| of.get(id).map(|merged| merged.into);
        let of = |table: &'static Table| {
            let all = held.iter().chain(wanted).filter(|(_, merged)| merged.table.name == table.name);
            let other: BTreeSet<Uuid> =
                all.map(|(id, _)| *id).filter(|id| into(held, id) != into(wanted, id)).collect();
            Moving { table, ids: other.into_iter().collect() }
        };
        tables().map(|(_, table)| of(table)).collect()
    }

    async fn carry_out(&mut self, moving: &Moving, wanted: &HashMap<Uuid, Merged>) -> Result<(), Error> {
        let Moving { table, ids } = moving;
        let (held, new): (Vec<Uuid>, Vec<Uuid>) = ids.iter().copied().partition(|id| self.merges.of.contains_key(id));
        self.drop_derived(table, &new).await?;
        // What points to a row that goes keeps its own word; what points to where a duplicate was says anew what it means.
        for (name, pointing) in self.pointing(table, &new, |_| true).await? {
            let Some(from) = entities::record_named(name) else { continue };
            let pointing: Vec<Uuid> = pointing.into_iter().collect();
            for ids in pointing.chunks(TOGETHER) {
                let spoken = self.spoken(from, ids.to_vec()).await?;
                self.keep_claims(spoken).await?;
            }
            self.merges.again(from, pointing);
        }
        let left: Vec<Uuid> = held.iter().map(|id| self.merges.home(*id)).collect();
        for (name, pointing) in self.pointing(table, &left, |_| true).await? {
            self.merges.again.entry(name).or_default().extend(pointing);
        }
        self.move_words(moving, wanted).await?;
        let gone: Vec<Uuid> = new.into_iter().filter(|id| wanted.contains_key(id)).collect();
        delete(&mut self.session, table.name, &gone).await?;
        self.log_gone("MERGED", table, &gone).await
    }

    /// Moves what is said of duplicates to where they are to be.
    async fn move_words(&mut self, moving: &Moving, wanted: &HashMap<Uuid, Merged>) -> Result<(), Error> {
        let Moving { table, ids } = moving;
        let new_home = |id: &Uuid| wanted.get(id).map_or(*id, |merged| merged.into);
        let homes: BTreeSet<Uuid> = ids.iter().flat_map(|id| [self.merges.home(*id), new_home(id)]).collect();
        let mut claims = self.spoken(table, homes.iter().copied().collect()).await?;
        let mut words: BTreeMap<Uuid, Vec<(String, String)>> = BTreeMap::new();
        for id in ids {
            let is_held = self.merges.of.contains_key(id);
            let Some(said) = claims.get_mut(&self.merges.home(*id)) else { continue };
            let (own, others): (Claims, Claims) = mem::take(said).into_iter().partition(|(feed, _)| {
                let of = of_duplicate(feed).map(|(of, _)| of);
                if is_held { of == Some(*id) } else { of.is_none() }
            });
            *said = others;
            let plain = |feed: String| of_duplicate(&feed).map(|(_, feed)| feed.to_string()).unwrap_or(feed);
            words.insert(*id, own.into_iter().map(|(feed, word)| (plain(feed), word)).collect());
        }
        for (id, words) in words {
            let is_wanted = wanted.contains_key(&id);
            let said = claims.entry(new_home(&id)).or_default();
            said.extend(words.into_iter().map(|(feed, word)| match is_wanted {
                true => (feed_of(id, &feed), word),
                false => (feed, word),
            }));
        }
        self.merges.again(table, homes);
        self.keep_claims(claims).await
    }

    /// Keeps in the database which merges hold.
    async fn note_merged(&mut self, moving: &[Moving], wanted: &HashMap<Uuid, Merged>) -> Result<(), Error> {
        let ids: Vec<Uuid> = moving.iter().flat_map(|moving| &moving.ids).copied().collect();
        if ids.is_empty() {
            return Ok(());
        }
        let sql = format!("DELETE FROM \"merged\" WHERE \"record_id\" {}", self.session.among_ids(1));
        self.session.execute(sql, vec![Bind::Uuids(ids.clone())]).await?;
        let mut cells = Vec::with_capacity(ids.len() * 5);
        for id in ids {
            match (wanted.get(&id), self.merges.of.get(&id)) {
                (Some(Merged { table, slug, into, created_at }), _) => {
                    let row: [Value; 4] = [id.into(), table.name.into(), slug.as_str().into(), (*into).into()];
                    cells.extend(row);
                    cells.push((*created_at).into());
                }
                (None, Some(held)) => drop(self.merges.returning.insert(id, held.created_at)),
                (None, None) => {}
            }
        }
        let columns = [
            ("record_id", Sql::Uuid),
            ("record_type", Sql::Text),
            ("slug", Sql::Text),
            ("into_id", Sql::Uuid),
            ("created_at", Sql::Big),
        ];
        Ok(self.session.insert(&Shape { table: "merged", columns: columns.into() }, cells).await?)
    }

    /// The records that point to one of these, by table, of those tables that are asked for.
    async fn pointing(
        &mut self,
        table: &'static Table,
        ids: &[Uuid],
        from: impl Fn(&Table) -> bool,
    ) -> Result<BTreeMap<&'static str, HashSet<Uuid>>, Error> {
        let mut found: BTreeMap<&'static str, HashSet<Uuid>> = BTreeMap::new();
        for ids in ids.chunks(TOGETHER) {
            for way in ways(table.name).into_iter().filter(|way| from(way.from)) {
                let among = self.session.among_ids(1);
                let sql = format!("SELECT o.\"id\" FROM {} WHERE {} {among}", way.tables, way.column);
                let rows: Vec<(Uuid,)> = self.session.rows(sql, vec![Bind::Uuids(ids.to_vec())]).await?;
                if !rows.is_empty() {
                    found.entry(way.from.name).or_default().extend(rows.into_iter().map(|(id,)| id));
                }
            }
        }
        Ok(found)
    }

    async fn log_gone(&mut self, kind: &'static str, table: &'static Table, ids: &[Uuid]) -> Result<(), Error> {
        if ids.is_empty() {
            return Ok(());
        }
        let load = self.load_id().await?;
        let mut parts = Parts::default();
        for id in ids {
            let counts = self.summary.of(table.name);
            counts.read += 1;
            match kind {
                "MERGED" => counts.merged += 1,
                _ => counts.deleted += 1,
            }
            parts.log(kind, table.name, *id, self.at, load);
            if let Some(trial) = &mut self.trial {
                trial.note(kind, crate::record::in_words(table, *id, None));
            }
        }
        self.flush(parts).await
    }
}
