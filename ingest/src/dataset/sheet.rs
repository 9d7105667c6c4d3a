//! CSV files: one record a row, under a header row that says what the columns are.

use std::path::PathBuf;

use entities::{Kind, RECORDS, Table, record_named};

use super::decode::Decoder;
use super::heading::{self, Column, Says};
use super::lines::Lines;
use super::tree::{Field, Node, Tree};
use crate::error::Error;
use crate::near::did_you_mean;

/// Most cells of a row.
const CELLS: usize = 1_000;
/// Most values of one cell.
const VALUES: usize = 10_000;

/// A CSV file being read.
pub(super) struct Sheet {
    lines: Lines,
    table: &'static Table,
    columns: Vec<Column>,
}

/// A row.
struct Row {
    /// The line on which it begins, from 1.
    line: u32,
    /// Each with the line on which it begins, from 1.
    cells: Vec<(u32, String)>,
}

/// What makes a row unreadable, and its line, from 1.
type Flaw = (u32, String);

impl Sheet {
    /// Reads the header row; none, and faults noted, if the rows cannot be understood.
    pub fn open(path: PathBuf, decoder: &mut Decoder) -> Result<Option<Self>, Error> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = name.split('.').next().unwrap_or_default();
        let Some(table) = record_named(name) else {
            let near = did_you_mean(name, RECORDS.iter().map(|t| t.name));
            let rule = "a CSV file is named after the table of its records, such as board.csv";
            decoder.wrong(1, format!("there is no table `{name}`{near} ({rule})"));
            return Ok(None);
        };
        let mut lines = Lines::open(path)?;
        let columns = match row(&mut lines)? {
            Some(Ok(row)) => heading::read(decoder, table, row.cells),
            Some(Err((line, problem))) => {
                decoder.wrong(line, problem);
                None
            }
            None => {
                decoder.wrong(1, "the header row is missing".into());
                None
            }
        };
        Ok(columns.map(|columns| Self { lines, table, columns }))
    }

    /// Reads the next row; false at the end.
    pub fn next(&mut self, decoder: &mut Decoder) -> Result<bool, Error> {
        let row = match row(&mut self.lines)? {
            None => return Ok(false),
            Some(Err((line, problem))) => {
                decoder.wrong(line, problem);
                return Ok(true);
            }
            Some(Ok(row)) => row,
        };
        let (cells, columns) = (row.cells.len(), self.columns.len());
        if row.cells.iter().all(|(_, text)| text.trim().is_empty()) {
            return Ok(true);
        }
        if let Some(first) = self.columns.get(cells) {
            let problem = format!("the row ends before this column: it has {cells} cells, and the header {columns}");
            decoder.wrong_column(row.line, &first.name, problem);
        } else if cells > columns {
            let hint = "a cell with a comma in it must stand in quotation marks";
            decoder.wrong(row.line, format!("the row has {cells} cells, and the header {columns}: {hint}"));
        } else if let Some(node) = self.record(decoder, row) {
            decoder.line(node);
        }
        Ok(true)
    }

    /// The row as a line of JSON Lines would say it; none, and faults noted, if it cannot be said so.
    fn record(&self, decoder: &mut Decoder, row: Row) -> Option<Node> {
        let before = decoder.faults.len();
        let mut fields: Vec<Field> = Vec::new();
        let mut lists = Lists::new();
        let mut gone = false;
        for (column, (line, text)) in self.columns.iter().zip(row.cells) {
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            if text.matches('|').count() >= VALUES && !matches!(column.says, Says::One { .. }) {
                decoder.wrong_column(line, &column.name, format!("a cell may hold {VALUES} values"));
                continue;
            }
            match &column.says {
                Says::One { field, kind } => {
                    fields.push(Field { name: (*field).into(), line, node: Node { line, tree: one(*kind, text) } });
                }
                Says::Many { field } => list(&mut lists, field, line).extend(values(line, text)),
                Says::Identifier { scheme } => {
                    let parts = values(line, text).map(|value| {
                        let scheme = Node { line, tree: Tree::Text(scheme.clone()) };
                        map(line, vec![("scheme", scheme), ("value", value)])
                    });
                    list(&mut lists, "identifiers", line).extend(parts);
                }
                Says::Part { list: name, field } => {
                    let values: Vec<Node> = values(line, text).collect();
                    let (count, parts) = (values.len(), list(&mut lists, name, line));
                    if !fill(parts, field, values) {
                        let there = format!("it has {count} values, and `{name}` has {} before it", parts.len());
                        let rule = "leave the place between two `|` empty where nothing is known";
                        decoder.wrong_column(line, &column.name, format!("{there}: {rule}"));
                    }
                }
                Says::Remove => match one(Kind::Bool, text) {
                    Tree::Bool(remove) => gone = remove,
                    _ => decoder.wrong_column(line, &column.name, "true or false is needed, not a text".into()),
                },
            }
        }
        if decoder.faults.len() > before {
            return None;
        }
        let name = self.table.name;
        if !gone {
            let lists = lists.into_iter().map(|(name, line, items)| Field {
                name,
                line,
                node: Node { line, tree: Tree::List(items) },
            });
            fields.extend(lists);
            return Some(map(row.line, vec![(name, Node { line: row.line, tree: Tree::Map(fields) })]));
        }
        let Some(key) = fields.into_iter().find(|field| field.name == "key") else {
            decoder.wrong_column(row.line, "key", "it is missing".into());
            return None;
        };
        Some(map(row.line, vec![("remove", map(row.line, vec![(name, key.node)]))]))
    }
}

