//! Reading SQLite: connections of our own beside the pool that writes, each used on the thread that waits for it. Handing
//! every row from thread to thread, as the pool does, takes most of the time of a long answer.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use rusqlite::{
    Connection, OpenFlags, ToSql,
    types::{ToSqlOutput, Value, ValueRef},
};
use tokio::sync::Semaphore;

use super::{
    cell::{Cell, Sort},
    database::Error,
    row::Rows,
    sql::{Bind, Sql, hex_list},
};

/// Instructions of SQLite's machine between two looks at whether anybody still waits for the rows.
const LOOK_EVERY: i32 = 10_000;
/// Statements that a connection keeps prepared.
const KEPT_STATEMENTS: usize = 256;
/// Time to wait for a lock: readers of a write-ahead log meet one only while the log is being cleared away.
const LOCK_WAIT: Duration = Duration::from_secs(5);

/// Connections that only read.
pub struct Readers {
    file: PathBuf,
    idle: Mutex<Vec<Connection>>,
    free: Arc<Semaphore>,
}

/// Told when the request has gone away: its statement then ends.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

impl Readers {
    /// At most `most` connections to a database file.
    pub fn new(file: &Path, most: u32) -> Result<Self, Error> {
        if file.as_os_str().is_empty() || file.to_string_lossy().contains(":memory:") {
            return Err(Error::Memory);
        }
        Ok(Self { file: file.into(), idle: Mutex::default(), free: Arc::new(Semaphore::new(most.max(1) as usize)) })
    }

    /// Runs a statement and reads its rows; see [`super::database::Database::rows`].
    pub async fn rows(self: &Arc<Self>, sql: Sql, sorts: Box<[Sort]>) -> Result<Rows, Error> {
        let readers = self.clone();
        // The semaphore is never closed.
        let permit = self.free.clone().acquire_owned().await.ok();
        let waiting = Waiting(Arc::new(AtomicBool::new(true)));
        let wanted = waiting.0.clone();
        let rows = tokio::task::spawn_blocking(move || {
            let connection = readers.take()?;
            let watched = wanted.clone();
            connection.progress_handler(LOOK_EVERY, Some(move || !watched.load(Ordering::Relaxed)))?;
            let rows = read(&connection, sql, &sorts);
            connection.progress_handler(LOOK_EVERY, None::<fn() -> bool>)?;
            readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            drop(permit);
            rows
        })
        .await?;
        drop(waiting);
        rows
    }

    fn take(&self) -> Result<Connection, Error> {
        if let Some(connection) = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Ok(connection);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.file, flags)?;
        connection.busy_timeout(LOCK_WAIT)?;
        connection.set_prepared_statement_cache_capacity(KEPT_STATEMENTS);
        connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -16384; PRAGMA mmap_size = 67108864;")?;
        Ok(connection)
    }
}

fn read(connection: &Connection, sql: Sql, sorts: &[Sort]) -> Result<Rows, Error> {
    let mut statement = connection.prepare_cached(&sql.text)?;
    let mut rows = statement.query(rusqlite::params_from_iter(sql.binds.iter()))?;
    let mut found = Rows::new(sorts.len());
    while let Some(row) = rows.next()? {
        found.begin(row.get(0)?);
        for (i, sort) in sorts.iter().enumerate() {
            let at = i + 1;
            found.push(match (row.get_ref(at)?, sort) {
                (ValueRef::Null, _) => Cell::Null,
                (text, Sort::Text) => Cell::Text(text.as_str().map_err(rusqlite::Error::from)?),
                (_, Sort::Uuid) => Cell::Uuid(row.get(at)?),
                (_, Sort::Int) => Cell::Int(row.get(at)?),
                (_, Sort::Big) => Cell::Big(row.get(at)?),
                (_, Sort::Bool) => Cell::Bool(row.get(at)?),
                (_, Sort::Date) => Cell::Date(row.get(at)?),
            });
        }
    }
    Ok(found)
}

impl ToSql for Bind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = |text: String| Ok(ToSqlOutput::Owned(Value::Text(text)));
        match self {
            Bind::Uuid(id) => Ok(ToSqlOutput::Borrowed(ValueRef::Blob(id.as_bytes()))),
            Bind::Uuids(ids) => text(hex_list(ids)),
            Bind::Text(v) => v.to_sql(),
            Bind::Texts(texts) => text(serde_json::Value::from(texts.as_slice()).to_string()),
            Bind::Int(v) => v.to_sql(),
            Bind::Big(v) => v.to_sql(),
            Bind::Bool(v) => v.to_sql(),
            Bind::Date(day) => text(day.to_string()),
        }
    }
}
