//! Makes an index anew from the database: table by table, a few hundred records at a time.

use entities::text::{SOURCES, Source};
use sea_orm::DatabaseConnection;
use tantivy::{Index, IndexWriter, TantivyDocument};
use uuid::Uuid;

use crate::{
    document::document,
    error::Error,
    folder::{Folder, Mark},
    log,
    read::{self, BATCH},
    schema::{self, Fields},
};

/// Memory that documents take before they are written, in bytes.
const MEMORY: usize = 64_000_000;

/// What a making came to: records by table.
#[derive(Clone, Debug, Default)]
pub struct Built {
    pub records: Vec<(&'static str, u64)>,
    /// The last entry of the change log that is in.
    pub sequence: i64,
}

impl Built {
    /// Records in all.
    pub fn all(&self) -> u64 {
        self.records.iter().map(|(_, count)| count).sum()
    }
}

/// Makes the index of a folder anew, beside the one that is there, and puts it in its place when it is whole.
///
/// # Errors
///
/// When the database cannot be read or the folder not be written, and [`Error::Unwanted`] when `wanted` says no between two
/// batches: then the old index stays.
pub async fn build(
    folder: &Folder,
    db: &DatabaseConnection,
    wanted: &(dyn Fn() -> bool + Sync),
) -> Result<(Index, Mark, Built), Error> {
    // What is written from now on is read again from the log.
    let mark = Mark { version: schema::VERSION, database: log::database(db).await?, sequence: log::last(db).await? };
    let fields = schema::schema().1;
    let index = folder.begin()?;
    let mut writer = writer(&index)?;
    let mut built = Built { sequence: mark.sequence, ..Built::default() };
    for source in SOURCES {
        built.records.push((source.table, table(db, &mut writer, &fields, source, wanted).await?));
    }
    commit(&mut writer, &mark)?;
    writer.wait_merging_threads()?;
    drop(index);
    folder.swap()?;
    let (index, mark) = folder.open()?.ok_or(Error::Astray)?;
    Ok((index, mark, built))
}

async fn table(
    db: &DatabaseConnection,
    writer: &mut IndexWriter,
    fields: &Fields,
    source: &'static Source,
    wanted: &(dyn Fn() -> bool + Sync),
) -> Result<u64, Error> {
    let (mut last, mut count) = (Uuid::nil(), 0);
    loop {
        if !wanted() {
            return Err(Error::Unwanted);
        }
        let records = read::after(db, source, last).await?;
        for record in records.iter().filter(|r| r.is_found()) {
            writer.add_document(document(fields, source, record))?;
            count += 1;
        }
        match records.last() {
            Some(record) if records.len() == BATCH => last = record.id,
            _ => return Ok(count),
        }
    }
}

/// The writer of an index, on a thread of its own.
pub fn writer(index: &Index) -> Result<IndexWriter<TantivyDocument>, Error> {
    Ok(index.writer_with_num_threads(1, MEMORY)?)
}

/// Makes what was written last, with how far it came.
pub fn commit(writer: &mut IndexWriter, mark: &Mark) -> Result<(), Error> {
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&serde_json::to_string(mark).unwrap_or_default());
    prepared.commit()?;
    Ok(())
}
