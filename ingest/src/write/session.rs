//! The one transaction of a load, on either database: what is asked and what is written, set by set.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::{DatabaseConnection, DatabaseConnectionType, DbErr, RuntimeErr, Value};
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, ColumnIndex, Decode, FromRow, Postgres, Sqlite, Transaction, Type};
use uuid::Uuid;

use super::columns::Columns;
use super::shape::{Shape, Sql};

/// Key of the advisory lock with which loads take turns on PostgreSQL: "Folkmoot" in bytes.
const LOADING: i64 = 0x466f_6c6b_6d6f_6f74;
/// Most values bound to one statement on SQLite: well below its limit of 32,766, since shorter statements run faster.
const VALUES: usize = 2_000;

/// Page cache of a load on SQLite, in KiB and negative as SQLite wants it. Ids fall anywhere in an index: a load is fast
/// as long as the indexes of its tables fit in here. Memory is taken only as it is needed.
const CACHE: i64 = -256 << 10;

/// A value bound to a statement.
pub(super) enum Bind {
    Big(i64),
    Text(String),
    Uuid(Uuid),
    /// Asked for with [`Session::among_ids`].
    Uuids(Vec<Uuid>),
    /// Asked for with [`Session::among_texts`].
    Texts(Vec<String>),
}

/// A row that both databases can give.
pub(super) trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Row for T {}

