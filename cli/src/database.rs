//! Opening a database of either kind, and bringing its tables up to date.

use std::time::Duration;

use migration::Migrator;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};
use sea_orm_migration::MigratorTrait;

use crate::{config::Config, failure::Failure, say::say};

/// Time that a writer waits for another one, in seconds.
const BUSY_SECONDS: u64 = 600;

/// What a database is opened for.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    /// PostgreSQL gives up on a statement that nobody waits for any longer.
    Serving,
    /// One large load at a time.
    Loading,
    /// What is held, beside an import.
    Asking,
    /// Many small loads one after another: on SQLite they are moved into the file not each by itself. What they write lies
    /// together, so that a small page cache will do.
    Importing,
}

/// Opens the database for a server.
pub async fn open_to_serve(config: &Config, create: bool) -> Result<DatabaseConnection, Failure> {
    connect(config, create, Use::Serving).await
}

/// Opens a database that is there, for an import: to ask, and to write by one connection.
pub async fn open_to_import(config: &Config) -> Result<(DatabaseConnection, DatabaseConnection), Failure> {
    let asking = Config { connections: 2, ..config.clone() };
    let writing = Config { connections: 1, ..config.clone() };
    Ok((connect(&asking, false, Use::Asking).await?, connect(&writing, false, Use::Importing).await?))
}

/// Opens the database; a SQLite file is created when `create` and it is missing.
pub async fn open(config: &Config, create: bool) -> Result<DatabaseConnection, Failure> {
    connect(config, create, Use::Loading).await
}

/// Opens the database for one load, with its tables up to date; for a trial, which changes nothing, it must be there and they
/// must be so already.
pub async fn open_to_write(config: &Config, dry_run: bool) -> Result<DatabaseConnection, Failure> {
    let db = open(config, !dry_run).await?;
    if dry_run {
        current(&db).await?;
    } else {
        up(&db).await?;
    }
    Ok(db)
}

async fn connect(config: &Config, create: bool, purpose: Use) -> Result<DatabaseConnection, Failure> {
    let url = match config.database.strip_prefix("sqlite:") {
        Some(path) => {
            let path = path.trim_start_matches("//");
            if !create && !std::path::Path::new(path).exists() {
                let hint =
                    format!("there is no database {path}; make one with `folkmoot migrate --database sqlite:{path}`");
                return Err(Failure::Database(hint));
            }
            format!("sqlite://{path}?mode=rwc")
        }
        None if config.database.starts_with("postgres://") || config.database.starts_with("postgresql://") => {
            config.database.clone()
        }
        None => return Err(Failure::Config("a database is `sqlite:PATH` or `postgres://…`".into())),
    };
    let cache = match purpose {
        Use::Asking => "-4096",
        Use::Importing => "-24576",
        Use::Serving | Use::Loading => "-65536",
    };
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(config.connections.max(1))
        .sqlx_logging(false)
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(if purpose == Use::Importing { BUSY_SECONDS } else { 8 }))
        .connect_timeout(Duration::from_secs(8))
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal)
                .synchronous(sqlx::sqlite::SqliteSynchronous::Normal)
                .busy_timeout(Duration::from_secs(BUSY_SECONDS))
                .pragma("cache_size", cache)
                .pragma("wal_autocheckpoint", if purpose == Use::Importing { "49152" } else { "1000" })
                .statement_cache_capacity(if purpose == Use::Importing { 128 } else { 256 })
        })
        .map_sqlx_postgres_opts(move |postgres| match purpose == Use::Serving {
            true => postgres.statement_cache_capacity(256).options([("statement_timeout", "12s")]),
            false => postgres.statement_cache_capacity(256),
        });
    Database::connect(options).await.map_err(|error| {
        let text = error.to_string();
        let why = text.rsplit(": ").next().unwrap_or(&text);
        // SQLite's own number of the error says nothing to a reader.
        let why = why.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(") ");
        let hint = if text.contains("timed out") {
            "no answer from the server; is it running, and does the address name it?".into()
        } else {
            format!("{why}; does the folder exist, and is it a database?")
        };
        Failure::Database(format!("cannot open the database {}: {hint}", shown(&config.database)))
    })
}

/// The database without its password.
fn shown(database: &str) -> String {
    match (database.split_once("://"), database.rsplit_once('@')) {
        (Some((kind, _)), Some((_, place))) => format!("{kind}://…@{place}"),
        _ => database.to_owned(),
    }
}

/// Brings the tables up to date.
pub async fn up(db: &DatabaseConnection) -> Result<(), Failure> {
    migration::up(db).await.map_err(|e| Failure::Database(format!("the tables could not be brought up to date: {e}")))
}

/// The size of the database with its indexes, in bytes.
pub async fn size(db: &DatabaseConnection) -> Result<u64, Failure> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => "SELECT pg_database_size(current_database())",
        _ => "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    };
    let unread = |e: DbErr| Failure::Database(format!("the size of the database cannot be read: {e}"));
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.map_err(unread)?;
    let size: Option<i64> = row.map(|row| row.try_get_by_index(0)).transpose().map_err(unread)?;
    Ok(size.and_then(|n| u64::try_from(n).ok()).unwrap_or_default())
}

/// Refuses tables that are older than this program.
pub async fn current(db: &DatabaseConnection) -> Result<(), Failure> {
    let pending = Migrator::get_pending_migrations(db)
        .await
        .map_err(|e| Failure::Database(format!("the tables cannot be read: {e}")))?;
    if pending.is_empty() {
        return Ok(());
    }
    let message = format!("the tables are {} step(s) behind this program; run `folkmoot migrate` first", pending.len());
    Err(Failure::Database(message))
}

/// `folkmoot migrate`.
pub async fn migrate(config: &Config) -> Result<(), Failure> {
    let db = open(config, true).await?;
    up(&db).await?;
    say!("The tables are up to date.");
    Ok(())
}
