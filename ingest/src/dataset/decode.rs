//! From what stands in a file to records.

use std::collections::VecDeque;
use std::sync::Arc;

use entities::{Kind, RECORDS, Table, record_named};
use sea_orm::Value;
use uuid::Uuid;

use super::cell::cell;
use super::parts::{self, Defaults};
use super::scope::{Form, Scope, quoted};
use super::tree::{Field, Node, Tree};
use crate::error::Fault;
use crate::id;
use crate::near::did_you_mean;
use crate::record::{Entry, Name, Origin, Record, Removal};

/// Longest key, in bytes.
const KEY: usize = 300;

/// Turns documents into records, and gathers the faults of all of them.
#[derive(Default)]
pub(super) struct Decoder {
    pub records: VecDeque<Entry>,
    pub faults: Vec<Fault>,
    defaults: Arc<Defaults>,
    file: Arc<str>,
}

/// A record that others are nested in.
struct Parent<'a> {
    table: &'static Table,
    id: Uuid,
    key: &'a str,
    parent: Option<&'a Parent<'a>>,
    /// Place among its siblings, from 1.
    place: i32,
}

impl Decoder {
    /// Begins a file: what the last one said for all of its records is over.
    pub fn open(&mut self, file: Arc<str>) {
        self.file = file;
        self.defaults = Arc::default();
    }

    /// Notes that the file itself is wrong.
    pub fn wrong(&mut self, line: u32, problem: String) {
        self.scope().wrong_whole(line, problem);
    }

    /// Notes that a column of the file is wrong.
    pub fn wrong_column(&mut self, line: u32, column: &str, problem: String) {
        self.scope().wrong(line, column, problem);
    }

    /// A TOML document: defaults, and arrays of records.
    pub fn document(&mut self, document: Node) {
        let Tree::Map(mut fields) = document.tree else { return };
        if let Some(place) = fields.iter().position(|f| f.name == "defaults") {
            self.take_defaults(fields.remove(place).node);
        }
        for Field { name, line, node } in fields {
            match node.tree {
                Tree::List(items) => items.into_iter().for_each(|item| self.entry(&name, line, item)),
                _ => self.wrong(line, format!("`{name}` must be written as [[{name}]], once for each record")),
            }
        }
    }

    /// A line of JSON Lines: one record, named by its table.
    pub fn line(&mut self, node: Node) {
        let line = node.line;
        match node.tree {
            Tree::Map(mut fields) if fields.len() == 1 => {
                if let Some(Field { name, line, node }) = fields.pop() {
                    if name == "defaults" { self.take_defaults(node) } else { self.entry(&name, line, node) }
                }
            }
            _ => self.wrong(line, "each line must be an object with one field, the table of its record".into()),
        }
    }

    fn take_defaults(&mut self, node: Node) {
        self.defaults = Arc::new(Defaults::read(&mut self.scope(), node));
    }

    fn entry(&mut self, name: &str, line: u32, node: Node) {
        if name == "remove" {
            self.removal(node);
        } else if let Some(table) = record_named(name) {
            self.record(table, node, None);
        } else {
            let names = RECORDS.iter().map(|t| t.name).chain(["remove", "defaults"]);
            self.wrong(line, format!("there is no table `{name}`{}", did_you_mean(name, names)));
        }
    }

    fn removal(&mut self, node: Node) {
        let line = node.line;
        let Tree::Map(fields) = node.tree else {
            return self.wrong(line, format!("a removal must be a table, not {}", node.sort()));
        };
        for field in fields {
            let Some(table) = record_named(&field.name) else {
                let near = did_you_mean(&field.name, RECORDS.iter().map(|t| t.name));
                self.wrong(field.line, format!("there is no table `{}`{near}", field.name));
                continue;
            };
            let mut scope = self.scope();
            if let Some(key) = scope.text(table.name, field.node) {
                let id = id::of_key(table.name, &key);
                let origin = Origin { file: scope.file.clone(), line: field.line, key, names: Vec::new() };
                self.records.push_back(Removal { table, id, origin: Some(Box::new(origin)) }.into());
            }
        }
    }

