//! The files of one host, one after another.

use chrono::NaiveDate;
use sea_orm::DatabaseConnection;
use tokio::sync::watch::Receiver;
use url::Url;
use uuid::Uuid;

use super::super::{HTML, media_type};
use super::records::{self, File, sha256};
use super::wanted::{self, Wanted};
use super::{Event, Failed, Reader, Report};
use crate::cited::citations_of;
use crate::error::Error;
use crate::fetch::{Fetcher, Refusal, Settings};
use crate::record::Entry;

/// Records, bytes of words and files written together, about.
const TOGETHER: usize = 400;
const BYTES: usize = 4 << 20;
const FILES_TOGETHER: usize = 100;

/// What waits to be written, by document.
#[derive(Default)]
struct Ready {
    files: Vec<(Uuid, Vec<Entry>)>,
    count: usize,
    bytes: usize,
}

/// Ends of addresses that promise a file: a page in its place says that something went wrong.
const FILES: [&str; 7] = [".pdf", ".doc", ".docx", ".ppt", ".pptx", ".xlsx", "/mgconvert2pdf.aspx"];

fn is_page_for_a_file(url: &Url, bytes: &[u8]) -> bool {
    let path = url.path().to_lowercase();
    FILES.iter().any(|end| path.ends_with(end)) && media_type(bytes) == Some(HTML)
}

/// Whether an address lies at the host of another one.
fn is_at(address: &str, url: &Url) -> bool {
    Url::parse(address).is_ok_and(|address| address.host_str() == url.host_str())
}

/// Whoever reads the files of one host.
pub struct Host<'r, R> {
    pub db: &'r DatabaseConnection,
    pub writer: &'r DatabaseConnection,
    pub settings: &'r Settings,
    pub reader: &'r R,
    pub today: NaiveDate,
    pub stop: &'r Receiver<bool>,
    pub see: &'r (dyn Fn(Event) + Sync),
}

