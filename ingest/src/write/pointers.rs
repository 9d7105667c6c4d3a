//! Where records of a table point to, read off the descriptions of the tables.

use entities::{Kind, RECORDS, Table};
use sea_orm::Value;
use uuid::Uuid;

use crate::record::{Record, link_field};

/// A set of tables of records, one bit each in the order of [`RECORDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Targets(u128);

impl Targets {
    fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let places = names.into_iter().filter_map(|name| RECORDS.iter().position(|t| t.name == name));
        Self(places.fold(0, |bits, place| bits | 1 << place))
    }

    pub fn has(self, place: usize) -> bool {
        self.0 >> place & 1 == 1
    }

    pub fn tables(self) -> impl Iterator<Item = (usize, &'static Table)> {
        RECORDS.iter().copied().enumerate().filter(move |(place, _)| self.has(*place))
    }
}

/// The references that records of one table can hold.
pub(super) struct Pointers {
    /// Place of the table in [`RECORDS`].
    pub place: usize,
    columns: Vec<(usize, Targets)>,
    links: Vec<(&'static str, Targets)>,
    person: Targets,
    post: Targets,
    organisation: Targets,
    board: Targets,
    council: Targets,
    source: Targets,
}

/// The part of a record that holds a reference.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Column(usize),
    Actor(&'static str, &'static str),
    Link(&'static str),
    Citation,
}

impl Pointers {
    pub fn new(table: &'static Table) -> Self {
        let columns = table.columns.iter().enumerate().filter_map(|(i, column)| match column.kind {
            Kind::Reference(target) => Some((i, Targets::named([target]))),
            _ => None,
        });
        let mut links: Vec<(&str, Targets)> = Vec::new();
        for link in table.links {
            if !links.iter().any(|(role, _)| *role == link.role) {
                let targets = table.links.iter().filter(|l| l.role == link.role).map(|l| l.target);
                links.push((link.role, Targets::named(targets)));
            }
        }
        Self {
            place: RECORDS.iter().position(|t| t.name == table.name).unwrap_or(RECORDS.len()),
            columns: columns.collect(),
            links,
            person: Targets::named(["person"]),
            post: Targets::named(["post"]),
            organisation: Targets::named(["organisation"]),
            board: Targets::named(["board"]),
            council: Targets::named(["council"]),
            source: Targets::named(["source"]),
        }
    }

    /// Calls `f` for every reference of the record, with the tables of which one must hold it.
    pub fn each(&self, record: &Record, mut f: impl FnMut(Targets, Uuid, Part)) {
        for &(i, targets) in &self.columns {
            if let Value::Uuid(Some(id)) = record.cells[i] {
                f(targets, id, Part::Column(i));
            }
        }
        for actor in &record.actors {
            for (targets, id, field) in [
                (self.person, actor.person, "person"),
                (self.post, actor.post, "post"),
                (self.organisation, actor.organisation, "organisation"),
                (self.board, actor.board, "board"),
                (self.council, actor.council, "council"),
            ] {
                if let Some(id) = id {
                    f(targets, id, Part::Actor(actor.role, field));
                }
            }
        }
        for link in &record.links {
            let targets = self.links.iter().find(|(role, _)| *role == link.role).map_or(Targets(0), |(_, t)| *t);
            f(targets, link.to, Part::Link(link.role));
        }
        for citation in &record.citations {
            f(self.source, citation.source, Part::Citation);
        }
    }
}

impl Part {
    /// The field of a dataset that says it.
    pub fn field(self, table: &Table) -> String {
        match self {
            Part::Column(i) => reference_field(table.columns[i].name).into(),
            Part::Actor(role, who) => format!("{}.{who}", role.to_lowercase()),
            Part::Link(role) => link_field(table, role),
            Part::Citation => "sources".into(),
        }
    }
}

/// A reference is written without the end of its column's name.
pub(super) fn reference_field(column: &str) -> &str {
    column.strip_suffix("_id").unwrap_or(column)
}
