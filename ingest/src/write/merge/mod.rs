//! Records that are one. Of two that a `merge` record holds to be the same, the duplicate has no row: what was said of it is
//! kept as claims on the other, under feeds that bear its id, and what points to it is written with the other's id. Every
//! word stays as it was said, so that a merge can be taken back.

mod given;
mod pointed;
mod settle;
mod wanted;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use entities::{Kind, Table, merge};
use sea_orm::DbErr;
use uuid::Uuid;

use super::session::Session;
use crate::record::Origin;

/// How the feed of a word said of a duplicate begins: its id follows, and behind that the feed, where there is one.
const MERGED: &str = "merged:";

/// Where a duplicate went.
#[derive(Clone, Debug)]
pub(super) struct Merged {
    pub table: &'static Table,
    /// The path-safe name that it had.
    pub slug: String,
    /// The record that stands for it, which is no duplicate itself.
    pub into: Uuid,
    /// When it was first written.
    pub created_at: i64,
}

/// The merges that hold, and what a load does to them.
#[derive(Default)]
pub(super) struct Merges {
    /// By the id of the duplicate.
    of: HashMap<Uuid, Merged>,
    /// The records that stand for others.
    homes: HashSet<Uuid>,
    /// The path-safe names of duplicates, by table.
    slugs: HashMap<&'static str, HashMap<String, Uuid>>,
    /// Whether the load writes or removes a `merge` record.
    touched: bool,
    /// Where those that it writes stand.
    origins: HashMap<Uuid, Origin>,
    /// Records to be joined anew at the end of the load, by table.
    again: BTreeMap<&'static str, BTreeSet<Uuid>>,
    /// When records were first written that come back.
    returning: HashMap<Uuid, i64>,
    /// Whether the load writes anew what merges change.
    settling: bool,
}

/// The tables whose records can be merged.
fn tables() -> impl Iterator<Item = (&'static str, &'static Table)> {
    merge::TABLE.columns.iter().filter_map(|column| match column.kind {
        Kind::Reference(target) => entities::record_named(target).map(|table| (column.name, table)),
        _ => None,
    })
}

impl Merges {
    /// Reads those that hold.
    pub async fn held(session: &mut Session) -> Result<Self, DbErr> {
        let sql = "SELECT \"record_id\", \"record_type\", \"slug\", \"into_id\", \"created_at\" FROM \"merged\"";
        let rows: Vec<(Uuid, String, String, Uuid, i64)> = session.rows(sql.into(), Vec::new()).await?;
        let known = |name: &str| entities::record_named(name);
        let of = rows.into_iter().filter_map(|(id, table, slug, into, created_at)| {
            Some((id, Merged { table: known(&table)?, slug, into, created_at }))
        });
        let mut merges = Self::default();
        merges.hold(of.collect());
        Ok(merges)
    }

    fn hold(&mut self, of: HashMap<Uuid, Merged>) {
        self.homes = of.values().map(|merged| merged.into).collect();
        self.slugs.clear();
        for (id, merged) in &of {
            self.slugs.entry(merged.table.name).or_default().insert(merged.slug.clone(), *id);
        }
        self.of = of;
    }

    fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// Where this record of the table went, if it is a duplicate.
    fn of(&self, table: &Table, id: Uuid) -> Option<&Merged> {
        self.of.get(&id).filter(|merged| merged.table.name == table.name)
    }

    /// The id under which a record is held: its own, unless it is a duplicate.
    pub fn home(&self, id: Uuid) -> Uuid {
        self.of.get(&id).map_or(id, |merged| merged.into)
    }

    /// The duplicate that has this path-safe name.
    pub fn named(&self, table: &Table, slug: &str) -> Option<Uuid> {
        self.slugs.get(table.name)?.get(slug).copied()
    }

    /// Notes that the load writes a `merge` record.
    pub fn written(&mut self, id: Uuid, origin: Option<&Origin>) {
        self.touched = true;
        self.origins.extend(origin.map(|origin| (id, origin.clone())));
    }

    /// Notes that the load removes a `merge` record.
    pub fn removed(&mut self) {
        self.touched = true;
    }

    /// Whether records are being written anew because of merges: they may have been written in this load before.
    pub fn is_settling(&self) -> bool {
        self.settling
    }

    /// When a record was first written that had been a duplicate until now.
    pub fn returning(&self, id: Uuid) -> Option<i64> {
        self.returning.get(&id).copied()
    }

    fn again(&mut self, table: &'static Table, ids: impl IntoIterator<Item = Uuid>) {
        self.again.entry(table.name).or_default().extend(ids);
    }
}

/// The feed under which a word on a duplicate is kept.
fn feed_of(duplicate: Uuid, feed: &str) -> String {
    if feed.is_empty() { format!("{MERGED}{duplicate}") } else { format!("{MERGED}{duplicate}:{feed}") }
}

/// The duplicate and the feed that a feed made by [`feed_of`] bears; none for every other.
pub(crate) fn of_duplicate(feed: &str) -> Option<(Uuid, &str)> {
    let said = feed.strip_prefix(MERGED)?;
    let (id, feed) = said.split_once(':').unwrap_or((said, ""));
    Some((id.parse().ok()?, feed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_of_duplicates_are_told_apart() {
        let id = Uuid::from_u128(7);
        for feed in ["", "moderngov:a.example", "register"] {
            assert_eq!(of_duplicate(&feed_of(id, feed)), Some((id, feed)));
            assert_eq!(of_duplicate(feed), None);
        }
    }

    #[test]
    fn people_boards_and_organisations_can_be_merged() {
        let names: Vec<&str> = tables().map(|(_, table)| table.name).collect();
        assert_eq!(names, ["person", "board", "organisation"]);
    }
}
