//! What a GraphQL type is, as static data: its table, its words, and the relations, orderings and lookups that its
//! columns do not already say. Columns become fields and to-one relations by themselves.

use entities::{Table, Words};

use super::{special::Special, window::PAGE_LIMIT};

/// One GraphQL object type over one table.
pub struct Type {
    /// GraphQL name.
    pub name: &'static str,
    pub table: &'static Table,
    /// Whether its rows carry the envelope (id, state, sources, times) and so can be asked for by id.
    pub record: bool,
    /// Root fields: `one` finds a single record, `many` lists them. Empty: no such root.
    pub one: &'static str,
    pub many: &'static str,
    /// Columns that are no field.
    pub hidden: &'static [&'static str],
    pub relations: &'static [Relation],
    /// Orderings of a list of these; the first is the default.
    pub orders: &'static [Order],
    /// Ways to find one, besides `id`.
    pub lookups: &'static [Lookup],
    /// Arguments of its lists that stand for tests which many ask for.
    pub shorts: &'static [Short],
    /// How many a page of its lists may hold.
    pub most: u32,
    /// Whether its rows are gathered from several tables: then partial dates are ordered by their earliest day, for which
    /// tables have no index.
    pub gathered: bool,
    /// Fields written by hand.
    pub special: Option<&'static Special>,
}

/// A relation that leads from one record to others.
pub struct Relation {
    pub field: &'static str,
    pub target: &'static Type,
    pub path: Path,
    pub shape: Shape,
    pub about: &'static str,
}

/// How the other records are found.
#[derive(Clone, Copy, PartialEq)]
pub struct Path {
    /// Column of this row whose value leads on.
    pub near: &'static str,
    /// A table that stands between, if any.
    pub via: Option<Via>,
    /// Column of the other row that must hold the value.
    pub far: &'static str,
    /// A further condition on the other row, in SQL with `{}` for its alias; empty for none.
    pub only: &'static str,
    /// Where the other rows are gathered from, when they are of no table of their own; else empty.
    pub branches: &'static [Branch],
}

/// Some of the rows that a relation gathers from several tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Branch {
    /// Tables and joins, in SQL.
    pub from: &'static str,
    /// The value that equals the near row's, in SQL.
    pub parent: &'static str,
    /// A further condition, in SQL; empty for none.
    pub only: &'static str,
    /// Columns of the gathered row, each with its value in SQL; a column that is not here is null.
    pub columns: &'static [(&'static str, &'static str)],
}

/// A table that stands between two others.
#[derive(Clone, Copy, PartialEq)]
pub struct Via {
    pub table: &'static str,
    /// Its column that holds the value of the near row.
    pub near: &'static str,
    /// Its column that holds the value of the far row.
    pub far: &'static str,
    /// A further condition on it, in SQL with `{}` for its alias; empty for none.
    pub only: &'static str,
    /// Its column that says how sure the relation is; empty where it has none.
    pub sure: &'static str,
}

/// How many there are, and how they are given.
#[derive(Clone, Copy, PartialEq)]
pub enum Shape {
    /// At most one: joined into the statement of the row that it belongs to.
    One,
    /// A few, given whole: the parts of a record, in their own order.
    List,
    /// Any number, given page by page.
    Page,
}

/// An argument of a list that stands for a test of its filter.
pub struct Short {
    pub argument: &'static str,
    /// Its GraphQL type: a key of a record, or a list of texts.
    pub ty: &'static str,
    /// Fields of the filter that lead to what is tested, one within the other.
    pub fields: &'static [&'static str],
    pub about: &'static str,
}

/// A named ordering. Equal keys are ordered by id in the same direction.
pub struct Order {
    pub name: &'static str,
    /// Columns of the row, or of a row that it points to: `reference.column`.
    pub columns: &'static [&'static str],
    pub descending: bool,
    pub about: &'static str,
}

/// A way to find one record.
pub struct Lookup {
    pub field: &'static str,
    pub by: By,
    pub about: &'static str,
}

pub enum By {
    /// A unique column.
    Column(&'static str),
    /// An identifier of a scheme, past or present.
    Identifier(&'static str),
}

impl Type {
    /// A type of records of a table, without relations, orderings and lookups as yet.
    pub const fn record(table: &'static Table) -> Self {
        Self { record: true, ..Self::part(table) }
    }

    /// A type of parts of records, without relations and orderings as yet.
    pub const fn part(table: &'static Table) -> Self {
        Self {
            name: table.name,
            table,
            record: false,
            one: "",
            many: "",
            hidden: &[],
            relations: &[],
            orders: &[],
            lookups: &[],
            shorts: &[],
            most: PAGE_LIMIT,
            gathered: false,
            special: None,
        }
    }

    pub fn words(&self) -> impl Iterator<Item = &'static Words> {
        use entities::Kind::{Word, WordList};
        self.table.columns.iter().filter_map(|c| match c.kind {
            Word(w) | WordList(w) => Some(w),
            _ => None,
        })
    }

    /// Whether rows are so only for a time: such lists take `asOf`.
    pub fn dated(&self) -> bool {
        self.table.column("valid_from").is_some() && self.table.column("valid_to").is_some()
    }
}

impl Path {
    /// The column that holds the same value in all rows found from one record.
    pub fn fixed(&self) -> Option<&'static str> {
        self.via.is_none().then_some(self.far)
    }

    /// From this row's id to the rows whose column holds it.
    pub const fn back(far: &'static str) -> Self {
        Self { near: "id", via: None, far, only: "", branches: &[] }
    }

    /// From this row's id to rows gathered from several tables.
    pub const fn gathered(branches: &'static [Branch]) -> Self {
        Self { near: "id", via: None, far: "", only: "", branches }
    }
}

/// The rows of `target` whose `far` holds this row's id, page by page.
pub const fn many(field: &'static str, target: &'static Type, far: &'static str, about: &'static str) -> Relation {
    Relation { field, target, path: Path::back(far), shape: Shape::Page, about }
}

/// The rows of `target` found through a table between, page by page.
pub const fn through(
    field: &'static str,
    target: &'static Type,
    via: Via,
    far: &'static str,
    about: &'static str,
) -> Relation {
    Relation { field, target, path: Path { via: Some(via), ..Path::back(far) }, shape: Shape::Page, about }
}
