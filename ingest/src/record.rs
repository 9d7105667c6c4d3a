//! What the write path takes: whole records, each with its names, actors, links and sources.

use std::sync::Arc;

use entities::{Kind, Table};
use sea_orm::Value;
use uuid::Uuid;

use crate::error::Fault;

/// One record to write. Writing it makes the database hold exactly this, and nothing else, of the record.
#[derive(Clone, Debug)]
pub struct Record {
    pub table: &'static Table,
    /// Stable id, see [`crate::id::of`].
    pub id: Uuid,
    /// The table's own columns, in the order of `table.columns`.
    pub cells: Vec<Value>,
    /// A word of [`entities::STATE`].
    pub state: &'static str,
    /// In any order.
    pub identifiers: Vec<Identifier>,
    /// In the order to be kept.
    pub aliases: Vec<Alias>,
    /// In the order to be kept within each role.
    pub actors: Vec<Actor>,
    /// In the order to be kept within each role.
    pub links: Vec<Link>,
    /// The sources that it rests on, the best first; empty for sources and topics.
    pub citations: Vec<Citation>,
    /// Where a dataset says so; none for records that come from elsewhere.
    pub origin: Option<Box<Origin>>,
    /// Who says it, where the record is somebody else's already: what is given is then joined to what the others say,
    /// instead of taking its place. None where whoever gives the record is the one that it belongs to.
    pub feed: Option<Arc<str>>,
}

/// A record to take away, with its names, actors and links.
#[derive(Clone, Debug)]
pub struct Removal {
    pub table: &'static Table,
    pub id: Uuid,
    pub origin: Option<Box<Origin>>,
}

/// A record that its source lists no more. Its own stays as it is, and says so by its state. Of somebody else's it says
/// nothing any longer: that stays, as the others say it.
#[derive(Clone, Debug)]
pub struct Withdrawal {
    pub table: &'static Table,
    pub id: Uuid,
    /// Under which feed the source joined the record; none where the record is its own.
    pub feed: Option<Arc<str>>,
}

/// What one step of a load does.
#[derive(Clone, Debug)]
pub enum Entry {
    Record(Box<Record>),
    Removal(Removal),
    Withdrawal(Withdrawal),
}

impl From<Record> for Entry {
    fn from(record: Record) -> Self {
        Entry::Record(Box::new(record))
    }
}

impl From<Removal> for Entry {
    fn from(removal: Removal) -> Self {
        Entry::Removal(removal)
    }
}

impl From<Withdrawal> for Entry {
    fn from(withdrawal: Withdrawal) -> Self {
        Entry::Withdrawal(withdrawal)
    }
}

/// The place in a dataset where a record was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The file as it was named.
    pub file: Arc<str>,
    /// The line on which the record begins, from 1.
    pub line: u32,
    /// The record's key.
    pub key: String,
    /// What the record calls the records that it points to.
    pub names: Vec<Name>,
}

/// How a dataset writes a reference.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    pub id: Uuid,
    pub key: String,
    /// The line, from 1.
    pub line: u32,
}

/// A name in somebody's scheme. Dates are partial dates.
#[derive(Clone, Debug)]
pub struct Identifier {
    pub scheme: String,
    pub value: String,
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
}

/// Another written form of the name.
#[derive(Clone, Debug)]
pub struct Alias {
    pub name: String,
    pub language: Option<String>,
    pub note: Option<String>,
}

/// Who plays a part in the record.
#[derive(Clone, Debug)]
pub struct Actor {
    /// One of `table.actors`.
    pub role: &'static str,
    pub as_written: Option<String>,
    pub person: Option<Uuid>,
    pub post: Option<Uuid>,
    pub organisation: Option<Uuid>,
    pub board: Option<Uuid>,
    pub council: Option<Uuid>,
    /// A word of [`entities::actor::RESOLUTION`].
    pub resolution: &'static str,
    /// A word of [`entities::citation::CERTAINTY`].
    pub certainty: &'static str,
}

/// That the record points to another.
#[derive(Clone, Debug)]
pub struct Link {
    /// The role of one of `table.links`.
    pub role: &'static str,
    pub to: Uuid,
    /// A word of [`entities::citation::CERTAINTY`].
    pub certainty: &'static str,
}

/// A place where the record was read.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The id of a record of the table `source`.
    pub source: Uuid,
    pub locator: Option<String>,
    pub quote: Option<String>,
    /// A word of [`entities::citation::CERTAINTY`].
    pub certainty: &'static str,
    /// A word of [`entities::citation::METHOD`].
    pub method: &'static str,
}

impl Record {
    /// A current record of which nothing is known yet: every column null, no parts.
    pub fn new(table: &'static Table, id: Uuid) -> Self {
        Self {
            table,
            id,
            cells: table.columns.iter().map(|c| null(c.kind)).collect(),
            state: "CURRENT",
            identifiers: Vec::new(),
            aliases: Vec::new(),
            actors: Vec::new(),
            links: Vec::new(),
            citations: Vec::new(),
            origin: None,
            feed: None,
        }
    }

