//! A record as the database holds it, with all of its parts.

use entities::{STATE, Table, actor, citation};
use sea_orm::{DbErr, Value};
use uuid::Uuid;

use super::super::parts::Shapes;
use super::super::session::{Bind, Session};
use super::super::shape::Shape;
use super::said::word;
use crate::record::{Actor, Alias, Citation, Identifier, Link, Record};

/// The record with this id; none if there is none.
pub async fn read(
    session: &mut Session,
    shapes: &Shapes,
    table: &'static Table,
    id: Uuid,
) -> Result<Option<Record>, DbErr> {
    let shape = Shape::record(table);
    let sql = format!("SELECT {} FROM \"{}\" WHERE \"id\" = $1", shape.list(), table.name);
    let Some(row) = session.cells(sql, vec![Bind::Uuid(id)], &shape).await?.pop() else { return Ok(None) };
    let mut record = Record::new(table, id);
    let own = table.columns.len();
    record.cells.clone_from_slice(&row[1..=own]);
    record.state = known(&STATE, &row[own + 1])?;
    let provenance = uuid(&row[own + 2]);

    for row in parts(session, &shapes.identifier, "record_id", id, "\"scheme\", \"value\"").await? {
        let (valid_from, valid_to) = (text(&row[4]), text(&row[5]));
        record.identifiers.push(Identifier { scheme: plain(&row[2]), value: plain(&row[3]), valid_from, valid_to });
    }
    for row in parts(session, &shapes.alias, "record_id", id, "\"position\"").await? {
        record.aliases.push(Alias { name: plain(&row[2]), language: text(&row[3]), note: text(&row[4]) });
    }
    for row in parts(session, &shapes.actor, "record_id", id, "\"role\", \"position\"").await? {
        record.actors.push(Actor {
            role: among(table.actors.iter().copied(), &row[1])?,
            as_written: text(&row[3]),
            person: uuid(&row[4]),
            post: uuid(&row[5]),
            organisation: uuid(&row[6]),
            board: uuid(&row[7]),
            council: uuid(&row[8]),
            resolution: known(&actor::RESOLUTION, &row[9])?,
            certainty: known(&citation::CERTAINTY, &row[10])?,
        });
    }
    for row in parts(session, &shapes.link, "from_id", id, "\"role\", \"position\"").await? {
        let role = among(table.links.iter().map(|link| link.role), &row[1])?;
        let to = uuid(&row[2]).unwrap_or_default();
        record.links.push(Link { role, to, certainty: known(&citation::CERTAINTY, &row[4])? });
    }
    let Some(provenance) = provenance else { return Ok(Some(record)) };
    for row in parts(session, &shapes.citation, "provenance_id", provenance, "\"position\"").await? {
        record.citations.push(Citation {
            source: uuid(&row[2]).unwrap_or_default(),
            locator: text(&row[3]),
            quote: text(&row[4]),
            certainty: known(&citation::CERTAINTY, &row[5])?,
            method: known(&citation::METHOD, &row[6])?,
        });
    }
    Ok(Some(record))
}

async fn parts(
    session: &mut Session,
    shape: &Shape,
    owner: &str,
    id: Uuid,
    order: &str,
) -> Result<Vec<Vec<Value>>, DbErr> {
    let (list, table) = (shape.list(), shape.table);
    let sql = format!("SELECT {list} FROM \"{table}\" WHERE \"{owner}\" = $1 ORDER BY {order}");
    session.cells(sql, vec![Bind::Uuid(id)], shape).await
}

fn uuid(cell: &Value) -> Option<Uuid> {
    match cell {
        Value::Uuid(id) => *id,
        _ => None,
    }
}

fn text(cell: &Value) -> Option<String> {
    match cell {
        Value::String(text) => text.clone(),
        _ => None,
    }
}

fn plain(cell: &Value) -> String {
    text(cell).unwrap_or_default()
}

fn known(words: &'static entities::Words, cell: &Value) -> Result<&'static str, DbErr> {
    word(words, &plain(cell).into()).ok_or_else(|| strange(cell))
}

fn among(mut words: impl Iterator<Item = &'static str>, cell: &Value) -> Result<&'static str, DbErr> {
    let said = plain(cell);
    words.find(|word| *word == said).ok_or_else(|| strange(cell))
}

fn strange(cell: &Value) -> DbErr {
    DbErr::Type(format!("a word that this program does not know is held: {cell:?}"))
}
