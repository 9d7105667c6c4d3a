//! The one place where statements are run: counts them, and reads rows by position on either database.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use futures_util::TryStreamExt;
use sea_orm::{DatabaseConnection, DbBackend};
use sqlx::{AssertSqlSafe, PgPool, Row as _, postgres::PgRow};

use super::{
    cell::{Cell, Sort},
    row::Rows,
    sql::{Bind, Sql},
    sqlite::Readers,
};

/// Why a statement gave no rows.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Postgres(#[from] sqlx::Error),
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error("the thread that read the database broke off")]
    Reader(#[from] tokio::task::JoinError),
    #[error("a database in memory cannot be served: the readers would not see it")]
    Memory,
}

impl Error {
    /// Whether the database could not be reached, so that asking again later may help.
    pub fn unavailable(&self) -> bool {
        match self {
            Error::Postgres(sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed) => true,
            Error::Postgres(sqlx::Error::Tls(_)) => true,
            Error::Postgres(sqlx::Error::Database(error)) => error.code().is_some_and(|c| c.starts_with("57P")),
            Error::Sqlite(rusqlite::Error::SqliteFailure(error, _)) => error.code == rusqlite::ErrorCode::DatabaseBusy,
            _ => false,
        }
    }
}

/// Where rows are read from: made once, shared by all requests.
#[derive(Clone)]
pub enum Reading {
    Postgres(PgPool),
    Sqlite(Arc<Readers>),
}

impl Reading {
    /// Reads from the database of a connection.
    pub fn of(connection: &DatabaseConnection) -> Result<Self, Error> {
        Ok(match connection.get_database_backend() {
            DbBackend::Postgres => Self::Postgres(connection.get_postgres_connection_pool().clone()),
            _ => {
                let pool = connection.get_sqlite_connection_pool();
                let options = pool.connect_options();
                Self::Sqlite(Arc::new(Readers::new(options.get_filename(), pool.options().get_max_connections())?))
            }
        })
    }
}

/// The database as one request sees it.
pub struct Database {
    reading: Reading,
    statements: AtomicU32,
}

impl Database {
    pub fn new(reading: Reading) -> Self {
        Self { reading, statements: AtomicU32::new(0) }
    }

    pub fn sql(&self) -> Sql {
        Sql::new(match self.reading {
            Reading::Postgres(_) => DbBackend::Postgres,
            Reading::Sqlite(_) => DbBackend::Sqlite,
        })
    }

    /// How many statements this request has run.
    pub fn statements(&self) -> u32 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Runs a statement whose first column is the ordinal of the parent and whose others are of the given sorts.
    pub async fn rows(&self, sql: Sql, sorts: &[Sort]) -> Result<Rows, Error> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        match &self.reading {
            Reading::Postgres(pool) => postgres(pool, sql, sorts).await,
            Reading::Sqlite(readers) => readers.rows(sql, sorts.into()).await,
        }
    }
}

async fn postgres(pool: &PgPool, sql: Sql, sorts: &[Sort]) -> Result<Rows, Error> {
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
    let mut found = Rows::new(sorts.len());
    let mut rows = query.fetch(pool);
    while let Some(row) = rows.try_next().await? {
        read(&row, sorts, &mut found)?;
    }
    Ok(found)
}

fn read(row: &PgRow, sorts: &[Sort], found: &mut Rows) -> Result<(), sqlx::Error> {
    found.begin(row.try_get(0)?);
    for (i, sort) in sorts.iter().enumerate() {
        let at = i + 1;
        found.push(match sort {
            Sort::Uuid => row.try_get::<Option<_>, _>(at)?.map_or(Cell::Null, Cell::Uuid),
            Sort::Text => row.try_get::<Option<_>, _>(at)?.map_or(Cell::Null, Cell::Text),
            Sort::Int => row.try_get::<Option<_>, _>(at)?.map_or(Cell::Null, Cell::Int),
            Sort::Big => row.try_get::<Option<_>, _>(at)?.map_or(Cell::Null, Cell::Big),
            Sort::Bool => row.try_get::<Option<_>, _>(at)?.map_or(Cell::Null, Cell::Bool),
            Sort::Date => row.try_get::<Option<_>, _>(at)?.map_or(Cell::Null, Cell::Date),
        });
    }
    Ok(())
}
