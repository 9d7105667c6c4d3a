//! The few words in which a step spells out its tables, and the SQL that they stand for on either database.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// A column in the making: nullable unless [`Column::required`].
pub struct Column {
    name: &'static str,
    sql: Sql,
    null: bool,
}

#[derive(Clone, Copy)]
enum Sql {
    Uuid,
    Text,
    Integer,
    Big,
    Boolean,
    Date,
}

impl Column {
    /// The same column, never null.
    pub fn required(mut self) -> Self {
        self.null = false;
        self
    }

    fn write(&self, backend: DbBackend) -> String {
        let postgres = backend == DbBackend::Postgres;
        let sql = match self.sql {
            Sql::Uuid if postgres => "uuid",
            // Declared as sea-orm declares it; what is stored is a blob of 16 bytes.
            Sql::Uuid => "uuid_text",
            // Texts compare by code point, as SQLite's do by default.
            Sql::Text if postgres => "text COLLATE \"C\"",
            Sql::Text => "text",
            Sql::Integer => "integer",
            Sql::Big => "bigint",
            Sql::Boolean => "boolean",
            Sql::Date if postgres => "date",
            Sql::Date => "date_text",
        };
        format!("\"{}\" {sql}{}", self.name, if self.null { "" } else { " NOT NULL" })
    }
}

pub fn uuid(name: &'static str) -> Column {
    Column { name, sql: Sql::Uuid, null: true }
}

pub fn text(name: &'static str) -> Column {
    Column { name, sql: Sql::Text, null: true }
}

pub fn integer(name: &'static str) -> Column {
    Column { name, sql: Sql::Integer, null: true }
}

/// A whole number of 64 bits; also a moment, in milliseconds since 1970.
pub fn big(name: &'static str) -> Column {
    Column { name, sql: Sql::Big, null: true }
}

pub fn boolean(name: &'static str) -> Column {
    Column { name, sql: Sql::Boolean, null: true }
}

pub fn date(name: &'static str) -> Column {
    Column { name, sql: Sql::Date, null: true }
}

/// A record table: `id`, the columns given, and what every record carries.
pub async fn record(manager: &SchemaManager<'_>, table: &str, own: Vec<Column>) -> Result<(), DbErr> {
    let mut columns = vec![uuid("id").required()];
    columns.extend(own);
    columns.extend([
        text("state").required(),
        uuid("provenance_id"),
        big("created_at").required(),
        big("updated_at").required(),
        big("fingerprint").required(),
    ]);
    self::table(manager, table, &["id"], columns).await
}

/// One more column, which rows may leave out.
pub async fn add(manager: &SchemaManager<'_>, table: &str, column: Column) -> Result<(), DbErr> {
    let column = column.write(manager.get_database_backend());
    run(manager, format!("ALTER TABLE \"{table}\" ADD COLUMN {column}")).await
}

/// One column less, with what stood in it.
pub async fn drop_column(manager: &SchemaManager<'_>, table: &str, column: &str) -> Result<(), DbErr> {
    run(manager, format!("ALTER TABLE \"{table}\" DROP COLUMN \"{column}\"")).await
}

/// A table with the primary key and the columns given.
pub async fn table(manager: &SchemaManager<'_>, table: &str, key: &[&str], columns: Vec<Column>) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    let columns: Vec<String> = columns.iter().map(|c| c.write(backend)).collect();
    run(manager, format!("CREATE TABLE \"{table}\" ({}, PRIMARY KEY ({}))", columns.join(", "), quoted(key))).await
}

/// A table whose key counts up and never comes back, not even after the last row is deleted.
pub async fn counted(manager: &SchemaManager<'_>, table: &str, key: Column, columns: Vec<Column>) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    let key = match (backend, key.sql) {
        (DbBackend::Postgres, Sql::Big) => format!("\"{}\" bigserial PRIMARY KEY", key.name),
        (DbBackend::Postgres, _) => format!("\"{}\" serial PRIMARY KEY", key.name),
        _ => format!("\"{}\" integer PRIMARY KEY AUTOINCREMENT", key.name),
    };
    let columns: Vec<String> = columns.iter().map(|c| c.write(backend)).collect();
    run(manager, format!("CREATE TABLE \"{table}\" ({key}, {})", columns.join(", "))).await
}

/// An index on the columns given, named `<table>_<first column>` and onwards.
pub async fn index(manager: &SchemaManager<'_>, table: &str, columns: &[&str]) -> Result<(), DbErr> {
    let name = index_name(table, columns);
    run(manager, format!("CREATE INDEX \"{name}\" ON \"{table}\" ({})", quoted(columns))).await
}

/// An index that no two rows may share an entry of.
pub async fn unique(manager: &SchemaManager<'_>, table: &str, column: &str) -> Result<(), DbErr> {
    run(manager, format!("CREATE UNIQUE INDEX \"{table}_{column}\" ON \"{table}\" (\"{column}\")")).await
}

/// An index over only those rows that have the first column: for references that most rows leave out.
pub async fn index_where_known(manager: &SchemaManager<'_>, table: &str, columns: &[&str]) -> Result<(), DbErr> {
    let name = index_name(table, columns);
    let (list, first) = (quoted(columns), columns.first().copied().unwrap_or_default());
    run(manager, format!("CREATE INDEX \"{name}\" ON \"{table}\" ({list}) WHERE \"{first}\" IS NOT NULL")).await
}

/// An index for an ordering by a day or text that may be null, which then counts as the lowest of its type: behind the
/// parent column, where there is one, and before the id.
pub async fn index_by(
    manager: &SchemaManager<'_>,
    table: &str,
    parent: Option<&str>,
    order: Column,
) -> Result<(), DbErr> {
    let lowest = match (order.sql, manager.get_database_backend()) {
        (Sql::Date, DbBackend::Postgres) => "DATE '0001-01-01'",
        (Sql::Date, _) => "'0001-01-01'",
        _ => "''",
    };
    let (name, list, known) = match parent {
        Some(parent) => (parent, format!("\"{parent}\", "), format!(" WHERE \"{parent}\" IS NOT NULL")),
        None => ("by", String::new(), String::new()),
    };
    let order = order.name;
    let sql = format!(
        "CREATE INDEX \"{table}_{name}_{order}\" ON \"{table}\" ({list}(COALESCE(\"{order}\", {lowest})), \"id\"){known}"
    );
    run(manager, sql).await
}

fn index_name(table: &str, columns: &[&str]) -> String {
    let columns: Vec<&str> = columns.iter().copied().filter(|c| *c != "id").collect();
    format!("{table}_{}", columns.join("_"))
}

fn quoted(columns: &[&str]) -> String {
    columns.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(", ")
}

async fn run(manager: &SchemaManager<'_>, sql: String) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(&sql).await.map(drop)
}