/// An open transaction.
pub(super) struct Session {
    open: Open,
    /// Texts of insert statements, by table and number of rows.
    inserts: HashMap<(&'static str, usize), Arc<str>>,
    /// Whether it has the large page cache.
    large: bool,
}

enum Open {
    /// And the cache size that the connection had.
    Sqlite(Transaction<'static, Sqlite>, i64),
    Postgres(Transaction<'static, Postgres>),
}

impl Session {
    /// Begins, once every other load is done.
    pub async fn begin(db: &DatabaseConnection) -> Result<Self, DbErr> {
        let open = match &db.inner {
            DatabaseConnectionType::SqlxSqlitePoolConnection(_) => {
                let pool = db.get_sqlite_connection_pool();
                let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await.map_err(failed)?;
                let query = sqlx::query_scalar("PRAGMA cache_size");
                let cache = query.fetch_one(&mut *transaction).await.map_err(failed)?;
                Open::Sqlite(transaction, cache)
            }
            DatabaseConnectionType::SqlxPostgresPoolConnection(_) => {
                let mut transaction = db.get_postgres_connection_pool().begin().await.map_err(failed)?;
                // A stricter isolation would take its snapshot before the lock is had, and not see the load before.
                let isolation = sqlx::query("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
                isolation.execute(&mut *transaction).await.map_err(failed)?;
                let lock = sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOADING);
                lock.execute(&mut *transaction).await.map_err(failed)?;
                // Tables are asked by key only, and their plans are made while they may still be empty: without this,
                // PostgreSQL would read a table whole again and again, however large it has grown.
                let by_key = sqlx::query("SET LOCAL enable_seqscan = off");
                by_key.execute(&mut *transaction).await.map_err(failed)?;
                // It makes the few reads of a whole table look dear, and PostgreSQL would compile each of them.
                let as_is = sqlx::query("SET LOCAL jit = off");
                as_is.execute(&mut *transaction).await.map_err(failed)?;
                Open::Postgres(transaction)
            }
            _ => return Err(DbErr::Custom("records are written to SQLite and PostgreSQL only".into())),
        };
        Ok(Self { open, inserts: HashMap::new(), large: false })
    }

    /// Makes room in memory for a large load.
    pub async fn expect_many(&mut self) -> Result<(), DbErr> {
        match &mut self.open {
            Open::Sqlite(t, _) if !self.large => {
                self.large = true;
                set_cache(t, CACHE).await
            }
            _ => Ok(()),
        }
    }

    pub async fn commit(self) -> Result<(), DbErr> {
        match self.open {
            Open::Sqlite(mut t, cache) => {
                set_cache(&mut t, cache).await?;
                t.commit().await
            }
            Open::Postgres(t) => t.commit().await,
        }
        .map_err(failed)
    }

    pub async fn roll_back(self) -> Result<(), DbErr> {
        match self.open {
            Open::Sqlite(mut t, cache) => {
                set_cache(&mut t, cache).await?;
                t.rollback().await
            }
            Open::Postgres(t) => t.rollback().await,
        }
        .map_err(failed)
    }

    /// The condition that a column holds one of the ids bound as parameter `$n`: written behind the column.
    pub fn among_ids(&self, n: u8) -> String {
        match self.open {
            Open::Sqlite(..) => format!("IN (SELECT unhex(value) FROM json_each(${n}))"),
            Open::Postgres(_) => format!("= ANY(${n})"),
        }
    }

    /// The condition that a column holds one of the texts bound as parameter `$n`: written behind the column.
    pub fn among_texts(&self, n: u8) -> String {
        match self.open {
            Open::Sqlite(..) => format!("IN (SELECT value FROM json_each(${n}))"),
            Open::Postgres(_) => format!("= ANY(${n})"),
        }
    }

    /// Every row of the answer. The text is made of static names only; values are bound.
    pub async fn rows<T: Row>(&mut self, sql: String, binds: Vec<Bind>) -> Result<Vec<T>, DbErr> {
        let sql = AssertSqlSafe(sql);
        match &mut self.open {
            Open::Sqlite(t, _) => sqlx::query_as_with(sql, for_sqlite(binds)?).fetch_all(&mut **t).await,
            Open::Postgres(t) => sqlx::query_as_with(sql, for_postgres(binds)?).fetch_all(&mut **t).await,
        }
        .map_err(failed)
    }

    /// Every row of the answer, cell by cell: the statement selects the columns of the shape in their order.
    pub async fn cells(&mut self, sql: String, binds: Vec<Bind>, shape: &Shape) -> Result<Vec<Vec<Value>>, DbErr> {
        let sql = AssertSqlSafe(sql);
        match &mut self.open {
            Open::Sqlite(t, _) => {
                let rows = sqlx::query_with(sql, for_sqlite(binds)?).fetch_all(&mut **t).await.map_err(failed)?;
                rows.iter().map(|row| read(row, shape)).collect()
            }
            Open::Postgres(t) => {
                let rows = sqlx::query_with(sql, for_postgres(binds)?).fetch_all(&mut **t).await.map_err(failed)?;
                rows.iter().map(|row| read(row, shape)).collect()
            }
        }
    }

    /// Carries a statement out, whose text is made of static names only.
    pub async fn execute(&mut self, sql: String, binds: Vec<Bind>) -> Result<(), DbErr> {
        let sql = AssertSqlSafe(sql);
        match &mut self.open {
            Open::Sqlite(t, _) => sqlx::query_with(sql, for_sqlite(binds)?).execute(&mut **t).await.map(drop),
            Open::Postgres(t) => sqlx::query_with(sql, for_postgres(binds)?).execute(&mut **t).await.map(drop),
        }
        .map_err(failed)
    }

    /// Inserts rows, given value after value and row after row.
    pub async fn insert(&mut self, shape: &Shape, cells: Vec<Value>) -> Result<(), DbErr> {
        let width = shape.columns.len();
        let mut rows = cells.len() / width;
        match &mut self.open {
            Open::Postgres(t) if rows > 0 => {
                let text = self.inserts.entry((shape.table, 0)).or_insert_with(|| shape.insert_arrays().into());
                let arguments = Columns::gather(shape, cells)?.bind()?;
                let query = sqlx::query_with(AssertSqlSafe(text.clone()), arguments);
                query.execute(&mut **t).await.map_err(failed)?;
            }
            Open::Postgres(_) => {}
            Open::Sqlite(t, _) => {
                // As few different texts as will do: full statements, and for the rest the powers of four. They stay
                // prepared, and preparing a long one costs more than running a few short ones.
                let mut cells = cells.into_iter();
                let mut batch = (VALUES / width).max(1);
                while rows > 0 {
                    while batch > rows {
                        batch = (batch - 1).checked_ilog(4).map_or(1, |power| 4_usize.pow(power));
                    }
                    let text =
                        self.inserts.entry((shape.table, batch)).or_insert_with(|| shape.insert_values(batch).into());
                    let mut arguments = SqliteArguments::default();
                    for cell in cells.by_ref().take(batch * width) {
                        add_to_sqlite(&mut arguments, cell)?;
                    }
                    let query = sqlx::query_with(AssertSqlSafe(text.clone()), arguments);
                    query.execute(&mut **t).await.map_err(failed)?;
                    rows -= batch;
                }
            }
        }
        Ok(())
    }
}

/// Sets the page cache of the connection; a pragma takes no bound values.
async fn set_cache(transaction: &mut Transaction<'static, Sqlite>, size: i64) -> Result<(), DbErr> {
    let sql = AssertSqlSafe(format!("PRAGMA cache_size = {size}"));
    sqlx::query(sql).execute(&mut **transaction).await.map(drop).map_err(failed)
}

fn add_to_sqlite(arguments: &mut SqliteArguments, cell: Value) -> Result<(), DbErr> {
    match cell {
        Value::Uuid(v) => arguments.add(v),
        Value::String(v) => arguments.add(v),
        Value::Int(v) => arguments.add(v),
        Value::BigInt(v) => arguments.add(v),
        Value::Bool(v) => arguments.add(v),
        Value::ChronoDate(v) => arguments.add(v),
        other => Err(format!("no column holds {other:?}").into()),
    }
    .map_err(unbindable)
}

fn for_sqlite(binds: Vec<Bind>) -> Result<SqliteArguments, DbErr> {
    let mut arguments = SqliteArguments::default();
    for bind in binds {
        match bind {
            Bind::Big(n) => arguments.add(n),
            Bind::Text(text) => arguments.add(text),
            Bind::Uuid(id) => arguments.add(id),
            Bind::Uuids(ids) => arguments.add(hex_list(&ids)),
            Bind::Texts(texts) => arguments.add(serde_json::Value::from(texts).to_string()),
        }
        .map_err(unbindable)?;
    }
    Ok(arguments)
}

fn for_postgres(binds: Vec<Bind>) -> Result<PgArguments, DbErr> {
    let mut arguments = PgArguments::default();
    for bind in binds {
        match bind {
            Bind::Big(n) => arguments.add(n),
            Bind::Text(text) => arguments.add(text),
            Bind::Uuid(id) => arguments.add(id),
            Bind::Uuids(ids) => arguments.add(ids),
            Bind::Texts(texts) => arguments.add(texts),
        }
        .map_err(unbindable)?;
    }
    Ok(arguments)
}

/// Ids as SQLite reads them: a JSON array of hexadecimal texts.
fn hex_list(ids: &[Uuid]) -> String {
    let mut out = String::with_capacity(ids.len() * 35 + 2);
    let mut buffer = Uuid::encode_buffer();
    out.push('[');
    for (i, id) in ids.iter().enumerate() {
        out.push_str(if i > 0 { ",\"" } else { "\"" });
        out.push_str(id.simple().encode_lower(&mut buffer));
        out.push('"');
    }
    out.push(']');
    out
}

fn failed(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(Arc::new(error)))
}

pub(super) fn unbindable(error: sqlx::error::BoxDynError) -> DbErr {
    DbErr::Type(error.to_string())
}

/// The cells of a row that was selected in the order of the shape's columns.
fn read<R: sqlx::Row>(row: &R, shape: &Shape) -> Result<Vec<Value>, DbErr>
where
    usize: ColumnIndex<R>,
    Option<Uuid>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    Option<String>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    Option<i32>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    Option<i64>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    Option<bool>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    Option<NaiveDate>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
{
    let cell = |(i, (_, sql)): (usize, &(&str, Sql))| match sql {
        Sql::Uuid => row.try_get(i).map(Value::Uuid),
        Sql::Text => row.try_get(i).map(Value::String),
        Sql::Int => row.try_get(i).map(Value::Int),
        Sql::Big => row.try_get(i).map(Value::BigInt),
        Sql::Bool => row.try_get(i).map(Value::Bool),
        Sql::Date => row.try_get(i).map(Value::ChronoDate),
    };
    shape.columns.iter().enumerate().map(cell).collect::<Result<_, _>>().map_err(failed)
}
