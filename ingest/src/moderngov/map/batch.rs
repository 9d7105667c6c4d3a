//! Records gathered for one write: each once, the first one given of an id.

use std::collections::HashSet;

use entities::Table;
use uuid::Uuid;

use super::super::private;
use super::super::text::Body;
use crate::record::{Entry, Record, Removal};

/// Records and removals, in the order in which they were added.
#[derive(Default)]
pub struct Batch {
    entries: Vec<Entry>,
    ids: HashSet<Uuid>,
    /// E-mail addresses and telephone numbers of nobody public, taken out of texts.
    pub private: u64,
    /// Sentences in minutes that a person must read, since no rule can.
    pub ambiguous: u64,
}

impl Batch {
    /// Adds a record, unless one with its id is there.
    pub fn add(&mut self, record: Record) {
        if self.ids.insert(record.id) {
            self.entries.push(record.into());
        }
    }

    /// Adds a removal, unless a record with its id is there.
    pub fn remove(&mut self, table: &'static Table, id: Uuid) {
        if self.ids.insert(id) {
            self.entries.push(Removal { table, id, origin: None }.into());
        }
    }

    /// A text without private things.
    pub fn public(&mut self, text: &str) -> String {
        let cleaned = private::cleaned(text);
        self.private += cleaned.emails + cleaned.phones;
        cleaned.text.into_owned()
    }

    /// The two forms of a body without private things.
    pub fn public_body(&mut self, body: &Body) -> Body {
        Body { text: self.public(&body.text), html: private::cleaned(&body.html).text.into_owned() }
    }

    /// Whether a record with this id is to be written.
    pub fn has(&self, id: Uuid) -> bool {
        self.ids.contains(&id)
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn into_entries(self) -> Vec<Entry> {
        self.entries
    }
}
