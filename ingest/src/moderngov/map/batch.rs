//! Records gathered for one write: each once, the first one given of an id.

use std::collections::hash_map::{Entry, HashMap};

use entities::Table;
use uuid::Uuid;

use super::super::private;
use super::super::text::Body;
use crate::record::{self, Record, Removal, Withdrawal};

/// Records and removals, in the order in which they were added.
#[derive(Default)]
pub struct Batch {
    entries: Vec<record::Entry>,
    /// Where each is among the entries.
    ids: HashMap<Uuid, usize>,
    /// E-mail addresses and telephone numbers of nobody public, taken out of texts.
    pub private: u64,
    /// Sentences in minutes that a person must read, since no rule can.
    pub ambiguous: u64,
}

impl Batch {
    /// Adds a record, unless one with its id is there.
    pub fn add(&mut self, record: Record) {
        if let Entry::Vacant(place) = self.ids.entry(record.id) {
            place.insert(self.entries.len());
            self.entries.push(record.into());
        }
    }

    /// Adds a record in place of one with its id.
    pub fn put(&mut self, record: Record) {
        match self.ids.get(&record.id) {
            Some(place) => self.entries[*place] = record.into(),
            None => self.add(record),
        }
    }

    /// Adds a removal, unless a record with its id is there.
    pub fn remove(&mut self, table: &'static Table, id: Uuid) {
        if let Entry::Vacant(place) = self.ids.entry(id) {
            place.insert(self.entries.len());
            self.entries.push(Removal { table, id, origin: None }.into());
        }
    }

    /// Adds that the source lists a record no more, unless a record with its id is there. `feed` as in [`Withdrawal`].
    pub fn withdraw(&mut self, table: &'static Table, id: Uuid, feed: Option<&str>) {
        if let Entry::Vacant(place) = self.ids.entry(id) {
            place.insert(self.entries.len());
            self.entries.push(Withdrawal { table, id, feed: feed.map(Into::into) }.into());
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
        let before = self.private;
        let text = self.public(&body.text);
        // Marks within a number hide it in the HTML: where something was taken out, the HTML is made of the text.
        let html = if self.private == before { body.html.clone() } else { paragraphs(&text) };
        Body { text, html }
    }

    /// Whether a record with this id is to be written or taken away.
    pub fn has(&self, id: Uuid) -> bool {
        self.ids.contains_key(&id)
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn into_entries(self) -> Vec<record::Entry> {
        self.entries
    }
}

/// A text of one paragraph a line, as HTML.
fn paragraphs(text: &str) -> String {
    text.lines().map(|line| format!("<p>{}</p>", html_escape::encode_text(line))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_do_not_hide_what_is_private() {
        let text = "Ring 01632 960001.\nAll & sundry.".to_string();
        let body = Body { text, html: "<p>Ring <b>01632</b> 960001.</p><p>All &amp; sundry.</p>".into() };
        let mut batch = Batch::default();
        let public = batch.public_body(&body);
        assert_eq!(batch.private, 1);
        assert!(!public.html.contains("01632") && !public.html.contains("960001"), "{}", public.html);
        assert!(public.html.ends_with("<p>All &amp; sundry.</p>"), "{}", public.html);
    }
}
