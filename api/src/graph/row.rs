//! Rows as a statement gave them: all cells of all rows side by side, and their texts in one, so that a long answer takes a
//! few large pieces of memory and not thousands of small ones.

use chrono::NaiveDate;
use uuid::Uuid;

use super::cell::Cell;

/// The rows of one statement. Each has the ordinal of its parent (0 where there is one) and the cells asked for.
#[derive(Default)]
pub struct Rows {
    width: usize,
    parents: Vec<usize>,
    cells: Vec<Held>,
    texts: String,
}

/// A cell as it is kept.
#[derive(Clone, Copy)]
enum Held {
    Null,
    Uuid(Uuid),
    /// Where the text begins, and how long it is, in bytes.
    Text(usize, usize),
    Int(i32),
    Big(i64),
    Bool(bool),
    Date(NaiveDate),
}

impl Rows {
    /// No rows yet, of so many cells each.
    pub fn new(width: usize) -> Self {
        Self { width, ..Self::default() }
    }

    pub fn len(&self) -> usize {
        self.parents.len()
    }

    pub fn is_empty(&self) -> bool {
        self.parents.is_empty()
    }

    /// Begins a row; its cells follow.
    pub fn begin(&mut self, parent: i64) {
        self.parents.push(usize::try_from(parent).unwrap_or(usize::MAX));
    }

    /// The next cell of the row begun last.
    pub fn push(&mut self, cell: Cell<'_>) {
        self.cells.push(match cell {
            Cell::Null => Held::Null,
            Cell::Uuid(id) => Held::Uuid(id),
            Cell::Text(text) => {
                let start = self.texts.len();
                self.texts.push_str(text);
                Held::Text(start, text.len())
            }
            Cell::Int(n) => Held::Int(n),
            Cell::Big(n) => Held::Big(n),
            Cell::Bool(b) => Held::Bool(b),
            Cell::Date(day) => Held::Date(day),
        });
    }

    /// The ordinal of a row's parent.
    pub fn parent(&self, row: usize) -> usize {
        self.parents[row]
    }

    pub fn cell(&self, row: usize, cell: usize) -> Cell<'_> {
        match self.cells[row * self.width + cell] {
            Held::Null => Cell::Null,
            Held::Uuid(id) => Cell::Uuid(id),
            Held::Text(start, length) => Cell::Text(&self.texts[start..start + length]),
            Held::Int(n) => Cell::Int(n),
            Held::Big(n) => Cell::Big(n),
            Held::Bool(b) => Cell::Bool(b),
            Held::Date(day) => Cell::Date(day),
        }
    }

    /// Turns the order of some rows of one parent round.
    pub fn reverse(&mut self, start: usize, count: usize) {
        for i in 0..count / 2 {
            let (a, b) = ((start + i) * self.width, (start + count - 1 - i) * self.width);
            for cell in 0..self.width {
                self.cells.swap(a + cell, b + cell);
            }
        }
    }
}
