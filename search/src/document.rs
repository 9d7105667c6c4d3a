//! From a record to a document of the index.

use entities::{partial_date, text::Source};
use tantivy::TantivyDocument;
use uuid::Uuid;

use crate::{read::Record, schema::Fields, words};

/// Beside the columns of its texts, a record is found by other forms of its name and by who plays a part in it.
pub const ALIASES: &str = "aliases";
pub const ACTORS: &str = "actors";

/// Characters that a label made of a text has at most.
const LABEL: usize = 120;

/// An id as one term.
pub fn term(id: Uuid) -> String {
    id.simple().to_string()
}

/// The document of a record.
pub fn document(fields: &Fields, source: &Source, record: &Record) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    let mut keep = |column: &str, value: &str| {
        document.add_text(fields.columns, column);
        document.add_text(fields.values, value);
    };
    for (column, value) in &record.values {
        keep(column, value);
    }
    for alias in &record.aliases {
        keep(ALIASES, alias);
    }
    for actor in &record.actors {
        keep(ACTORS, actor);
    }
    document.add_text(fields.id, term(record.id));
    document.add_text(fields.table, source.table);
    document.add_text(fields.label, label(record));
    document.add_text(fields.handed, handed(record));
    for id in &record.rests_on {
        document.add_text(fields.rests_on, term(*id));
    }
    add_names(&mut document, fields, source, record);
    add_facets(&mut document, fields, record);
    document
}

fn add_names(document: &mut TantivyDocument, fields: &Fields, source: &Source, record: &Record) {
    let is_name = |column: &str| source.name == Some(column);
    let names = record.values.iter().filter(|(column, _)| is_name(column)).map(|(_, value)| value);
    for name in names.chain(&record.aliases) {
        document.add_text(fields.name, name);
        document.add_text(fields.name_stem, name);
        if source.main {
            document.add_text(fields.exact, words::line(name));
            document.add_text(fields.main, name);
            document.add_text(fields.beginning, name);
        }
    }
    let texts = record.values.iter().filter(|(column, _)| !is_name(column)).map(|(_, value)| value);
    for text in texts.chain(&record.actors) {
        document.add_text(fields.text, text);
        document.add_text(fields.text_stem, text);
    }
}

fn add_facets(document: &mut TantivyDocument, fields: &Fields, record: &Record) {
    if let Some((slug, name)) = &record.council {
        document.add_text(fields.council, slug);
        document.add_text(fields.context, name);
    }
    if let Some((kind, name)) = &record.board {
        document.add_text(fields.board_kind, kind);
        document.add_text(fields.context, name);
    }
    for topic in &record.topics {
        document.add_text(fields.topic, topic);
    }
    if let Some((from, to)) = record.day.as_deref().and_then(partial_date::days) {
        document.add_i64(fields.from, from);
        document.add_i64(fields.to, to);
        document.add_text(fields.year, (from / 10_000).to_string());
    }
}

/// The name of a record, or the beginning of its first text.
fn label(record: &Record) -> String {
    let first = record.values.first().map_or("", |(_, value)| value.as_str());
    first.lines().next().unwrap_or_default().chars().take(LABEL).collect()
}

/// What records that rest on this one hold of it, or through it of others: when that is another, they are read again.
pub fn handed(record: &Record) -> String {
    let Record { day, council, board, values, rests_on, .. } = record;
    let slug = values.iter().find(|(column, _)| *column == "slug");
    format!("{:?} {:?} {day:?} {council:?} {board:?} {rests_on:?}", values.first(), slug)
}
