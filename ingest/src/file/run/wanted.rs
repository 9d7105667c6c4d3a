//! Which documents have a file to read, and of which what is held must go.

use std::collections::{BTreeMap, HashSet};

use entities::text::of_table;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement, Value};
use url::Url;
use uuid::Uuid;

use super::Options;

/// A document whose file is to be read.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub id: Uuid,
    pub title: String,
    pub url: String,
    /// The set of citations that the document rests on.
    pub provenance: Option<Uuid>,
}

/// That the public can read a document, as far as is known; `r` is the document.
const OPEN: &str = "r.state = 'CURRENT' AND r.url IS NOT NULL AND COALESCE(r.available, TRUE) AND COALESCE(r.access, 'OPEN') IN \
                    ('OPEN', 'PART_EXEMPT')";

/// The documents with an address whose file was not read from there yet; or all with an address. The newest come first, by
/// their own day or that of their meeting.
pub(super) async fn wanted(db: &DatabaseConnection, options: &Options) -> Result<Vec<Wanted>, DbErr> {
    let Some(source) = of_table("document") else { return Ok(Vec::new()) };
    let backend = db.get_database_backend();
    let mut values: Vec<Value> = Vec::new();
    let mut only = String::from(OPEN);
    if !options.again {
        only.push_str(" AND NOT EXISTS (SELECT 1 FROM document_file f WHERE f.document_id = r.id AND f.url = r.url)");
    }
    let mut among = |column: &str, wanted: Vec<Value>| {
        if !wanted.is_empty() {
            let first = values.len() + 1;
            let places: Vec<String> = (first..first + wanted.len()).map(|n| place(backend, n)).collect();
            only.push_str(&format!(" AND {column} IN ({})", places.join(", ")));
            values.extend(wanted);
        }
    };
    among("c.id", options.councils.iter().map(|id| Value::from(*id)).collect());
    among("r.kind", options.kinds.iter().map(|kind| Value::from(kind.as_str())).collect());
    let sql = format!(
        "SELECT r.id, r.title, r.url, r.provenance_id{from} WHERE {only} ORDER BY COALESCE(r.date, CAST(m.date AS text), '') \
         DESC, r.id",
        from = source.from(),
    );
    let rows = db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    rows.iter()
        .map(|row| {
            Ok(Wanted {
                id: row.try_get_by_index(0)?,
                title: row.try_get_by_index(1)?,
                url: row.try_get_by_index(2)?,
                provenance: row.try_get_by_index(3)?,
            })
        })
        .collect()
}

/// The files that are held of documents that the public can read no longer.
pub(super) async fn closed(db: &DatabaseConnection) -> Result<Vec<Uuid>, DbErr> {
    let sql = format!("SELECT f.id FROM document_file f JOIN document r ON r.id = f.document_id WHERE NOT ({OPEN})");
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// Which of these documents are there and open: what another program closed meanwhile is not written.
pub(super) async fn open(db: &DatabaseConnection, documents: &[Uuid]) -> Result<HashSet<Uuid>, DbErr> {
    let backend = db.get_database_backend();
    let places: Vec<String> = (1..=documents.len()).map(|n| place(backend, n)).collect();
    let sql = format!("SELECT r.id FROM document r WHERE {OPEN} AND r.id IN ({})", places.join(", "));
    let values: Vec<Value> = documents.iter().map(|id| Value::from(*id)).collect();
    let rows = db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// Documents by the host that is asked for them; those whose address cannot be asked lie under themselves.
pub(super) fn by_host(wanted: Vec<Wanted>) -> BTreeMap<String, Vec<Wanted>> {
    let mut hosts: BTreeMap<String, Vec<Wanted>> = BTreeMap::new();
    for wanted in wanted {
        let host = Url::parse(&wanted.url).ok().and_then(|url| url.host_str().map(str::to_owned));
        hosts.entry(host.unwrap_or_else(|| wanted.url.clone())).or_default().push(wanted);
    }
    hosts
}

fn place(backend: DbBackend, n: usize) -> String {
    if backend == DbBackend::Postgres { format!("${n}") } else { format!("?{n}") }
}
