//! A record while it is read: its place for fault messages, the faults so far, and the names of what it points to.

use std::sync::Arc;

use entities::{Word, Words, record_named};
use uuid::Uuid;

use super::tree::{Field, Node, Tree};
use crate::error::Fault;
use crate::id;
use crate::near::did_you_mean;
use crate::record::Name;

pub(super) struct Scope<'a> {
    pub file: Arc<str>,
    /// The record in words, once its key is known.
    pub record: Option<String>,
    pub faults: &'a mut Vec<Fault>,
    pub names: Vec<Name>,
}

impl Scope<'_> {
    /// Notes that a field is wrong.
    pub fn wrong(&mut self, line: u32, field: &str, problem: impl Into<String>) {
        self.faults.push(Fault {
            place: Some((self.file.clone(), line)),
            record: self.record.clone(),
            field: Some(field.into()),
            problem: problem.into(),
        });
    }

    /// Notes that the record as a whole is wrong.
    pub fn wrong_whole(&mut self, line: u32, problem: impl Into<String>) {
        self.faults.push(Fault {
            place: Some((self.file.clone(), line)),
            record: self.record.clone(),
            field: None,
            problem: problem.into(),
        });
    }

    /// The id of the record with this key, which is remembered for messages. What no dataset gave a key, since it was
    /// imported, is pointed to by its id: keys that become part of addresses cannot look so.
    pub fn point(&mut self, table: &str, key: String, line: u32) -> Uuid {
        let has_slug = record_named(table).is_some_and(|table| table.column("slug").is_some());
        let by_id = id::in_reference(&key).filter(|_| has_slug);
        let id = by_id.unwrap_or_else(|| id::of_key(table, &key));
        self.names.push(Name { id, key, line });
        id
    }

    /// A text: trimmed, not empty, without characters that are no text.
    pub fn text(&mut self, field: &str, node: Node) -> Option<String> {
        let line = node.line;
        let Tree::Text(text) = node.tree else {
            self.wrong(line, field, format!("a text is needed, not {}", node.sort()));
            return None;
        };
        let text = text.trim().replace("\r\n", "\n");
        if text.is_empty() {
            self.wrong(line, field, "the text is empty: leave the field out where nothing is known");
            return None;
        }
        if let Some(c) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            self.wrong(line, field, format!("the text holds the control character U+{:04X}", u32::from(c)));
            return None;
        }
        Some(text)
    }

    /// A word of a closed list.
    pub fn word(&mut self, field: &str, words: &'static Words, node: Node) -> Option<&'static str> {
        let line = node.line;
        let text = self.text(field, node)?;
        let word = words.words.iter().find(|word| word.word == text).map(|word| word.word);
        if word.is_none() {
            let all = || words.words.iter().map(|Word { word, .. }| *word);
            let list = all().collect::<Vec<_>>().join(", ");
            self.wrong(line, field, format!("{} is not one of {list}{}", quoted(&text), did_you_mean(&text, all())));
        }
        word
    }

    /// A list.
    pub fn list(&mut self, field: &str, node: Node) -> Option<Vec<Node>> {
        let line = node.line;
        match node.tree {
            Tree::List(items) if items.is_empty() => {
                self.wrong(line, field, "the list is empty: leave the field out where nothing is known");
                None
            }
            Tree::List(items) => Some(items),
            _ => {
                self.wrong(line, field, format!("a list is needed, not {}", node.sort()));
                None
            }
        }
    }

    /// A table, as a form whose fields are taken out one by one.
    pub fn form(&mut self, field: &str, node: Node) -> Option<Form> {
        let line = node.line;
        match node.tree {
            Tree::Map(fields) => Some(Form { line, name: field.into(), fields }),
            _ => {
                self.wrong(line, field, format!("a table is needed, not {}", node.sort()));
                None
            }
        }
    }

    /// Notes every field of a form that nobody took; `known` are the names that it could have had.
    pub fn close(&mut self, form: Form, known: &[&str]) {
        for field in form.fields {
            let near = did_you_mean(&field.name, known.iter().copied());
            let inside = if form.name.is_empty() { String::new() } else { format!(" in `{}`", form.name) };
            self.wrong(field.line, &field.name, format!("there is no such field{inside}{near}"));
        }
    }
}

/// A text within a message: on one line, and not endless.
pub(super) fn quoted(text: &str) -> String {
    let start: String = text.chars().take(80).map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("\"{start}{}\"", if text.chars().nth(80).is_some() { "…" } else { "" })
}

/// A table whose fields are taken out one by one.
pub(super) struct Form {
    pub line: u32,
    /// Its own name, for messages; empty for a record.
    name: String,
    fields: Vec<Field>,
}

impl Form {
    /// The fields of a record.
    pub fn of_record(line: u32, fields: Vec<Field>) -> Self {
        Self { line, name: String::new(), fields }
    }

    /// Takes a field out, if it is given.
    pub fn take(&mut self, name: &str) -> Option<Field> {
        let place = self.fields.iter().position(|field| field.name == name)?;
        Some(self.fields.remove(place))
    }

    /// Takes out every field that the test is true of, in the order in which they stand.
    pub fn take_where(&mut self, test: impl Fn(&str) -> bool) -> Vec<Field> {
        let (taken, left) = std::mem::take(&mut self.fields).into_iter().partition(|field| test(&field.name));
        self.fields = left;
        taken
    }

    /// Whether every field is taken.
    pub fn is_done(&self) -> bool {
        self.fields.is_empty()
    }
}
