//! A record as JSON: what a feed said, to be kept beside the record that it was joined to.

use chrono::NaiveDate;
use entities::{Kind, STATE, Table, Words, actor, citation};
use sea_orm::Value as Cell;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::record::{Actor, Alias, Citation, Identifier, Link, Record, null};

/// What the record says, without what is not known.
pub(in crate::write) fn write(record: &Record) -> String {
    let known = record.table.columns.iter().zip(&record.cells).filter(|(column, cell)| **cell != null(column.kind));
    let cells: Map<String, Value> = known.map(|(column, cell)| (column.name.into(), of_cell(cell))).collect();
    let identifiers = record.identifiers.iter().map(|i| json!([i.scheme, i.value, i.valid_from, i.valid_to]));
    let aliases = record.aliases.iter().map(|a| json!([a.name, a.language, a.note]));
    let actors = record.actors.iter().map(|a| {
        let who = [a.person, a.post, a.organisation, a.board, a.council].map(|id| id.map(|id| id.to_string()));
        json!([a.role, a.as_written, who, a.resolution, a.certainty])
    });
    let links = record.links.iter().map(|l| json!([l.role, l.to.to_string(), l.certainty]));
    let citations = record.citations.iter();
    let citations = citations.map(|c| json!([c.source.to_string(), c.locator, c.quote, c.certainty, c.method]));
    json!({
        "cells": cells,
        "state": record.state,
        "identifiers": identifiers.collect::<Vec<_>>(),
        "aliases": aliases.collect::<Vec<_>>(),
        "actors": actors.collect::<Vec<_>>(),
        "links": links.collect::<Vec<_>>(),
        "citations": citations.collect::<Vec<_>>(),
    })
    .to_string()
}

/// The record that was written so; none if it is not in that form. Columns that are no more are passed over.
pub(in crate::write) fn read(table: &'static Table, id: Uuid, said: &str) -> Option<Record> {
    let said: Value = serde_json::from_str(said).ok()?;
    let mut record = Record::new(table, id);
    for (column, cell) in table.columns.iter().zip(&mut record.cells) {
        if let Some(value) = said["cells"].get(column.name) {
            *cell = to_cell(column.kind, value)?;
        }
    }
    record.state = word(&STATE, &said["state"])?;
    for i in said["identifiers"].as_array()? {
        let (valid_from, valid_to) = (text(&i[2]), text(&i[3]));
        record.identifiers.push(Identifier { scheme: text(&i[0])?, value: text(&i[1])?, valid_from, valid_to });
    }
    for a in said["aliases"].as_array()? {
        record.aliases.push(Alias { name: text(&a[0])?, language: text(&a[1]), note: text(&a[2]) });
    }
    for a in said["actors"].as_array()? {
        let who = |i: usize| a[2][i].as_str().and_then(|id| id.parse().ok());
        record.actors.push(Actor {
            role: table.actors.iter().copied().find(|role| a[0] == **role)?,
            as_written: text(&a[1]),
            person: who(0),
            post: who(1),
            organisation: who(2),
            board: who(3),
            council: who(4),
            resolution: word(&actor::RESOLUTION, &a[3])?,
            certainty: word(&citation::CERTAINTY, &a[4])?,
        });
    }
    for l in said["links"].as_array()? {
        let role = table.links.iter().map(|link| link.role).find(|role| l[0] == **role)?;
        let certainty = word(&citation::CERTAINTY, &l[2])?;
        record.links.push(Link { role, to: l[1].as_str()?.parse().ok()?, certainty });
    }
    for c in said["citations"].as_array()? {
        record.citations.push(Citation {
            source: c[0].as_str()?.parse().ok()?,
            locator: text(&c[1]),
            quote: text(&c[2]),
            certainty: word(&citation::CERTAINTY, &c[3])?,
            method: word(&citation::METHOD, &c[4])?,
        });
    }
    Some(record)
}

fn of_cell(cell: &Cell) -> Value {
    match cell {
        Cell::Uuid(Some(id)) => id.to_string().into(),
        Cell::String(Some(text)) => text.as_str().into(),
        Cell::Int(Some(n)) => (*n).into(),
        Cell::BigInt(Some(n)) => (*n).into(),
        Cell::Bool(Some(b)) => (*b).into(),
        Cell::ChronoDate(Some(day)) => day.to_string().into(),
        _ => Value::Null,
    }
}

fn to_cell(kind: Kind, value: &Value) -> Option<Cell> {
    match null(kind) {
        Cell::Uuid(_) => value.as_str()?.parse::<Uuid>().ok().map(Cell::from),
        Cell::Int(_) => i32::try_from(value.as_i64()?).ok().map(Cell::from),
        Cell::BigInt(_) => value.as_i64().map(Cell::from),
        Cell::Bool(_) => value.as_bool().map(Cell::from),
        Cell::ChronoDate(_) => value.as_str()?.parse::<NaiveDate>().ok().map(Cell::from),
        _ => value.as_str().map(Cell::from),
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(Into::into)
}

/// The word of a list that a text is.
pub(super) fn word(words: &'static Words, value: &Value) -> Option<&'static str> {
    words.words.iter().map(|w| w.word).find(|word| value == *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut record = Record::new(&entities::decision::TABLE, Uuid::nil())
            .with("board_id", Uuid::from_u128(7))
            .with("date", NaiveDate::from_ymd_opt(2025, 12, 15))
            .with("text", "To note.")
            .with("effects", "[\"NOTE\"]")
            .with("is_key", false);
        record.identifiers.push(Identifier { scheme: "s".into(), value: "v".into(), valid_from: None, valid_to: None });
        record.actors.push(Actor {
            role: "MAKER",
            as_written: Some("Cabinet".into()),
            person: None,
            post: None,
            organisation: None,
            board: Some(Uuid::from_u128(7)),
            council: None,
            resolution: "RESOLVED",
            certainty: "STATED",
        });
        record.links.push(Link { role: "ABOUT", to: Uuid::from_u128(8), certainty: "INFERRED" });
        let (locator, quote) = (Some("Item 1".into()), None);
        let source = Uuid::from_u128(9);
        record.citations.push(Citation { source, locator, quote, certainty: "STATED", method: "MANUAL" });
        let back = read(record.table, record.id, &write(&record)).expect("a record");
        assert_eq!(format!("{back:?}"), format!("{record:?}"));
    }
}
