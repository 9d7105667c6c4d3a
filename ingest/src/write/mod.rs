//! The one way in which records are written: a whole load in one transaction, set by set. Loads take turns, so that the
//! order of the change log is the order in which loads were committed.

mod checkpoint;
mod chunk;
mod claim;
mod columns;
mod merge;
mod parts;
mod pointers;
mod prepare;
mod recent;
mod references;
mod removed;
mod seen;
mod session;
mod shape;
mod summary;
mod trial;

use std::collections::HashMap;

use entities::RECORDS;
use futures_util::future::join;
use sea_orm::DatabaseConnection;
use uuid::Uuid;

pub use checkpoint::Checkpoints;
pub(crate) use merge::of_duplicate;
pub use summary::{Change, Counts, FieldChange, Summary};

use crate::error::Error;
use crate::record::{Entry, Removal};
use merge::Merges;
use parts::Shapes;
use prepare::prepare;
use recent::Recent;
use references::References;
use seen::Seen;
use session::{Bind, Session};
use shape::Shape;
use trial::Trial;

/// Records written together.
const CHUNK: usize = 4_000;
/// Sets of citations remembered to be written, at least.
const SETS: usize = 50_000;
/// A load of more records than this gets a larger page cache on SQLite.
const LARGE: u64 = 20_000;
/// Dangling references told.
const TOLD: usize = 10;

/// One run of the write path.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// What is loaded, in words: a folder, a feed, a command.
    pub title: String,
    /// Whether to do everything and then take it back, to see what would change.
    pub dry_run: bool,
}

/// Writes records, or removes them: all of them or, on any error, none. Records that the database holds as given are
/// left alone; if all are, no trace of the load is left. Waits until every other load is done (on SQLite as long as
/// the connection's busy timeout allows).
///
/// Memory does not grow with the number of records, except that records with an origin are remembered by id, and
/// references by what is not there yet. A record with an origin may be given twice only if both say the same.
///
/// `progress` is told after every 4,000 records how many were read so far.
pub async fn write<E: Into<Entry>>(
    db: &DatabaseConnection,
    load: Load,
    mut records: impl Iterator<Item = Result<E, Error>>,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Summary, Error> {
    let mut writer = Writer::begin(db, load).await?;
    match writer.all(&mut records, progress).await {
        Ok(()) => writer.finish().await,
        Err(error) => {
            // What went wrong first is what counts: a connection that cannot even roll back is closed and rolls back so.
            if let Err(second) = writer.session.roll_back().await {
                tracing::warn!("rolling back a failed load failed: {second}");
            }
            Err(error)
        }
    }
}

/// A load under way.
struct Writer {
    session: Session,
    load: Load,
    /// The moment of the load, in milliseconds since 1970: later than that of every other.
    at: i64,
    /// Id of the row in `load`, once there is one.
    id: Option<i32>,
    /// Shapes of the tables of records met so far.
    records: HashMap<&'static str, Shape>,
    shapes: Shapes,
    sets: Recent<Uuid>,
    seen: Seen,
    references: References,
    /// Every removal, whether there was a record or not.
    removed: HashMap<Uuid, Removal>,
    merges: Merges,
    summary: Summary,
    trial: Option<Trial>,
}

impl Writer {
    async fn begin(db: &DatabaseConnection, load: Load) -> Result<Self, Error> {
        let mut session = Session::begin(db).await?;
        let last: Vec<(Option<i64>,)> = session.rows("SELECT max(\"at\") FROM \"load\"".into(), Vec::new()).await?;
        let merges = Merges::held(&mut session).await?;
        let after = last.first().and_then(|(at,)| *at).map_or(0, |at| at + 1);
        Ok(Self {
            session,
            at: chrono::Utc::now().timestamp_millis().max(after),
            id: None,
            records: HashMap::new(),
            shapes: Shapes::new(),
            sets: Recent::new(SETS),
            seen: Seen::default(),
            references: References::new(),
            removed: HashMap::new(),
            merges,
            summary: Summary::default(),
            trial: load.dry_run.then(Trial::default),
            load,
        })
    }

    async fn all<E: Into<Entry>>(
        &mut self,
        records: &mut impl Iterator<Item = Result<E, Error>>,
        progress: &mut (dyn FnMut(u64) + Send),
    ) -> Result<(), Error> {
        let mut read = 0;
        let mut ready = prepare(records, CHUNK).await?;
        while !ready.is_empty() {
            read += ready.len() as u64;
            if read > LARGE {
                self.session.expect_many().await?;
            }
            let (written, next) = join(self.chunk(ready), prepare(records, CHUNK)).await;
            written?;
            progress(read);
            ready = next?;
        }
        let mut faults = self.references.dangling(&mut self.session, &self.seen).await?;
        if faults.is_empty() && self.settle().await? {
            faults = self.references.dangling(&mut self.session, &self.seen).await?;
        }
        for table in RECORDS {
            let gone = self.removed.values().filter(|removal| removal.table.name == table.name);
            let gone: Vec<Uuid> = gone.map(|removal| removal.id).collect();
            self.drop_derived(table, &gone).await?;
        }
        faults.extend(removed::still_pointed_to(&mut self.session, &self.removed).await?);
        faults.truncate(TOLD);
        if faults.is_empty() { Ok(()) } else { Err(Error::Dangling(faults)) }
    }

    async fn finish(self) -> Result<Summary, Error> {
        let mut summary = self.summary;
        match self.trial {
            Some(trial) => {
                self.session.roll_back().await?;
                summary.changes = trial.changes;
            }
            None => {
                self.session.commit().await?;
                summary.load = self.id;
            }
        }
        Ok(summary)
    }

    /// The row in `load`, written when the first change is.
    async fn load_id(&mut self) -> Result<i32, Error> {
        if let Some(id) = self.id {
            return Ok(id);
        }
        let sql = "INSERT INTO \"load\" (\"title\", \"at\") VALUES ($1, $2) RETURNING \"id\"".to_string();
        let binds = vec![Bind::Text(self.load.title.clone()), Bind::Big(self.at)];
        let rows: Vec<(i32,)> = self.session.rows(sql, binds).await?;
        let id = rows.first().map(|(id,)| *id);
        self.id = id;
        id.ok_or_else(|| Error::Database(sea_orm::DbErr::RecordNotInserted))
    }
}
