//! What a trial load tells: the records that would change and, of updated ones, the fields.

use std::collections::{BTreeMap, HashMap};

use entities::{RECORDS, Table};
use sea_orm::{DbErr, Value};
use uuid::Uuid;

use super::parts::{Parts, Shapes, citation_rows};
use super::pointers::reference_field;
use super::session::{Bind, Session};
use super::shape::Shape;
use super::summary::{Change, FieldChange};
use crate::record::{Record, in_words, link_field};

/// Records told.
const TOLD: usize = 200;

/// What would change, as far as it is told.
#[derive(Default)]
pub(super) struct Trial {
    pub changes: Vec<Change>,
}

/// Fields of a record by their names in a dataset, each as the cells that it is made of.
type Fields = BTreeMap<String, Vec<Value>>;

impl Trial {
    fn is_full(&self) -> bool {
        self.changes.len() >= TOLD
    }

    /// Notes a record that would come or go.
    pub fn note(&mut self, kind: &'static str, record: String) {
        if !self.is_full() {
            self.changes.push(Change { kind, record, fields: Vec::new() });
        }
    }

    /// Notes a record that would be updated; to be called while the old one is still there.
    pub async fn note_update(
        &mut self,
        session: &mut Session,
        shapes: &Shapes,
        record: &Record,
        provenance: Option<Uuid>,
    ) -> Result<(), DbErr> {
        if self.is_full() {
            return Ok(());
        }
        let old = held(session, shapes, record.table, record.id).await?;
        let new = given(shapes, record, provenance);
        let names = names(session, record, &old, &new).await?;
        let told = |cells: Option<&Vec<Value>>| cells.map(|cells| in_text(cells, &names)).filter(|t| !t.is_empty());
        let mut fields: Vec<&String> = old.keys().chain(new.keys()).collect();
        fields.sort();
        fields.dedup();
        let fields = fields.into_iter().filter(|field| old.get(*field) != new.get(*field)).map(|field| FieldChange {
            field: field.clone(),
            old: told(old.get(field)),
            new: told(new.get(field)),
        });
        let fields = fields.collect();
        let record = in_words(record.table, record.id, record.origin.as_deref());
        self.changes.push(Change { kind: "UPDATED", record, fields });
        Ok(())
    }
}

/// The fields as a load gives them.
fn given(shapes: &Shapes, record: &Record, provenance: Option<Uuid>) -> Fields {
    let mut fields = Fields::new();
    for (column, cell) in record.table.columns.iter().zip(&record.cells) {
        fields.insert(reference_field(column.name).into(), vec![cell.clone()]);
    }
    fields.insert("state".into(), vec![record.state.into()]);
    let mut parts = Parts::default();
    let mut copy = record.clone();
    parts.take(&mut copy);
    let citations = provenance.map(|id| citation_rows(id, copy.citations)).unwrap_or_default();
    for (shape, cells) in [
        (&shapes.identifier, parts.identifier),
        (&shapes.alias, parts.alias),
        (&shapes.actor, parts.actor),
        (&shapes.link, parts.link),
        (&shapes.citation, citations),
    ] {
        let rows = cells.chunks(shape.columns.len()).map(<[Value]>::to_vec).collect();
        add_parts(&mut fields, record.table, shape, rows);
    }
    fields
}

