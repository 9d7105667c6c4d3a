//! What a dataset has given so far in a load: so that a record given twice is found, and a key misspelt can be mended.

use std::collections::HashMap;
use std::sync::Arc;

use entities::Table;
use uuid::Uuid;

use crate::error::Fault;
use crate::record::{Origin, about};

/// Keys kept of one table, for suggestions.
const KEYS: usize = 100_000;

#[derive(Default)]
pub(super) struct Seen {
    places: HashMap<Uuid, Place>,
    files: Vec<Arc<str>>,
    keys: HashMap<&'static str, Vec<String>>,
}

struct Place {
    /// None for a removal.
    fingerprint: Option<i64>,
    file: usize,
    line: u32,
}

impl Seen {
    /// Notes a record, or a removal if `fingerprint` is none; an error if it was given before with other content.
    pub fn first(
        &mut self,
        table: &'static Table,
        id: Uuid,
        origin: &Origin,
        fingerprint: Option<i64>,
    ) -> Result<(), Fault> {
        if let Some(place) = self.places.get(&id) {
            if place.fingerprint == fingerprint {
                return Ok(());
            }
            let what = match (fingerprint, place.fingerprint) {
                (None, _) => "it is removed here and given",
                (_, None) => "it is given here and removed",
                _ => "it is given here and, with other content,",
            };
            let problem = format!("{what} at {}:{}", self.files[place.file], place.line);
            return Err(about(table, id, Some(origin), problem));
        }
        let file = match self.files.iter().rposition(|f| **f == *origin.file) {
            Some(i) => i,
            None => {
                self.files.push(origin.file.clone());
                self.files.len() - 1
            }
        };
        self.places.insert(id, Place { fingerprint, file, line: origin.line });
        let keys = self.keys.entry(table.name).or_default();
        if fingerprint.is_some() && keys.len() < KEYS {
            keys.push(origin.key.clone());
        }
        Ok(())
    }

    /// Keys given in this table.
    pub fn keys(&self, table: &str) -> impl Iterator<Item = &str> {
        self.keys.get(table).into_iter().flatten().map(String::as_str)
    }
}
