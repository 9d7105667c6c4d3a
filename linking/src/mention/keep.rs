//! From mentions to records, and what of them is held already.

use std::collections::{HashMap, HashSet};

use entities::mention::TABLE;
use ingest::id;
use ingest::record::{Citation, Link, Record, Removal};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement, Value};
use uuid::Uuid;

use super::find::Mention;
use crate::gazetteer::Meant;
use crate::text::read::{PAPERS, Papers, Text, within};

/// A mention that is held: its id, where it stands, and whether a person entered it.
#[derive(Debug)]
pub struct Held {
    pub id: Uuid,
    pub field: String,
    pub from: i32,
    pub to: i32,
    pub by_hand: bool,
}

/// The mentions that are held of some records of one table, by record.
pub async fn held(db: &DatabaseConnection, papers: &Papers, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Held>>, DbErr> {
    let holder = papers.holder;
    // The item and the meeting are named beside the record in whose text the words stand.
    let others = PAPERS.iter().map(|p| p.holder).filter(|other| *other != holder && *other != "meeting_id");
    let others = others.filter(|other| matches!(holder, "meeting_id" | "agenda_item_id") || *other != "agenda_item_id");
    let others = others.filter(|other| papers.within != Some(*other));
    let only: String = others.map(|other| format!(" AND {other} IS NULL")).collect();
    let backend = db.get_database_backend();
    let sql = format!(
        "SELECT {holder}, id, field, position, length, rule FROM mention WHERE {holder} {}{only}",
        within(backend, ids.len())
    );
    let values: Vec<Value> = ids.iter().map(|id| Value::from(*id)).collect();
    let mut held: HashMap<Uuid, Vec<Held>> = HashMap::new();
    for row in db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await? {
        let (from, length): (i32, i32) = (row.try_get_by_index(3)?, row.try_get_by_index(4)?);
        held.entry(row.try_get_by_index(0)?).or_default().push(Held {
            id: row.try_get_by_index(1)?,
            field: row.try_get_by_index(2)?,
            from,
            to: from.saturating_add(length),
            by_hand: row.try_get_by_index::<String>(5)? == "SAID_BY_HAND",
        });
    }
    Ok(held)
}

/// The records that the mentions of a text make, and the removal of those that it has no longer. What a person entered stands,
/// and nothing else at the same words.
pub fn records(
    text: &Text,
    found: Vec<Vec<Mention>>,
    held: Vec<Held>,
    citations: &[Citation],
) -> (Vec<Record>, Vec<Removal>) {
    let mut records = Vec::new();
    let mut kept = HashSet::new();
    for ((field, _), mentions) in text.fields.iter().zip(found) {
        for mention in mentions {
            let (from, to) = (mention.position, mention.position.saturating_add(mention.length));
            if held.iter().any(|h| h.by_hand && h.field == *field && h.from < to && from < h.to) {
                continue;
            }
            let record = record(text, field, mention, citations);
            kept.insert(record.id);
            records.push(record);
        }
    }
    let gone = held.into_iter().filter(|held| !held.by_hand && !kept.contains(&held.id));
    (records, gone.map(|held| Removal { table: &TABLE, id: held.id, origin: None }).collect())
}

fn record(text: &Text, field: &'static str, mention: Mention, citations: &[Citation]) -> Record {
    let id = id::under(text.id, "folkmoot:mention", &format!("{} {field} {}", text.papers.table, mention.position));
    let resolved = mention.decided.means.len() == 1;
    let mut record = Record::new(&TABLE, id)
        .with("council_id", text.council)
        .with("date", text.date.clone())
        .with("meeting_id", text.meeting)
        .with("agenda_item_id", text.item)
        .with(text.papers.holder, text.id)
        .with("field", field)
        .with("position", mention.position)
        .with("length", mention.length)
        .with("words", mention.words)
        .with("resolution", if resolved { "RESOLVED" } else { "AMBIGUOUS" })
        .with("certainty", mention.decided.certainty)
        .with("rule", mention.decided.rule);
    if let Some(column) = text.papers.within {
        record = record.with(column, text.whole);
    }
    for (meant, id) in mention.decided.means {
        if resolved {
            record = record.with(column(meant), id);
        } else {
            record.links.push(Link { role: "CANDIDATE", to: id, certainty: mention.decided.certainty });
        }
    }
    record.citations = citations.to_vec();
    record
}

/// The column of a mention that names such a record.
fn column(meant: Meant) -> &'static str {
    match meant {
        Meant::Programme => "programme_id",
        Meant::Strategy => "strategy_id",
        Meant::PolicyInstrument => "policy_instrument_id",
        Meant::Board => "board_id",
        Meant::Organisation => "organisation_id",
        Meant::Post => "post_id",
        Meant::Person => "person_id",
    }
}
