//! Rows turned on their side: PostgreSQL takes them as one array a column.

use chrono::NaiveDate;
use sea_orm::{DbErr, Value};
use sqlx::Arguments;
use sqlx::postgres::PgArguments;
use uuid::Uuid;

use super::session::unbindable;
use super::shape::{Shape, Sql};

/// The columns of some rows.
pub(super) struct Columns(Vec<Column>);

enum Column {
    Uuid(Vec<Option<Uuid>>),
    Text(Vec<Option<String>>),
    Int(Vec<Option<i32>>),
    Big(Vec<Option<i64>>),
    Bool(Vec<Option<bool>>),
    Date(Vec<Option<NaiveDate>>),
}

impl Columns {
    /// From rows given value after value.
    pub fn gather(shape: &Shape, cells: Vec<Value>) -> Result<Self, DbErr> {
        let rows = cells.len() / shape.columns.len();
        let mut columns: Vec<Column> = shape
            .columns
            .iter()
            .map(|(_, sql)| match sql {
                Sql::Uuid => Column::Uuid(Vec::with_capacity(rows)),
                Sql::Text => Column::Text(Vec::with_capacity(rows)),
                Sql::Int => Column::Int(Vec::with_capacity(rows)),
                Sql::Big => Column::Big(Vec::with_capacity(rows)),
                Sql::Bool => Column::Bool(Vec::with_capacity(rows)),
                Sql::Date => Column::Date(Vec::with_capacity(rows)),
            })
            .collect();
        let width = columns.len();
        for (i, cell) in cells.into_iter().enumerate() {
            match (&mut columns[i % width], cell) {
                (Column::Uuid(column), Value::Uuid(value)) => column.push(value),
                (Column::Text(column), Value::String(value)) => column.push(value),
                (Column::Int(column), Value::Int(value)) => column.push(value),
                (Column::Big(column), Value::BigInt(value)) => column.push(value),
                (Column::Bool(column), Value::Bool(value)) => column.push(value),
                (Column::Date(column), Value::ChronoDate(value)) => column.push(value),
                (_, value) => {
                    let (name, _) = shape.columns[i % width];
                    return Err(DbErr::Type(format!("{}.{name} cannot hold {value:?}", shape.table)));
                }
            }
        }
        Ok(Self(columns))
    }

    /// One array a column.
    pub fn bind(self) -> Result<PgArguments, DbErr> {
        let mut arguments = PgArguments::default();
        for column in self.0 {
            match column {
                Column::Uuid(values) => arguments.add(values),
                Column::Text(values) => arguments.add(values),
                Column::Int(values) => arguments.add(values),
                Column::Big(values) => arguments.add(values),
                Column::Bool(values) => arguments.add(values),
                Column::Date(values) => arguments.add(values),
            }
            .map_err(unbindable)?;
        }
        Ok(arguments)
    }
}
