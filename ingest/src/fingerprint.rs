//! What a record says, as a number: equal numbers mean that there is nothing to write.

use chrono::Datelike;
use sea_orm::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::id;
use crate::record::{Citation, Record, null};

/// The id of a set of citations: equal sets have one id, so that records share their rows. Sets that begin with the same
/// source lie together by the first number of their locators, such as a page. None for the empty set.
pub(crate) fn provenance(citations: &[Citation]) -> Option<Uuid> {
    let first = citations.first()?;
    let mut bytes = Bytes(b"provenance\n".to_vec());
    for c in citations {
        bytes.id(c.source).optional(&c.locator).optional(&c.quote).text(c.certainty).text(c.method);
    }
    let whole = id::derived(&bytes.0);
    let number = first.locator.as_deref().and_then(id::first_number);
    Some(number.map_or(whole, |number| id::beside(first.source, number, whole)))
}

/// The first eight bytes of the SHA-256 of everything that the record says, wherever it was read.
pub(crate) fn fingerprint(record: &Record, provenance: Option<Uuid>) -> i64 {
    let mut bytes = Bytes(Vec::with_capacity(1024));
    bytes.text(record.table.name).text(record.state);
    // Only what is known, by name: a new column that may be null leaves the numbers of all old records as they are.
    for (column, cell) in record.table.columns.iter().zip(&record.cells) {
        if *cell != null(column.kind) {
            bytes.text(column.name).cell(cell);
        }
    }
    bytes.cell(&Value::Uuid(provenance));

    let mut identifiers: Vec<_> = record.identifiers.iter().collect();
    identifiers.sort_by_key(|i| (&i.scheme, &i.value));
    bytes.count(identifiers.len());
    for i in identifiers {
        bytes.text(&i.scheme).text(&i.value).optional(&i.valid_from).optional(&i.valid_to);
    }
    bytes.count(record.aliases.len());
    for a in &record.aliases {
        bytes.text(&a.name).optional(&a.language).optional(&a.note);
    }
    // Roles have no order among each other.
    let mut actors: Vec<_> = record.actors.iter().collect();
    actors.sort_by_key(|a| a.role);
    bytes.count(actors.len());
    for a in actors {
        bytes.text(a.role).optional(&a.as_written).text(a.resolution).text(a.certainty);
        for id in [a.person, a.post, a.organisation, a.board, a.council] {
            bytes.cell(&Value::Uuid(id));
        }
    }
    let mut links: Vec<_> = record.links.iter().collect();
    links.sort_by_key(|l| l.role);
    bytes.count(links.len());
    for l in links {
        bytes.text(l.role).id(l.to).text(l.certainty);
    }

    let hash = Sha256::digest(&bytes.0);
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    i64::from_be_bytes(first)
}

/// An encoding in which two different contents never look alike: every value is marked with its kind or length.
struct Bytes(Vec<u8>);

impl Bytes {
    fn count(&mut self, n: usize) {
        self.0.extend((n as u64).to_be_bytes());
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.count(text.len());
        self.0.extend(text.as_bytes());
        self
    }

    fn optional(&mut self, text: &Option<String>) -> &mut Self {
        match text {
            Some(text) => {
                self.0.push(1);
                self.text(text)
            }
            None => {
                self.0.push(0);
                self
            }
        }
    }

    fn id(&mut self, id: Uuid) -> &mut Self {
        self.0.extend(id.as_bytes());
        self
    }

    fn cell(&mut self, cell: &Value) {
        let mut known = |bytes: Option<&[u8]>| match bytes {
            Some(bytes) => {
                self.0.push(1);
                self.count(bytes.len());
                self.0.extend(bytes);
            }
            None => self.0.push(0),
        };
        match cell {
            Value::Uuid(id) => known(id.as_ref().map(|id| id.as_bytes().as_slice())),
            Value::String(text) => known(text.as_deref().map(str::as_bytes)),
            Value::Int(n) => known(n.map(i32::to_be_bytes).as_ref().map(<[u8; 4]>::as_slice)),
            Value::BigInt(n) => known(n.map(i64::to_be_bytes).as_ref().map(<[u8; 8]>::as_slice)),
            Value::Bool(b) => known(b.map(|b| [u8::from(b)]).as_ref().map(<[u8; 1]>::as_slice)),
            Value::ChronoDate(day) => {
                known(day.map(|d| d.num_days_from_ce().to_be_bytes()).as_ref().map(<[u8; 4]>::as_slice));
            }
            // No column holds any other: see `record::null`, which every record is held against first.
            other => known(Some(format!("{other:?}").as_bytes())),
        }
    }
}