impl<R: Reader> Host<'_, R> {
    /// Reads these documents, which all lie at this host.
    pub async fn read(self, wanted: Vec<Wanted>) -> Result<Report, Error> {
        let mut report = Report::default();
        let Some(mut fetcher) = self.fetcher(&wanted, &mut report) else { return Ok(report) };
        let mut ready = Ready::default();
        for document in wanted {
            let Some(came) = self.ask(&mut fetcher, &document, &mut report).await else { break };
            let Some(file) = came else { continue };
            let held = records::held(self.db, document.id).await?;
            if file.outcome == "TOO_LARGE" && held.as_ref().is_some_and(|held| held.outcome.ends_with("READ")) {
                // The reader had less time or room than before: what it read then stands.
                report.failed += 1;
                continue;
            }
            let set = document.provenance;
            let citations = citations_of(self.db, set.into_iter()).await?;
            let cited = set.and_then(|set| citations.get(&set)).map_or(&[][..], Vec::as_slice);
            ready.bytes += file.words();
            let (entries, private) = records::entries(self.db, &document, file, held, cited, self.today).await?;
            report.private += private;
            ready.count += entries.len();
            ready.files.push((document.id, entries));
            if ready.count >= TOGETHER || ready.bytes >= BYTES || ready.files.len() >= FILES_TOGETHER {
                self.keep(std::mem::take(&mut ready), &mut report).await?;
            }
        }
        self.keep(ready, &mut report).await?;
        report.calls = fetcher.counters().calls;
        Ok(report)
    }

    /// Writes what is kept of files, but for those of documents that were closed or taken away meanwhile.
    async fn keep(&self, ready: Ready, report: &mut Report) -> Result<(), Error> {
        if ready.files.is_empty() {
            return Ok(());
        }
        let ids: Vec<Uuid> = ready.files.iter().map(|(id, _)| *id).collect();
        let open = wanted::open(self.db, &ids).await?;
        let files = ready.files.into_iter().filter(|(id, _)| open.contains(id));
        match records::put(self.writer, files.flat_map(|(_, entries)| entries).collect()).await {
            Ok(counts) => report.add(&counts),
            // A document went away this very moment: the next run asks for the others again.
            Err(error) if error.is_callers() => {
                report.failed += ids.len() as u64;
                (self.see)(Event::Failed { text: format!("{} files were not written: {error}", ids.len()) });
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Whoever asks the host; none, and all of its documents failed, if it cannot be asked.
    fn fetcher(&self, wanted: &[Wanted], report: &mut Report) -> Option<Fetcher> {
        let url = &wanted.first()?.url;
        let base = Url::parse(url).map(|url| url.origin().ascii_serialization()).unwrap_or_else(|_| url.clone());
        match Fetcher::new(&base, self.settings.clone()) {
            Ok(fetcher) => Some(fetcher),
            Err(error) => {
                report.failed += wanted.len() as u64;
                (self.see)(Event::Failed { text: error.to_string() });
                None
            }
        }
    }

    /// Asks for the file of a document. None inside if it may come another time; none at all if no more is to be asked.
    async fn ask(&self, fetcher: &mut Fetcher, document: &Wanted, report: &mut Report) -> Option<Option<File>> {
        let mut stop = self.stop.clone();
        if *stop.borrow() {
            return None;
        }
        let url = Url::parse(&document.url).ok()?;
        let answer = tokio::select! {
            answer = fetcher.file(&url) => answer,
            _ = stop.wait_for(|stop| *stop) => return None,
        };
        let (outcome, refusal) = match answer {
            Ok(answer) if is_page_for_a_file(&url, &answer.bytes) => {
                report.failed += 1;
                (self.see)(Event::Failed { text: format!("{url} answered with a page, and not with the file") });
                return Some(None);
            }
            Ok(answer) => return Some(self.words(document, answer.bytes, report).await),
            Err(refusal) => match refusal {
                Refusal::Gone { .. } => ("NOT_THERE", refusal),
                Refusal::TooLarge { .. } => ("TOO_LARGE", refusal),
                refusal => {
                    (self.see)(Event::Failed { text: refusal.to_string() });
                    match &refusal {
                        Refusal::Robots { ruled: true, .. } => report.ruled_out += 1,
                        // Another host to which this one led keeps only its own files.
                        Refusal::Blocked { address, .. } if is_at(address, &url) => {
                            report.failed += 1;
                            report.blocked += 1;
                            return None;
                        }
                        _ => report.failed += 1,
                    }
                    return Some(None);
                }
            },
        };
        match outcome {
            "NOT_THERE" => report.not_there += 1,
            _ => report.unreadable += 1,
        }
        (self.see)(Event::Failed { text: refusal.to_string() });
        Some(Some(File { outcome, ..File::default() }))
    }

    /// What a file says.
    async fn words(&self, document: &Wanted, bytes: Vec<u8>, report: &mut Report) -> Option<File> {
        report.came += 1;
        let mut file = File {
            outcome: "",
            media_type: media_type(&bytes).map(str::to_owned),
            bytes: Some(bytes.len()),
            sha256: Some(sha256(&bytes)),
            read: None,
        };
        match self.reader.read(bytes).await {
            Ok(read) => {
                file.outcome = read.outcome();
                let pages = read.pages.iter().filter(|page| !page.text.is_empty()).count() as u64;
                report.pages += pages;
                match file.outcome {
                    "READ" => report.read += 1,
                    "PARTLY_READ" => report.partly += 1,
                    _ => report.without_words += 1,
                }
                (self.see)(Event::Read { title: document.title.clone(), outcome: file.outcome, pages });
                file.read = Some(read);
            }
            Err(Failed::File(error)) => {
                report.unreadable += 1;
                file.outcome = error.outcome();
                (self.see)(Event::Failed { text: format!("{} cannot be read: {error}", document.url) });
            }
            Err(Failed::Reader(error)) => {
                report.failed += 1;
                (self.see)(Event::Failed { text: format!("{} was not read: {error}", document.url) });
                return None;
            }
        }
        Some(file)
    }
}
