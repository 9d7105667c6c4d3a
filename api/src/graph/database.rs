//! The one place where statements are run: counts them, and reads rows by position on either database.

use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{DatabaseConnection, DbBackend};
use sqlx::{AssertSqlSafe, Row as _, postgres::PgRow, sqlite::SqliteRow};

use super::{
    cell::{Cell, Sort},
    sql::{Bind, Sql, hex_list},
};

/// A row: its ordinal among the parents asked for (0 where there is one), and the cells asked for.
pub struct Row {
    pub parent: usize,
    pub cells: Box<[Cell]>,
}

/// The database as one request sees it.
pub struct Database {
    connection: DatabaseConnection,
    statements: AtomicU32,
}

impl Database {
    pub fn new(connection: DatabaseConnection) -> Self {
        Self { connection, statements: AtomicU32::new(0) }
    }

    pub fn backend(&self) -> DbBackend {
        self.connection.get_database_backend()
    }

    pub fn sql(&self) -> Sql {
        Sql::new(self.backend())
    }

    /// How many statements this request has run.
    pub fn statements(&self) -> u32 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Runs a statement whose first column is the ordinal of the parent and whose others are of the given sorts.
    pub async fn rows(&self, sql: Sql, sorts: &[Sort]) -> Result<Vec<Row>, sqlx::Error> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        match self.backend() {
            DbBackend::Postgres => self.rows_postgres(sql, sorts).await,
            _ => self.rows_sqlite(sql, sorts).await,
        }
    }

    async fn rows_postgres(&self, sql: Sql, sorts: &[Sort]) -> Result<Vec<Row>, sqlx::Error> {
        let mut query = sqlx::query::<sqlx::Postgres>(AssertSqlSafe(sql.text));
        for bind in sql.binds {
            query = match bind {
                Bind::Uuid(v) => query.bind(v),
                Bind::Uuids(v) => query.bind(v),
                Bind::Text(v) => query.bind(v),
                Bind::Texts(v) => query.bind(v),
                Bind::Int(v) => query.bind(v),
                Bind::Big(v) => query.bind(v),
                Bind::Bool(v) => query.bind(v),
                Bind::Date(v) => query.bind(v),
            };
        }
        let rows = query.fetch_all(self.connection.get_postgres_connection_pool()).await?;
        rows.iter().map(|row| read_postgres(row, sorts)).collect()
    }

    async fn rows_sqlite(&self, sql: Sql, sorts: &[Sort]) -> Result<Vec<Row>, sqlx::Error> {
        let mut query = sqlx::query::<sqlx::Sqlite>(AssertSqlSafe(sql.text));
        for bind in sql.binds {
            query = match bind {
                Bind::Uuid(v) => query.bind(v),
                Bind::Uuids(v) => query.bind(hex_list(&v)),
                Bind::Text(v) => query.bind(v),
                Bind::Texts(v) => query.bind(serde_json::to_string(&v).unwrap_or_default()),
                Bind::Int(v) => query.bind(v),
                Bind::Big(v) => query.bind(v),
                Bind::Bool(v) => query.bind(v),
                Bind::Date(v) => query.bind(v),
            };
        }
        let rows = query.fetch_all(self.connection.get_sqlite_connection_pool()).await?;
        rows.iter().map(|row| read_sqlite(row, sorts)).collect()
    }
}

macro_rules! reader {
    ($name:ident, $row:ty) => {
        fn $name(row: &$row, sorts: &[Sort]) -> Result<Row, sqlx::Error> {
            let mut cells = Vec::with_capacity(sorts.len());
            for (i, sort) in sorts.iter().enumerate() {
                let at = i + 1;
                cells.push(match sort {
                    Sort::Uuid => row.try_get::<Option<_>, _>(at)?.map_or(Cell::Null, Cell::Uuid),
                    Sort::Text => row.try_get::<Option<_>, _>(at)?.map_or(Cell::Null, Cell::Text),
                    Sort::Int => row.try_get::<Option<_>, _>(at)?.map_or(Cell::Null, Cell::Int),
                    Sort::Big => row.try_get::<Option<_>, _>(at)?.map_or(Cell::Null, Cell::Big),
                    Sort::Bool => row.try_get::<Option<_>, _>(at)?.map_or(Cell::Null, Cell::Bool),
                    Sort::Date => row.try_get::<Option<_>, _>(at)?.map_or(Cell::Null, Cell::Date),
                });
            }
            let parent = usize::try_from(row.try_get::<i64, _>(0)?).unwrap_or(usize::MAX);
            Ok(Row { parent, cells: cells.into_boxed_slice() })
        }
    };
}
reader!(read_postgres, PgRow);
reader!(read_sqlite, SqliteRow);
