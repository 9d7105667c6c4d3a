//! A table as the write path sees it: its columns with their SQL types, and the texts of its statements.

use entities::{ENVELOPE, Kind, Table};
use sea_orm::Value;

use crate::record::null;

/// How a column is stored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sql {
    Uuid,
    Text,
    Int,
    Big,
    Bool,
    Date,
}

impl Sql {
    pub fn of(kind: Kind) -> Self {
        Self::of_value(&null(kind))
    }

    pub fn of_value(value: &Value) -> Self {
        match value {
            Value::Uuid(_) => Sql::Uuid,
            Value::Int(_) => Sql::Int,
            Value::BigInt(_) => Sql::Big,
            Value::Bool(_) => Sql::Bool,
            Value::ChronoDate(_) => Sql::Date,
            _ => Sql::Text,
        }
    }

    /// Name of an array of these on PostgreSQL.
    fn array(self) -> &'static str {
        match self {
            Sql::Uuid => "uuid[]",
            Sql::Text => "text[]",
            Sql::Int => "integer[]",
            Sql::Big => "bigint[]",
            Sql::Bool => "boolean[]",
            Sql::Date => "date[]",
        }
    }
}

/// What is inserted into one table.
#[derive(Debug)]
pub(super) struct Shape {
    pub table: &'static str,
    pub columns: Vec<(&'static str, Sql)>,
}

impl Shape {
    /// A table of records: its own columns between those of the envelope.
    pub fn record(table: &'static Table) -> Self {
        let mut columns = Self::columns(&ENVELOPE[..1]);
        columns.extend(Self::columns(table.columns));
        columns.extend(Self::columns(&ENVELOPE[1..]));
        Self { table: table.name, columns }
    }

    /// A table of parts.
    pub fn part(table: &'static Table) -> Self {
        Self { table: table.name, columns: Self::columns(table.columns) }
    }

    /// The change log, whose first column counts by itself.
    pub fn change() -> Self {
        let mut shape = Self::part(&entities::change::TABLE);
        shape.columns.remove(0);
        shape
    }

    fn columns(columns: &'static [entities::Column]) -> Vec<(&'static str, Sql)> {
        columns.iter().map(|c| (c.name, Sql::of(c.kind))).collect()
    }

    /// The names of the columns as a list.
    pub fn list(&self) -> String {
        self.columns.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
    }

    /// PostgreSQL: any number of rows, given as one array a column. (`COPY` would be a little faster on the server, but
    /// the driver leaves TCP to wait some 40 ms at the end of each.)
    pub fn insert_arrays(&self) -> String {
        let arrays: Vec<String> =
            self.columns.iter().enumerate().map(|(i, (_, sql))| format!("${}::{}", i + 1, sql.array())).collect();
        let (table, list) = (self.table, self.list());
        format!("INSERT INTO \"{table}\" ({list}) SELECT * FROM unnest({})", arrays.join(", "))
    }

    /// SQLite: this many rows, value by value. A failing statement leaves what it has done so far (`OR FAIL`): the whole
    /// load is rolled back anyway, and SQLite need not keep a copy of every page that a statement touches.
    pub fn insert_values(&self, rows: usize) -> String {
        let row = format!("({})", vec!["?"; self.columns.len()].join(","));
        let (table, list) = (self.table, self.list());
        format!("INSERT OR FAIL INTO \"{table}\" ({list}) VALUES {}", vec![row.as_str(); rows].join(","))
    }
}
