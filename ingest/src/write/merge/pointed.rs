//! Pointers to duplicates, written with the id of the record that stands for them.

use sea_orm::Value;
use uuid::Uuid;

use super::{Merges, of_duplicate};
use crate::record::{Alias, Link, Record, null};

impl Merges {
    /// Whether the record points to a duplicate.
    pub fn touch(&self, record: &Record) -> bool {
        if self.is_empty() {
            return false;
        }
        let gone = |id: &Uuid| self.of.contains_key(id);
        let cells = record.cells.iter().any(|cell| matches!(cell, Value::Uuid(Some(id)) if gone(id)));
        let actors = || record.actors.iter().any(|a| [a.person, a.organisation, a.board].iter().flatten().any(gone));
        cells || actors() || record.links.iter().any(|link| gone(&link.to))
    }

    /// What a feed said, as it counts for the record that it is held under. A pointer that would lead from a record to
    /// itself says nothing; links of a role that lead to one record are one.
    pub fn meant(&self, mut said: Record, feed: &str) -> Record {
        let of_duplicate = of_duplicate(feed).is_some();
        let own = said.id;
        let home = |id: Uuid| match self.home(id) {
            to if to == own && (to != id || of_duplicate) => None,
            to => Some(to),
        };
        for (column, cell) in said.table.columns.iter().zip(&mut said.cells) {
            if let Value::Uuid(Some(id)) = cell {
                *cell = match home(*id) {
                    None if !column.null => own.into(),
                    to => Value::Uuid(to),
                };
            }
        }
        for actor in &mut said.actors {
            for who in [&mut actor.person, &mut actor.organisation, &mut actor.board] {
                *who = who.map(|id| self.home(id));
            }
        }
        let mut links: Vec<Link> = Vec::with_capacity(said.links.len());
        for mut link in said.links {
            let Some(to) = home(link.to) else { continue };
            link.to = to;
            if !links.iter().any(|other| other.role == link.role && other.to == to) {
                links.push(link);
            }
        }
        said.links = links;
        if of_duplicate {
            // That the end is not known may mean that there is none: a duplicate's end is not that of the other.
            for (column, cell) in said.table.columns.iter().zip(&mut said.cells) {
                if column.name == "valid_to" {
                    *cell = null(column.kind);
                }
            }
            said.aliases.splice(..0, name(&said).map(|name| Alias { name, language: None, note: None }));
        }
        said
    }
}

/// The name of a record, in a table where records have one.
pub(in crate::write) fn name(record: &Record) -> Option<String> {
    let place = record.table.columns.iter().position(|column| column.name == "name")?;
    match &record.cells[place] {
        Value::String(name) => name.clone(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::super::{Merged, feed_of};
    use super::*;

    fn merges(duplicate: Uuid, into: Uuid) -> Merges {
        let table = &entities::board::TABLE;
        let mut merges = Merges::default();
        merges.hold(HashMap::from([(duplicate, Merged { table, slug: "old".into(), into, created_at: 0 })]));
        merges
    }

    #[test]
    fn pointers_follow_and_links_collapse() {
        let (old, new) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let mut record = Record::new(&entities::issue::TABLE, Uuid::from_u128(3));
        let role = record.table.links[0].role;
        record.links = [old, new].map(|to| Link { role, to, certainty: "STATED" }).into();
        let merges = merges(old, new);
        assert!(merges.touch(&record));
        let read = merges.meant(record, "");
        assert_eq!(read.links.iter().map(|link| link.to).collect::<Vec<_>>(), [new]);
        assert!(!merges.touch(&read));
    }

    #[test]
    fn no_record_comes_to_point_to_itself() {
        let (old, new) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let board = |id: Uuid, parent: Uuid| {
            Record::new(&entities::board::TABLE, id).with("name", "Board").with("parent_id", parent)
        };
        let parent = |record: &Record| {
            let place = record.table.columns.iter().position(|column| column.name == "parent_id").expect("a column");
            record.cells[place].clone()
        };
        let merges = merges(old, new);
        assert_eq!(parent(&merges.meant(board(new, old), "")), Value::Uuid(None));
        let said = merges.meant(board(new, new), &feed_of(old, ""));
        assert_eq!((parent(&said), said.aliases[0].name.as_str()), (Value::Uuid(None), "Board"));
        assert_eq!(parent(&merges.meant(board(Uuid::from_u128(3), old), "")), new.into());
    }
}