/// The next row that is not empty; none at the end. What is wrong with a row comes with its line.
fn row(lines: &mut Lines) -> Result<Option<Result<Row, Flaw>>, Error> {
    let mut bytes = Vec::new();
    let mut quoted = false;
    loop {
        let before = bytes.len();
        if !lines.next(&mut bytes)? {
            let problem = "a quotation mark is opened here and never closed";
            return Ok((!bytes.is_empty()).then(|| Err((lines.begun, problem.into()))));
        }
        let line = bytes.get(before..).unwrap_or_default();
        // An end of line within quotation marks does not end the row.
        quoted ^= line.iter().filter(|byte| **byte == b'"').count() % 2 == 1;
        if bytes.trim_ascii().is_empty() {
            bytes.clear();
        } else if !quoted {
            return Ok(Some(cells(lines.begun, &bytes)));
        }
    }
}

fn cells(line: u32, bytes: &[u8]) -> Result<Row, Flaw> {
    let text = str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        (below(line, before), "this is not UTF-8: save the sheet as CSV in UTF-8".to_string())
    })?;
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).buffer_capacity(bytes.len()).from_reader(bytes);
    let mut record = csv::StringRecord::new();
    reader.read_record(&mut record).map_err(|error| (line, format!("this is not CSV: {error}")))?;
    let read = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
    if text.get(read..).is_some_and(|rest| !rest.trim().is_empty()) {
        let rule = "put the whole cell in quotation marks, and write each one within it twice";
        return Err((line, format!("a quotation mark stands within a cell: {rule}")));
    }
    if record.len() > CELLS {
        return Err((line, format!("a row may have {CELLS} cells, and this one has {}", record.len())));
    }
    let mut at = line;
    let cells = record.iter().map(|text| {
        let begun = at;
        at = below(at, text.as_bytes());
        (begun, text.to_string())
    });
    Ok(Row { line, cells: cells.collect() })
}

/// The line on which a text ends that begins on this one.
fn below(line: u32, text: &[u8]) -> u32 {
    let ends = text.iter().filter(|byte| **byte == b'\n').count();
    line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX))
}

/// The only value of a cell.
fn one(kind: Kind, text: &str) -> Tree {
    match kind {
        // Spreadsheets write them in capitals.
        Kind::Bool if text.eq_ignore_ascii_case("true") => Tree::Bool(true),
        Kind::Bool if text.eq_ignore_ascii_case("false") => Tree::Bool(false),
        Kind::Int | Kind::Big | Kind::Pounds => match (text.parse(), text.parse::<f64>()) {
            (Ok(n), _) => Tree::Int(n),
            (_, Ok(_)) => Tree::Other("a number that is not whole or too large"),
            _ => Tree::Text(text.into()),
        },
        _ => Tree::Text(text.replace("\\|", "|")),
    }
}

/// The values of a cell, between `|`; `\|` is one that stands within a value.
fn values(line: u32, text: &str) -> impl Iterator<Item = Node> {
    let mut values = Vec::new();
    let mut value = String::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' if characters.next_if_eq(&'|').is_some() => value.push('|'),
            '|' => values.push(std::mem::take(&mut value)),
            _ => value.push(c),
        }
    }
    values.push(value);
    values.into_iter().map(move |value| Node { line, tree: Tree::Text(value) })
}

/// The lists of a record by the names of their fields, each with the line on which it begins.
type Lists = Vec<(String, u32, Vec<Node>)>;

/// The items of a list, which is begun if there is none yet.
fn list<'a>(lists: &'a mut Lists, name: &str, line: u32) -> &'a mut Vec<Node> {
    let place = lists.iter().position(|(list, ..)| list == name).unwrap_or_else(|| {
        lists.push((name.into(), line, Vec::new()));
        lists.len() - 1
    });
    &mut lists[place].2
}

/// Gives each part its value of a field, where it is not empty; if there are more or fewer values than parts, none.
fn fill(parts: &mut Vec<Node>, field: &str, values: Vec<Node>) -> bool {
    if parts.is_empty() {
        parts.extend(values.iter().map(|value| map(value.line, Vec::new())));
    }
    let fits = parts.len() == values.len();
    for (part, value) in parts.iter_mut().zip(values).filter(|_| fits) {
        let empty = matches!(&value.tree, Tree::Text(text) if text.trim().is_empty());
        if let Tree::Map(fields) = &mut part.tree
            && !empty
        {
            fields.push(Field { name: field.into(), line: value.line, node: value });
        }
    }
    fits
}

fn map(line: u32, fields: Vec<(&str, Node)>) -> Node {
    let fields = fields.into_iter().map(|(name, node)| Field { name: name.into(), line: node.line, node });
    Node { line, tree: Tree::Map(fields.collect()) }
}

#[cfg(test)]
mod tests;