/// The fields as the database holds them.
async fn held(session: &mut Session, shapes: &Shapes, table: &'static Table, id: Uuid) -> Result<Fields, DbErr> {
    let mut fields = Fields::new();
    let shape = Shape::record(table);
    let sql = format!("SELECT {} FROM \"{}\" WHERE \"id\" = $1", shape.list(), table.name);
    let mut provenance = None;
    for row in session.cells(sql, vec![Bind::Uuid(id)], &shape).await? {
        for ((name, _), cell) in shape.columns.iter().zip(row) {
            match (*name, &cell) {
                ("provenance_id", Value::Uuid(id)) => provenance = *id,
                ("id" | "created_at" | "updated_at" | "fingerprint", _) => {}
                _ => drop(fields.insert(reference_field(name).into(), vec![cell])),
            }
        }
    }
    for (shape, owner, id, order) in [
        (&shapes.identifier, "record_id", Some(id), "\"scheme\", \"value\""),
        (&shapes.alias, "record_id", Some(id), "\"position\""),
        (&shapes.actor, "record_id", Some(id), "\"role\", \"position\""),
        (&shapes.link, "from_id", Some(id), "\"role\", \"position\""),
        (&shapes.citation, "provenance_id", provenance, "\"position\""),
    ] {
        let Some(id) = id else { continue };
        let (list, part) = (shape.list(), shape.table);
        let sql = format!("SELECT {list} FROM \"{part}\" WHERE \"{owner}\" = $1 ORDER BY {order}");
        let rows = session.cells(sql, vec![Bind::Uuid(id)], shape).await?;
        add_parts(&mut fields, table, shape, rows);
    }
    Ok(fields)
}

/// Adds rows of a table of parts to the fields that they make up.
fn add_parts(fields: &mut Fields, table: &Table, shape: &Shape, mut rows: Vec<Vec<Value>>) {
    let place = |name: &str| shape.columns.iter().position(|(column, _)| *column == name);
    if shape.table == "identifier" {
        rows.sort_by_key(|row| format!("{row:?}"));
    }
    for row in rows {
        let role = place("role").and_then(|i| match &row[i] {
            Value::String(Some(role)) => Some(role.clone()),
            _ => None,
        });
        let field = match (shape.table, role) {
            ("link", Some(role)) => link_field(table, &role),
            (_, Some(role)) => role.to_lowercase(),
            ("identifier", _) => "identifiers".into(),
            ("alias", _) => "aliases".into(),
            _ => "sources".into(),
        };
        let said = shape.columns.iter().zip(row).filter(|((name, _), _)| {
            !matches!(*name, "record_id" | "record_type" | "from_id" | "provenance_id" | "role" | "position")
        });
        fields.entry(field).or_default().extend(said.map(|(_, cell)| cell));
    }
}

/// Names for the ids among the fields: what the dataset calls them, or their slugs.
async fn names(
    session: &mut Session,
    record: &Record,
    old: &Fields,
    new: &Fields,
) -> Result<HashMap<Uuid, String>, DbErr> {
    let given = record.origin.iter().flat_map(|origin| &origin.names);
    let mut names: HashMap<Uuid, String> = given.map(|name| (name.id, name.key.clone())).collect();
    let ids = old.values().chain(new.values()).flatten().filter_map(|cell| match cell {
        Value::Uuid(Some(id)) if !names.contains_key(id) => Some(*id),
        _ => None,
    });
    let ids: Vec<Uuid> = ids.collect();
    if ids.is_empty() {
        return Ok(names);
    }
    for table in RECORDS.iter().filter(|t| t.column("slug").is_some()) {
        let among = session.among_ids(1);
        let sql = format!("SELECT \"id\", \"slug\" FROM \"{}\" WHERE \"id\" {among}", table.name);
        let rows: Vec<(Uuid, String)> = session.rows(sql, vec![Bind::Uuids(ids.clone())]).await?;
        names.extend(rows);
    }
    Ok(names)
}

/// What is known of some cells, as a reader would write it.
fn in_text(cells: &[Value], names: &HashMap<Uuid, String>) -> String {
    let texts = cells.iter().filter_map(|cell| match cell {
        Value::Uuid(id) => id.map(|id| names.get(&id).cloned().unwrap_or_else(|| id.to_string())),
        Value::String(text) => text.clone(),
        Value::Int(n) => n.map(|n| n.to_string()),
        Value::BigInt(n) => n.map(|n| n.to_string()),
        Value::Bool(b) => b.map(|b| b.to_string()),
        Value::ChronoDate(day) => day.map(|day| day.to_string()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(", ")
}
