//! Documents: each once, however often it is listed; restricted ones without their address.

use std::collections::HashSet;

use entities::document::{self, TABLE};
use entities::document_file;
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::super::meeting::Document;
use super::super::page::DocumentLink;
use super::batch::Batch;
use super::host::Host;
use crate::file::run::file_id;
use crate::record::{Citation, Record};

/// Ids asked for in one statement.
const ASKED: usize = 500;

/// Adds a document and gives its id; none if nothing tells it from others. What belongs to a closed item is closed.
pub fn document(host: &Host, document: &Document, closed: bool, batch: &mut Batch) -> Option<Uuid> {
    let id = id(host, document.id, document.url.as_deref())?;
    let title = batch.public(document.title.as_deref().unwrap_or("(no title)"));
    let title = title.as_str();
    let restricted = closed || document.restricted == Some(true);
    let url = document.url.as_deref().filter(|_| !restricted).and_then(|url| absolute(host, url));
    let mut record = Record::new(&TABLE, id)
        .with("title", title)
        .with("kind", kind(title))
        .with("date", document.publication_date.map(|day| day.to_string()))
        .with("available", if restricted { Some(false) } else { url.is_some().then_some(true) })
        .with("url", url)
        .with("access", restricted.then_some("RESTRICTED"))
        .with("restriction", document.restrictions.as_deref());
    record.identifiers.extend(document.id.map(|number| host.identifier("document", number)));
    let locator = document.id.map_or_else(|| "linkeddoc".to_string(), |number| format!("linkeddoc {number}"));
    record.citations = vec![host.service(locator)];
    // Closed under one item, it is closed under all; and what its file said is held no longer.
    if restricted {
        batch.put(record);
        batch.remove(&document_file::TABLE, file_id(id));
    } else {
        batch.add(record)
    }
    Some(id)
}

/// The id of a document, by its number or else its address; none if nothing tells it from others.
pub fn id(host: &Host, number: Option<u64>, url: Option<&str>) -> Option<Uuid> {
    match (number, url) {
        (Some(number), _) => Some(host.own("document", number)),
        (None, Some(url)) => Some(host.own("document", url)),
        (None, None) => None,
    }
}

/// Which of these documents are held: what the web service said of them stands.
pub async fn held<'a>(
    db: &DatabaseConnection,
    host: &Host,
    documents: impl Iterator<Item = &'a DocumentLink>,
) -> Result<HashSet<Uuid>, DbErr> {
    let ids: Vec<Uuid> = documents.filter_map(|document| id(host, document.id, document.url.as_deref())).collect();
    let mut held = HashSet::new();
    for ids in ids.chunks(ASKED) {
        let rows: Vec<Uuid> = document::Entity::find()
            .select_only()
            .column(document::Column::Id)
            .filter(document::Column::Id.is_in(ids.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        held.extend(rows);
    }
    Ok(held)
}

/// Adds a document to which a page links, unless it is `held`, and gives its id.
pub fn linked(
    host: &Host,
    document: &DocumentLink,
    held: &HashSet<Uuid>,
    read: &Citation,
    batch: &mut Batch,
) -> Option<Uuid> {
    let id = id(host, document.id, document.url.as_deref())?;
    if held.contains(&id) {
        return Some(id);
    }
    let title = batch.public(&document.title);
    let url = document.url.as_deref().and_then(|url| absolute(host, url));
    let mut record = Record::new(&TABLE, id)
        .with("title", title.as_str())
        .with("kind", kind(&title))
        .with("available", url.is_some().then_some(true))
        .with("url", url);
    record.identifiers.extend(document.id.map(|number| host.identifier("document", number)));
    record.citations = vec![Citation { quote: None, ..read.clone() }];
    batch.add(record);
    Some(id)
}

/// The whole address of what may be written as a path.
fn absolute(host: &Host, url: &str) -> Option<String> {
    let base = url::Url::parse(&format!("{}/", host.base)).ok()?;
    let url = base.join(url.trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

/// What sort of document a title tells of; the first rule that fits.
pub fn kind(title: &str) -> &'static str {
    const RULES: &[(&[&str], &str)] = &[
        (&["appendix", "appendices", "annex"], "APPENDIX"),
        (&["reports pack", "document pack", "agenda pack", "supplementary pack"], "REPORTS_PACK"),
        (&["frontsheet", "front sheet"], "AGENDA"),
        (&["minutes"], "MINUTES"),
        (&["agenda"], "AGENDA"),
        (&["forward plan", "work programme", "workplan", "work plan", "notice of key decisions"], "FORWARD_PLAN"),
        (&["annual report"], "ANNUAL_REPORT"),
        (&["highlight report"], "HIGHLIGHT_REPORT"),
        (&["presentation", "slides"], "PRESENTATION"),
        (&["briefing"], "BRIEFING_PAPER"),
        (&["report"], "REPORT"),
    ];
    let title = title.to_lowercase();
    RULES.iter().find(|(words, _)| words.iter().any(|word| title.contains(word))).map_or("PAPER", |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn titles_tell_the_kind() {
        for (title, wanted) in [
            ("Appendix A to the report", "APPENDIX"),
            ("Public reports pack 10th February", "REPORTS_PACK"),
            ("Agenda frontsheet", "AGENDA"),
            ("Printed minutes 15th December", "MINUTES"),
            ("Children's Annual Report", "ANNUAL_REPORT"),
            ("Budget monitoring report", "REPORT"),
            ("DRAFT WP FEBRUARY", "PAPER"),
        ] {
            assert_eq!(kind(title), wanted, "{title}");
        }
    }
}
