//! The plan of one level: rows of one type that one statement reads, and the levels below.

use async_graphql::{Positioned, parser::types::Field as AstField};
use chrono::NaiveDate;

use super::{
    catalogue::{Bond, Catalogue, Field},
    cell::Sort,
    describe::{Path, Shape},
    facet::Facet,
    filter::Test,
    order::{Key, Step},
    special::Special,
    window::Window,
};

/// Stands for a join where a cell is read of the row between a parent and its child.
pub const LINK: usize = usize::MAX;

/// Rows of one type that one statement reads, and the levels below.
pub struct Level<'c> {
    pub form: usize,
    pub joins: Vec<Join>,
    /// Cells read: of the level's own row (join 0), of a joined one, or of the row that links it to its parent
    /// ([`LINK`]), by column.
    pub cells: Vec<(usize, &'static str, Sort)>,
    pub children: Vec<Child<'c>>,
    /// Hand-written fields: the cell of the record's id, and what is asked.
    pub specials: Vec<(usize, Positioned<AstField>, &'static Special)>,
    pub narrow: Narrow<'c>,
    pub window: Option<Window>,
    /// Keys that rows are ordered by.
    pub keys: Vec<Key>,
    /// Whether the rows are to be counted too.
    pub total: bool,
    pub facets: Vec<Facet>,
}

/// A to-one relation joined in.
pub struct Join {
    pub form: usize,
    pub parent: usize,
    pub path: Path,
}

/// A to-many relation, read by a statement of its own.
pub struct Child<'c> {
    /// The cell of the parent's row that leads on.
    pub near: usize,
    pub path: Path,
    pub level: Level<'c>,
}

#[derive(Default)]
pub struct Narrow<'c> {
    pub filter: Option<Test<'c>>,
    pub as_of: Option<NaiveDate>,
    pub after_sequence: Option<i64>,
}

impl Level<'_> {
    /// Whether rows come in falling order.
    pub fn descending(&self) -> bool {
        self.window.as_ref().is_some_and(Window::descending)
    }
}

impl<'c> Level<'c> {
    pub fn new(form: usize) -> Self {
        Level {
            form,
            joins: vec![],
            cells: vec![],
            children: vec![],
            specials: vec![],
            narrow: Narrow::default(),
            window: None,
            keys: vec![],
            total: false,
            facets: vec![],
        }
    }

    /// The place of a cell; one that is already read is read once.
    pub fn cell(&mut self, join: usize, column: &'static str, sort: Sort) -> usize {
        let known = self.cells.iter().position(|(j, c, _)| *j == join && *c == column);
        known.unwrap_or_else(|| {
            self.cells.push((join, column, sort));
            self.cells.len() - 1
        })
    }

    /// The place of a cell of the row that references lead to.
    pub fn held(&mut self, catalogue: &Catalogue, way: &[Step], column: &'static str, sort: Sort) -> usize {
        let (mut join, mut place) = (0, self.form);
        for step in way {
            let along = catalogue.form(place).fields.iter().find_map(|(_, field)| match field {
                Field::Relation(bond) if bond.shape == Shape::One && bond.path.near == step.column => Some(bond),
                _ => None,
            });
            if let Some(bond) = along {
                (join, place) = (self.join(join, bond), bond.target);
            }
        }
        self.cell(join, column, sort)
    }

    pub fn join(&mut self, parent: usize, bond: &Bond) -> usize {
        let same = |j: &Join| j.parent == parent && j.form == bond.target && j.path == bond.path;
        let known = self.joins.iter().position(same);
        known.unwrap_or_else(|| {
            self.joins.push(Join { form: bond.target, parent, path: bond.path });
            self.joins.len() - 1
        }) + 1
    }

    pub fn child(&mut self, join: usize, bond: &Bond, level: Level<'c>) -> usize {
        let near = self.cell(join, bond.path.near, Sort::Uuid);
        self.children.push(Child { near, path: bond.path, level });
        self.children.len() - 1
    }
}
