//! One reading of the files of documents: which are asked for, how they are read, and what is kept of them.

mod host;
mod records;
mod wanted;

use chrono::NaiveDate;
use futures_util::{StreamExt, stream};
use sea_orm::{DatabaseConnection, DbErr};
use tokio::sync::watch::Receiver;
use uuid::Uuid;

use super::{Read, Unreadable};
use crate::error::Error;
use crate::fetch::Settings;
use crate::write::Counts;
use host::Host;
pub use records::file_id;
pub use wanted::Wanted;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Today in London.
    pub today: NaiveDate,
    /// Ids of councils whose documents are read; all that there are if empty.
    pub councils: Vec<Uuid>,
    /// Words of [`entities::document::KIND`]; all if empty.
    pub kinds: Vec<String>,
    /// Files asked for, at most, the newest documents first; all if none.
    pub most: Option<u64>,
    /// Whether to ask also for files that were read, or could not be, before.
    pub again: bool,
    /// Hosts that are read at the same time, at least one.
    pub hosts: usize,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Documents that were to be read; `most` counts.
    pub wanted: u64,
    /// More documents that `most` left out.
    pub left: u64,
    /// Files that came.
    pub came: u64,
    /// Of these, files with words on every page, on some, and on none.
    pub read: u64,
    pub partly: u64,
    pub without_words: u64,
    /// Of these, files that cannot be read, each with the reason in a sentence.
    pub unreadable: u64,
    /// Documents without a file at their address.
    pub not_there: u64,
    /// Files that may come another time.
    pub failed: u64,
    /// Files that robots.txt rules out.
    pub ruled_out: u64,
    /// Hosts that keep programs out: their other files were not asked for.
    pub blocked: u64,
    /// Pages with words.
    pub pages: u64,
    /// Private e-mail addresses and telephone numbers that were taken out.
    pub private: u64,
    /// Records.
    pub created: u64,
    pub updated: u64,
    pub deleted: u64,
    /// Calls made to hosts.
    pub calls: u64,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

/// What happens.
#[derive(Clone, Debug)]
pub enum Event {
    /// How many documents are to be read.
    Begun { wanted: u64 },
    /// A file was read.
    Read { title: String, outcome: &'static str, pages: u64 },
    /// A file could not be read, or did not come: a sentence.
    Failed { text: String },
}

/// Whoever reads the words of a file: by itself it may take as long as it likes, so that others stop it.
pub trait Reader: Sync {
    /// What a file says.
    fn read(&self, bytes: Vec<u8>) -> impl Future<Output = Result<Read, Failed>> + Send;
}

/// Why a file was not read.
#[derive(Debug)]
pub enum Failed {
    /// The file is to blame.
    File(Unreadable),
    /// The reader is: a sentence.
    Reader(String),
}

/// The documents of which a reading would ask for the file.
///
/// # Errors
/// The database fails.
pub async fn wanted(db: &DatabaseConnection, options: &Options) -> Result<Vec<Wanted>, DbErr> {
    wanted::wanted(db, options).await
}

/// Takes away what is held of files of documents that are closed by now, with their pages and the mentions on these.
///
/// # Errors
/// The database fails.
pub async fn close(db: &DatabaseConnection, writer: &DatabaseConnection) -> Result<Counts, Error> {
    let closed = wanted::closed(db).await?;
    records::put(writer, records::removals(&closed)).await
}

/// Takes away what is held of files of documents that are closed by now, asks for the files that are wanted, reads their
/// words, and writes them, file by file. `db` is asked and `writer` written to. What cannot be read is told and counted, and
/// does not stop the others; when `stop` turns true, the file at hand is the last one.
///
/// # Errors
/// The database fails; what was written before is kept.
pub async fn read<R: Reader>(
    (db, writer): (&DatabaseConnection, &DatabaseConnection),
    settings: &Settings,
    reader: &R,
    options: &Options,
    stop: &Receiver<bool>,
    see: &(dyn Fn(Event) + Sync),
) -> Result<Report, Error> {
    let mut report = Report::default();
    report.add(&close(db, writer).await?);
    let mut wanted = wanted(db, options).await?;
    if let Some(most) = options.most.and_then(|most| usize::try_from(most).ok()).filter(|most| wanted.len() > *most) {
        report.left = wanted.split_off(most).len() as u64;
    }
    report.wanted = wanted.len() as u64;
    see(Event::Begun { wanted: report.wanted });
    let hosts = wanted::by_host(wanted).into_values().map(|wanted| {
        let host = Host { db, writer, settings, reader, today: options.today, stop, see };
        host.read(wanted)
    });
    let mut hosts = stream::iter(hosts).buffer_unordered(options.hosts.max(1));
    while let Some(part) = hosts.next().await {
        report.join(&part?);
    }
    drop(hosts);
    // Others may have closed documents while this went on.
    report.add(&close(db, writer).await?);
    report.stopped = *stop.borrow();
    Ok(report)
}

impl Report {
    fn add(&mut self, counts: &Counts) {
        self.created += counts.created;
        self.updated += counts.updated;
        self.deleted += counts.deleted;
    }

    fn join(&mut self, part: &Report) {
        let sums = [
            (&mut self.came, part.came),
            (&mut self.read, part.read),
            (&mut self.partly, part.partly),
            (&mut self.without_words, part.without_words),
            (&mut self.unreadable, part.unreadable),
            (&mut self.not_there, part.not_there),
            (&mut self.failed, part.failed),
            (&mut self.ruled_out, part.ruled_out),
            (&mut self.blocked, part.blocked),
            (&mut self.pages, part.pages),
            (&mut self.private, part.private),
            (&mut self.created, part.created),
            (&mut self.updated, part.updated),
            (&mut self.deleted, part.deleted),
            (&mut self.calls, part.calls),
        ];
        for (sum, more) in sums {
            *sum += more;
        }
    }
}