    /// The record with this column set.
    ///
    /// # Panics
    /// If the table has no such column: a mistake in the program, never in the data.
    #[must_use]
    pub fn with(mut self, column: &str, value: impl Into<Value>) -> Self {
        match self.table.columns.iter().position(|c| c.name == column) {
            Some(i) => self.cells[i] = value.into(),
            None => panic!("{} has no column {column}", self.table.name),
        }
        self
    }

    /// What breaks the shape of its table, if anything does: a column without its value, or with one of another kind.
    pub(crate) fn fault(&self) -> Option<Fault> {
        let fault = |field: &str, problem: String| {
            Some(Fault { field: Some(field.into()), ..about(self.table, self.id, self.origin.as_deref(), problem) })
        };
        let columns = self.table.columns;
        if self.cells.len() != columns.len() {
            let problem = format!("it has {} values for {} columns", self.cells.len(), columns.len());
            return Some(about(self.table, self.id, self.origin.as_deref(), problem));
        }
        for (column, cell) in columns.iter().zip(&self.cells) {
            if std::mem::discriminant(cell) != std::mem::discriminant(&null(column.kind)) {
                return fault(column.name, "the value is of the wrong kind".into());
            }
            match (column.kind, cell) {
                _ if !column.null && *cell == null(column.kind) => return fault(column.name, "it is missing".into()),
                (Kind::Word(words), Value::String(Some(word))) if !words.has(word) => {
                    return fault(column.name, format!("`{word}` is no word of {}", words.name));
                }
                (Kind::Decimal, Value::String(Some(text))) if !entities::decimal::is_valid(text) => {
                    return fault(column.name, format!("`{text}` is no exact decimal of at most 28 digits"));
                }
                (_, Value::String(Some(text))) if text.contains('\0') => {
                    return fault(column.name, "the text holds a null character".into());
                }
                _ => {}
            }
        }
        if let Some(field) = self.null_character() {
            return fault(field, "the text holds a null character".into());
        }
        let mut names: Vec<_> = self.identifiers.iter().map(|i| (&i.scheme, &i.value)).collect();
        names.sort_unstable();
        if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            return fault("identifiers", format!("`{}` in the scheme `{}` stands twice", twice[0].1, twice[0].0));
        }
        let mut links: Vec<_> = self.links.iter().map(|l| (l.role, l.to)).collect();
        links.sort_unstable();
        if let Some(twice) = links.windows(2).find(|pair| pair[0] == pair[1]) {
            return fault(&link_field(self.table, twice[0].0), "the same link stands twice".into());
        }
        None
    }

    /// The parts in which a null character stands, which PostgreSQL cannot hold.
    fn null_character(&self) -> Option<&'static str> {
        let bad = |text: &String| text.contains('\0');
        let maybe = |text: &Option<String>| text.as_ref().is_some_and(bad);
        if self
            .identifiers
            .iter()
            .any(|i| bad(&i.scheme) || bad(&i.value) || maybe(&i.valid_from) || maybe(&i.valid_to))
        {
            return Some("identifiers");
        }
        if self.aliases.iter().any(|a| bad(&a.name) || maybe(&a.language) || maybe(&a.note)) {
            return Some("aliases");
        }
        if self.actors.iter().any(|a| maybe(&a.as_written)) {
            return Some("actors");
        }
        self.citations.iter().any(|c| maybe(&c.locator) || maybe(&c.quote)).then_some("sources")
    }
}

/// The null of a column of this kind.
pub(crate) fn null(kind: Kind) -> Value {
    match kind {
        Kind::Id | Kind::Reference(_) => Value::Uuid(None),
        Kind::Int => Value::Int(None),
        Kind::Big | Kind::Pounds | Kind::Instant => Value::BigInt(None),
        Kind::Bool => Value::Bool(None),
        Kind::Date => Value::ChronoDate(None),
        // All others are texts.
        _ => Value::String(None),
    }
}

/// How a dataset names the links of a role: its fields, where several share the role.
pub(crate) fn link_field(table: &Table, role: &str) -> String {
    let fields: Vec<&str> = table.links.iter().filter(|l| l.role == role).map(|l| l.field).collect();
    if fields.is_empty() { role.to_lowercase() } else { fields.join("`/`") }
}

/// A record in words, by its key where it has one.
pub(crate) fn in_words(table: &Table, id: Uuid, origin: Option<&Origin>) -> String {
    match origin {
        Some(origin) => format!("{} \"{}\"", table.name, origin.key),
        None => format!("{} {id}", table.name),
    }
}

/// A fault of a whole record.
pub(crate) fn about(table: &Table, id: Uuid, origin: Option<&Origin>, problem: String) -> Fault {
    Fault {
        place: origin.map(|o| (o.file.clone(), o.line)),
        record: Some(in_words(table, id, origin)),
        field: None,
        problem,
    }
}
