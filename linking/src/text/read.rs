//! The texts of papers, with the council, the day, the meeting and the item that they hang together with.

use entities::text::of_table;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, QueryResult, Statement, Value};
use uuid::Uuid;

/// Texts read at once.
pub const BATCH: usize = 400;

/// A table of papers.
#[derive(Debug)]
pub struct Papers {
    pub table: &'static str,
    /// Its texts, each with its word of [`entities::mention::FIELD`].
    pub fields: &'static [(&'static str, &'static str)],
    /// The column of a mention that names such a record.
    pub holder: &'static str,
    /// The ids of its meeting and its item, in SQL.
    meeting: &'static str,
    item: &'static str,
    /// What else is asked of its records, in SQL.
    besides: &'static str,
    /// The column of its records, and of a mention, that names the record of which they are a part.
    pub within: Option<&'static str>,
}

const NONE: &str = "CAST(NULL AS uuid)";

impl Papers {
    const fn under_an_item(table: &'static str, holder: &'static str, fields: &'static [(&str, &str)]) -> Self {
        Self { table, fields, holder, meeting: "m.id", item: "i.id", besides: "", within: None }
    }
}

/// The tables whose texts are looked through. A meeting is called by its board: that is no mention of it.
pub static PAPERS: &[Papers] = &[
    Papers {
        meeting: NONE,
        item: NONE,
        besides: " AND r.is_inferred IS NULL",
        ..Papers::under_an_item("issue", "issue_id", &[("title", "TITLE")])
    },
    Papers {
        meeting: "r.id",
        item: NONE,
        ..Papers::under_an_item("meeting", "meeting_id", &[("summary", "SUMMARY"), ("note", "NOTE")])
    },
    Papers {
        item: "r.id",
        ..Papers::under_an_item(
            "agenda_item",
            "agenda_item_id",
            &[
                ("title", "TITLE"),
                ("summary", "SUMMARY"),
                ("agenda_text", "AGENDA_TEXT"),
                ("minutes_text", "MINUTES_TEXT"),
            ],
        )
    },
    Papers::under_an_item("contribution", "contribution_id", &[("heading", "HEADING"), ("text", "TEXT")]),
    Papers { item: NONE, ..Papers::under_an_item("document", "document_id", &[("title", "TITLE")]) },
    Papers {
        item: NONE,
        within: Some("document_id"),
        ..Papers::under_an_item("document_page", "document_page_id", &[("text", "TEXT")])
    },
    Papers::under_an_item("recommendation", "recommendation_id", &[("text", "TEXT")]),
    Papers::under_an_item(
        "decision",
        "decision_id",
        &[("text", "TEXT"), ("reasons", "REASONS"), ("alternatives", "ALTERNATIVES")],
    ),
    Papers::under_an_item("action_item", "action_item_id", &[("text", "TEXT")]),
];

/// A record with texts.
#[derive(Clone, Debug)]
pub struct Text {
    pub papers: &'static Papers,
    pub id: Uuid,
    pub council: Option<Uuid>,
    /// A day or partial date.
    pub date: Option<String>,
    pub meeting: Option<Uuid>,
    pub item: Option<Uuid>,
    /// The record of which it is a part, where its table has [`Papers::within`].
    pub whole: Option<Uuid>,
    /// The set of citations that the record rests on.
    pub provenance: Option<Uuid>,
    /// Words of [`entities::mention::FIELD`], each with the text of that field.
    pub fields: Vec<(&'static str, String)>,
}

/// Which records of a table are wanted.
#[derive(Clone, Debug)]
pub enum Which<'a> {
    /// Those after an id, in the order of their ids.
    After(Uuid),
    /// These, at most [`BATCH`].
    These(&'a [Uuid]),
    /// Those of these meetings, at most [`BATCH`] of them.
    OfMeetings(&'a [Uuid]),
}

/// At most [`BATCH`] records with texts, or all of those meant by their ids or meetings; and the last id of them. One that
/// does not stand any longer is given without its texts.
pub async fn texts(
    db: &DatabaseConnection,
    papers: &'static Papers,
    which: &Which<'_>,
) -> Result<(Vec<Text>, Option<Uuid>), DbErr> {
    let Some(source) = of_table(papers.table) else { return Ok((Vec::new(), None)) };
    let backend = db.get_database_backend();
    let Papers { meeting, item, besides, within: whole, .. } = papers;
    let mut values: Vec<Value> = Vec::new();
    let among = |column: &str, ids: &[Uuid]| {
        format!("{} WHERE {column} {}{besides}", source.from(), within(backend, ids.len()))
    };
    let from = match which {
        Which::After(id) => {
            values.push((*id).into());
            source.from_after(&place(backend, 1), besides, BATCH)
        }
        Which::These(ids) => {
            values.extend(ids.iter().map(|id| Value::from(*id)));
            among("r.id", ids)
        }
        Which::OfMeetings(ids) => {
            // What is part of a record is looked through with it.
            if papers.meeting != "m.id" || papers.within.is_some() {
                return Ok((Vec::new(), None));
            }
            values.extend(ids.iter().map(|id| Value::from(*id)));
            among("m.id", ids)
        }
    };
    let fields: String = papers.fields.iter().map(|(column, _)| format!(", r.{column}")).collect();
    let whole = whole.map_or(NONE.to_owned(), |column| format!("r.{column}"));
    let sql = format!(
        "SELECT r.id, {day}, c.id, r.provenance_id, {meeting}, {item}, {whole}, CAST(r.state AS text){fields}{from} ORDER BY r.id",
        day = source.day(),
    );
    let rows = db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    let mut last = None;
    let mut texts = Vec::with_capacity(rows.len());
    for row in &rows {
        last = Some(row.try_get_by_index(0)?);
        texts.push(text(papers, row)?);
    }
    Ok((texts, last))
}

fn text(papers: &'static Papers, row: &QueryResult) -> Result<Text, DbErr> {
    let stands = row.try_get_by_index::<String>(7)? == "CURRENT";
    let mut fields = Vec::with_capacity(papers.fields.len());
    for (at, (_, field)) in papers.fields.iter().enumerate().filter(|_| stands) {
        let value: Option<String> = row.try_get_by_index(8 + at)?;
        fields.extend(value.map(|value| (*field, value)));
    }
    Ok(Text {
        papers,
        id: row.try_get_by_index(0)?,
        date: row.try_get_by_index(1)?,
        council: row.try_get_by_index(2)?,
        provenance: row.try_get_by_index(3)?,
        meeting: row.try_get_by_index(4)?,
        item: row.try_get_by_index(5)?,
        whole: row.try_get_by_index(6)?,
        fields,
    })
}

pub fn place(backend: DbBackend, n: usize) -> String {
    if backend == DbBackend::Postgres { format!("${n}") } else { format!("?{n}") }
}

pub fn within(backend: DbBackend, count: usize) -> String {
    let places: Vec<String> = (1..=count).map(|n| place(backend, n)).collect();
    format!("IN ({})", places.join(", "))
}