    fn record(&mut self, table: &'static Table, node: Node, parent: Option<&Parent>) {
        let defaults = self.defaults.clone();
        let mut scope = self.scope();
        let line = node.line;
        scope.record = Some(table.name.into());
        let Tree::Map(fields) = node.tree else {
            return scope.wrong_whole(line, format!("a record must be a table, not {}", node.sort()));
        };
        let mut form = Form::of_record(line, fields);
        let Some(key) = key(&mut scope, &mut form, table, parent) else { return };
        scope.record = Some(format!("{} \"{key}\"", table.name));

        let mut record = Record::new(table, id::of_key(table.name, &key));
        for (i, column) in table.columns.iter().enumerate() {
            let field = field_name(column);
            let said = nested(column, table, parent);
            let cell = match (column.name, form.take(field)) {
                ("slug", given) => {
                    if let Some(given) = given {
                        scope.wrong(given.line, field, "there is no such field: it is made from `key`");
                    }
                    Some(Value::from(key.as_str()))
                }
                (_, Some(given)) if said.as_ref().is_some_and(|said| said.near) => {
                    scope.wrong(given.line, field, "leave it out: the nesting says it");
                    continue;
                }
                (_, Some(given)) => match cell(&mut scope, field, column.kind, given.node) {
                    Some(cell) => Some(cell),
                    None => continue,
                },
                (_, None) => said.map(|said| said.value),
            };
            match cell {
                Some(cell) => record.cells[i] = cell,
                None if column.null => {}
                None => scope.wrong(line, field, "it is missing"),
            }
        }
        parts::read(&mut scope, &mut form, &defaults, &mut record);
        let children = form.take_where(|name| record_named(name).is_some_and(|t| child_column(t, table).is_some()));
        if !form.is_done() {
            let known = field_names(table);
            scope.close(form, &known.iter().map(String::as_str).collect::<Vec<_>>());
        }

        let mut names = std::mem::take(&mut scope.names);
        names.extend(std::iter::successors(parent, |p| p.parent).map(|p| Name { id: p.id, key: p.key.into(), line }));
        let (id, place) = (record.id, 0);
        record.origin = Some(Box::new(Origin { file: scope.file.clone(), line, key: key.clone(), names }));
        self.records.push_back(record.into());
        let mut above = Parent { table, id, key: &key, parent, place };
        for Field { name, line, node } in children {
            let (Some(child), Tree::List(items)) = (record_named(&name), node.tree) else {
                self.wrong(line, format!("`{name}` must be a list of records"));
                continue;
            };
            for item in items {
                above.place += 1;
                self.record(child, item, Some(&above));
            }
            above.place = 0;
        }
    }

    fn scope(&mut self) -> Scope<'_> {
        Scope { file: self.file.clone(), record: None, faults: &mut self.faults, names: Vec::new() }
    }
}

/// The name of a column in a dataset: a reference is written without the end of its name.
pub(super) fn field_name(column: &entities::Column) -> &'static str {
    match column.kind {
        Kind::Reference(_) => column.name.strip_suffix("_id").unwrap_or(column.name),
        _ => column.name,
    }
}

/// Every field that a record of the table can have in a dataset.
fn field_names(table: &'static Table) -> Vec<String> {
    let columns = table.columns.iter().filter(|c| c.name != "slug").map(field_name);
    let links = table.links.iter().map(|link| link.field);
    let children = RECORDS.iter().filter(|child| child_column(child, table).is_some()).map(|child| child.name);
    let always = ["key", "at", "sources", "state", "identifiers", "aliases"];
    let names = always.into_iter().chain(columns).chain(links).chain(children).map(String::from);
    names.chain(table.actors.iter().map(|role| role.to_lowercase())).collect()
}

/// The column by which a record of `child` belongs to one of `parent`, if it can be nested there: the one that bears
/// the parent's name, or the only one that points to its table.
pub(super) fn child_column(child: &'static Table, parent: &Table) -> Option<&'static entities::Column> {
    let points = |c: &&entities::Column| matches!(c.kind, Kind::Reference(target) if target == parent.name);
    let named = child.columns.iter().filter(points).find(|c| field_name(c) == parent.name);
    named.or_else(|| {
        let mut all = child.columns.iter().filter(points);
        all.next().filter(|_| all.next().is_none())
    })
}

/// What nesting says of a column.
struct Said {
    value: Value,
    /// Whether it is the reference to the record right above, which may not be given as well.
    near: bool,
}

/// A nested record points to the record right above it, needs no reference to those further up where its table demands
/// one, and stands in its place in the list.
fn nested(column: &'static entities::Column, table: &'static Table, parent: Option<&Parent>) -> Option<Said> {
    let parent = parent?;
    if child_column(table, parent.table).is_some_and(|c| c.name == column.name) {
        return Some(Said { value: parent.id.into(), near: true });
    }
    if column.name == "position" {
        return Some(Said { value: parent.place.into(), near: false });
    }
    let above = std::iter::successors(parent.parent, |p| p.parent);
    let mut fitting = above.filter(|p| !column.null && field_name(column) == p.table.name);
    fitting.next().map(|p| Said { value: p.id.into(), near: false })
}

fn key(scope: &mut Scope, form: &mut Form, table: &Table, parent: Option<&Parent>) -> Option<String> {
    let (line, key) = match (form.take("key"), parent) {
        (Some(given), _) => (given.line, scope.text("key", given.node)?),
        (None, Some(parent)) => (form.line, format!("{}/{}/{}", parent.key, table.name, parent.place)),
        (None, None) => {
            scope.wrong(form.line, "key", "it is missing");
            return None;
        }
    };
    if key.len() > KEY {
        scope.wrong(line, "key", format!("it is longer than {KEY} bytes"));
        return None;
    }
    if key.contains(char::is_control) {
        scope.wrong(line, "key", "it must stand on one line, without tabs");
        return None;
    }
    let is_safe = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-._".contains(&b))
    };
    if table.column("slug").is_some() && !key.split('/').all(is_safe) {
        let rule = "becomes part of addresses: only a-z, 0-9, `-`, `.` and `_` may stand in it, in parts joined by `/`";
        scope.wrong(line, "key", format!("{} {rule}", quoted(&key)));
        return None;
    }
    Some(key)
}
