//! The cells of one row, and what is noted while they are read.

use std::sync::Arc;

use csv::StringRecord;

use super::note::{Note, NoteKind};
use super::shape::{Field, Shape};
use crate::error::Fault;

/// A row of a register.
pub(super) struct Row<'a> {
    pub shape: &'static Shape,
    /// The place of each of the shape's columns.
    pub places: &'a [usize],
    pub cells: &'a StringRecord,
    /// From 1.
    pub line: u32,
    pub found: &'a mut Found,
}

/// What is wrong or odd in a file.
pub(super) struct Found {
    pub file: Arc<str>,
    pub faults: Vec<Fault>,
    pub notes: Vec<Note>,
}

impl Found {
    pub fn new(file: Arc<str>) -> Self {
        Self { file, faults: Vec::new(), notes: Vec::new() }
    }

    pub fn fault(&mut self, line: u32, problem: String) {
        self.faults.push(Fault { place: Some((self.file.clone(), line)), problem, ..Fault::default() });
    }

    pub fn note(&mut self, kind: NoteKind, line: u32, code: &str, column: Option<&str>, problem: String) {
        let fault = Fault {
            place: Some((self.file.clone(), line)),
            record: Some(code.to_owned()),
            field: column.map(str::to_owned),
            problem,
        };
        self.notes.push(Note { kind, fault });
    }
}

impl Row<'_> {
    /// A cell without blanks around it; none where it is empty, or where the shape has no such column.
    pub fn get(&self, field: Field) -> Option<&str> {
        let i = self.shape.columns.iter().position(|(of, _)| *of == field)?;
        self.cells.get(*self.places.get(i)?).map(str::trim).filter(|text| !text.is_empty())
    }

    /// A cell that must not be empty; a fault and no text where it is.
    pub fn needed(&mut self, field: Field) -> String {
        match self.get(field) {
            Some(text) => text.to_owned(),
            None => {
                self.fault(field, "it is missing".into());
                String::new()
            }
        }
    }

    /// The codes of a cell, between commas.
    pub fn list(&self, field: Field) -> Vec<String> {
        let codes = self.get(field).into_iter().flat_map(|text| text.split(',')).map(str::trim);
        let mut list: Vec<String> = Vec::new();
        for code in codes.filter(|code| !code.is_empty()) {
            if !list.iter().any(|earlier| earlier == code) {
                list.push(code.to_owned());
            }
        }
        list
    }

    pub fn fault(&mut self, field: Field, problem: String) {
        let fault = Fault {
            place: Some((self.found.file.clone(), self.line)),
            record: self.get(Field::Code).map(str::to_owned),
            field: self.shape.column(field).map(str::to_owned),
            problem,
        };
        self.found.faults.push(fault);
    }

    pub fn note(&mut self, kind: NoteKind, field: Field, problem: String) {
        let code = self.get(Field::Code).unwrap_or_default().to_owned();
        self.found.note(kind, self.line, &code, self.shape.column(field), problem);
    }
}
