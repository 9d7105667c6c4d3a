//! What is kept of a file: a record of it, and one of each page that has words.

use std::collections::HashSet;

use chrono::NaiveDate;
use entities::{document_file, document_page};
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::super::Read;
use super::wanted::Wanted;
use crate::error::Error;
use crate::id;
use crate::moderngov::private;
use crate::record::{Citation, Entry, Record, Removal};
use crate::write::{Counts, Load, write};

/// What is known of a file.
#[derive(Clone, Debug, Default)]
pub struct File {
    pub outcome: &'static str,
    pub media_type: Option<String>,
    pub bytes: Option<usize>,
    pub sha256: Option<String>,
    /// What it says, where it could be opened.
    pub read: Option<Read>,
}

impl File {
    /// Bytes of its words.
    pub fn words(&self) -> usize {
        self.read.iter().flat_map(|read| &read.pages).map(|page| page.text.len()).sum()
    }
}

/// The SHA-256 of these bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The id of the record of a document's file.
pub fn file_id(document: Uuid) -> Uuid {
    id::under(document, "folkmoot:document_file", "")
}

/// The records of a file, the removals of pages that it has no longer, and how many private things were taken out. `held` is
/// the file as it is held.
pub async fn entries(
    db: &DatabaseConnection,
    wanted: &Wanted,
    file: File,
    held: Option<document_file::Model>,
    citations: &[Citation],
    today: NaiveDate,
) -> Result<(Vec<Entry>, u64), DbErr> {
    let id = file_id(wanted.id);
    // The same bytes came before; where none came, the same was found before.
    let is_same = |held: &&document_file::Model| {
        held.url == wanted.url && held.sha256 == file.sha256 && (file.sha256.is_some() || held.outcome == file.outcome)
    };
    let same = held.as_ref().filter(is_same);
    let retrieved = same.map_or(today, |held| held.retrieved_on);
    let count = |n: usize| i32::try_from(n).ok();
    let paged = file.read.as_ref().filter(|read| read.paged);
    let silent = file.read.as_ref().map(|read| read.pages.iter().filter(|page| page.text.is_empty()).count());
    let mut record = Record::new(&document_file::TABLE, id)
        .with("document_id", wanted.id)
        .with("url", wanted.url.as_str())
        .with("outcome", file.outcome)
        .with("media_type", file.media_type.as_deref())
        .with("bytes", file.bytes.and_then(count))
        .with("sha256", file.sha256.as_deref())
        .with("page_count", paged.and_then(|read| count(read.pages.len())))
        .with("pages_without_words", silent.and_then(count))
        .with("retrieved_on", retrieved);
    record.citations = cited(citations, "the file");
    let mut entries = vec![Entry::from(record)];
    let mut kept = HashSet::new();
    let mut private = 0;
    let is_paged = paged.is_some();
    for (at, page) in file.read.into_iter().flat_map(|read| read.pages).enumerate() {
        if page.text.is_empty() {
            continue;
        }
        let number = count(at + 1);
        let cleaned = private::cleaned(&page.text);
        private += cleaned.emails + cleaned.phones;
        let page = id::under(wanted.id, "folkmoot:document_page", &(at + 1).to_string());
        let place = if is_paged { format!("the file, page {}", at + 1) } else { "the file".into() };
        let mut record = Record::new(&document_page::TABLE, page)
            .with("document_id", wanted.id)
            .with("document_file_id", id)
            .with("position", number)
            .with("number", number.filter(|_| is_paged))
            .with("text", cleaned.text.as_ref());
        record.citations = cited(citations, &place);
        kept.insert(page);
        entries.push(record.into());
    }
    if held.is_some() {
        let gone = pages(db, id).await?.into_iter().filter(|page| !kept.contains(page));
        entries.extend(gone.map(|id| Removal { table: &document_page::TABLE, id, origin: None }.into()));
    }
    Ok((entries, private))
}

/// The sources of a document, with the place in its file.
fn cited(citations: &[Citation], place: &str) -> Vec<Citation> {
    let at = |citation: &Citation| match &citation.locator {
        Some(locator) => format!("{locator}; {place}"),
        None => place.to_owned(),
    };
    citations.iter().map(|c| Citation { locator: Some(at(c)), method: "DOCUMENT", ..c.clone() }).collect()
}

/// The file of a document, as it is held.
pub async fn held(db: &DatabaseConnection, document: Uuid) -> Result<Option<document_file::Model>, DbErr> {
    document_file::Entity::find_by_id(file_id(document)).one(db).await
}

async fn pages(db: &DatabaseConnection, file: Uuid) -> Result<Vec<Uuid>, DbErr> {
    document_page::Entity::find()
        .select_only()
        .column(document_page::Column::Id)
        .filter(document_page::Column::DocumentFileId.eq(file))
        .into_tuple()
        .all(db)
        .await
}

/// That nothing is held of these files any longer; their pages go with them.
pub fn removals(files: &[Uuid]) -> Vec<Entry> {
    files.iter().map(|id| Removal { table: &document_file::TABLE, id: *id, origin: None }.into()).collect()
}

/// Writes what is kept of files.
pub async fn put(writer: &DatabaseConnection, entries: Vec<Entry>) -> Result<Counts, Error> {
    if entries.is_empty() {
        return Ok(Counts::default());
    }
    let load = Load { title: "import documents".into(), dry_run: false };
    let summary = write(writer, load, entries.into_iter().map(Ok::<_, Error>), &mut |_| ()).await?;
    Ok(summary.all())
}
