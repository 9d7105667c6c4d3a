//! What a dataset holds and what it needs from elsewhere, counted as its records pass.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use entities::RECORDS;
use uuid::Uuid;

use crate::id;
use crate::record::{Entry, Origin};

/// Counts records, and remembers what they point to that has not passed yet. Memory grows with the number of records:
/// an id for each.
#[derive(Default)]
pub struct Tally {
    counts: HashMap<&'static str, u64>,
    removals: u64,
    given: HashSet<Uuid>,
    removed: HashSet<Uuid>,
    wanted: HashMap<Uuid, Wanted>,
}

/// What is pointed to, and where first.
struct Wanted {
    key: String,
    file: Arc<str>,
    line: u32,
    references: u64,
}

/// A record that others point to and that has not passed.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// Its table; `record` where the dataset points to it by its id.
    pub table: &'static str,
    pub key: String,
    /// The file of the first reference to it, as it was named.
    pub file: Arc<str>,
    /// The line of that reference, from 1.
    pub line: u32,
    /// How many references lead to it.
    pub references: u64,
    /// Whether the dataset itself takes it away.
    pub removed: bool,
}

impl Tally {
    /// Counts a record or a removal. Records without an origin tell nothing of what they point to.
    pub fn note(&mut self, entry: &Entry) {
        match entry {
            Entry::Removal(removal) => {
                self.removals += 1;
                self.removed.insert(removal.id);
            }
            // No dataset can say it.
            Entry::Withdrawal(_) => {}
            Entry::Record(record) => {
                *self.counts.entry(record.table.name).or_default() += 1;
                self.given.insert(record.id);
                self.wanted.remove(&record.id);
                if let Some(origin) = &record.origin {
                    self.point(origin);
                }
            }
        }
    }

    fn point(&mut self, origin: &Origin) {
        for name in origin.names.iter().filter(|name| !self.given.contains(&name.id)) {
            let wanted = self.wanted.entry(name.id).or_insert_with(|| Wanted {
                key: name.key.clone(),
                file: origin.file.clone(),
                line: name.line,
                references: 0,
            });
            wanted.references += 1;
        }
    }

    /// How many records have passed, by table, in the order of [`RECORDS`].
    pub fn counts(&self) -> Vec<(&'static str, u64)> {
        RECORDS.iter().filter_map(|table| self.counts.get_key_value(table.name)).map(|(name, n)| (*name, *n)).collect()
    }

    /// How many removals have passed.
    pub fn removals(&self) -> u64 {
        self.removals
    }

    /// What is pointed to and has not passed, in the order of the first references.
    pub fn needs(&self) -> Vec<Need> {
        let table = |id: &Uuid, key: &str| match id::in_reference(key) {
            Some(_) => Some("record"),
            None => RECORDS.iter().map(|table| table.name).find(|name| id::of_key(name, key) == *id),
        };
        let needs = self.wanted.iter().filter_map(|(id, Wanted { key, file, line, references })| {
            Some(Need {
                table: table(id, key)?,
                key: key.clone(),
                file: file.clone(),
                line: *line,
                references: *references,
                removed: self.removed.contains(id),
            })
        });
        let mut needs: Vec<Need> = needs.collect();
        needs.sort_by(|a, b| (&a.file, a.line, &a.key, a.table).cmp(&(&b.file, b.line, &b.key, b.table)));
        needs
    }
}
