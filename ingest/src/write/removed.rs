//! That nothing still points to a record that a load took away.

use std::collections::HashMap;

use entities::{Column, Kind, RECORDS, Table};
use sea_orm::DbErr;
use uuid::Uuid;

use super::TOLD;
use super::pointers::reference_field;
use super::session::{Bind, Session};
use crate::error::Fault;
use crate::record::{Removal, about, link_field};

/// Ids asked for in one statement.
const ASKED: usize = 1_000;

/// A column through which records of a table may point to a removed one.
pub(super) struct Way {
    pub from: &'static Table,
    /// The tables to read, `o` being the record that points.
    pub tables: String,
    pub column: String,
    field: String,
}

/// What still points to the removed records, in sentences.
pub(super) async fn still_pointed_to(
    session: &mut Session,
    removed: &HashMap<Uuid, Removal>,
) -> Result<Vec<Fault>, DbErr> {
    let mut faults = Vec::new();
    for target in RECORDS {
        let gone: Vec<&Removal> = removed.values().filter(|r| r.table.name == target.name).collect();
        for gone in gone.chunks(ASKED) {
            for way in ways(target.name) {
                faults.extend(along(session, &way, gone).await?);
                if faults.len() >= TOLD {
                    faults.truncate(TOLD);
                    return Ok(faults);
                }
            }
        }
    }
    Ok(faults)
}

/// Every way in which a record may point to one of a table.
pub(super) fn ways(target: &str) -> Vec<Way> {
    let to = |column: &&Column| matches!(column.kind, Kind::Reference(name) if name == target);
    let mut ways = Vec::new();
    for from in RECORDS {
        let own = format!("\"{}\" o", from.name);
        for column in from.columns.iter().filter(to) {
            let field = reference_field(column.name).to_string();
            ways.push(Way { from, tables: own.clone(), column: format!("o.\"{}\"", column.name), field });
        }
        let by_part = |part: &str, owner: &str| format!("\"{part}\" p JOIN {own} ON o.\"id\" = p.\"{owner}\"");
        if !from.actors.is_empty() {
            for column in entities::actor::TABLE.columns.iter().filter(to) {
                let column = column.name;
                let field = format!("actors.{}", reference_field(column));
                ways.push(Way {
                    from,
                    tables: by_part("actor", "record_id"),
                    column: format!("p.\"{column}\""),
                    field,
                });
            }
        }
        if let Some(link) = from.links.iter().find(|link| link.target == target) {
            let field = link_field(from, link.role);
            ways.push(Way { from, tables: by_part("link", "from_id"), column: "p.\"to_id\"".into(), field });
        }
        for column in entities::citation::TABLE.columns.iter().filter(to) {
            let tables = format!("\"citation\" p JOIN {own} ON o.\"provenance_id\" = p.\"provenance_id\"");
            ways.push(Way { from, tables, column: format!("p.\"{}\"", column.name), field: "sources".into() });
        }
    }
    ways
}

async fn along(session: &mut Session, way: &Way, gone: &[&Removal]) -> Result<Vec<Fault>, DbErr> {
    let Way { from, tables, column, field } = way;
    let slug = if from.column("slug").is_some() { "o.\"slug\"" } else { "CAST(NULL AS text)" };
    let among = session.among_ids(1);
    let sql = format!("SELECT o.\"id\", {column}, {slug} FROM {tables} WHERE {column} {among} LIMIT {TOLD}");
    let ids = gone.iter().map(|removal| removal.id).collect();
    let rows: Vec<(Uuid, Uuid, Option<String>)> = session.rows(sql, vec![Bind::Uuids(ids)]).await?;
    let faults = rows.into_iter().filter_map(|(id, to, slug)| {
        let removal = gone.iter().find(|removal| removal.id == to)?;
        let who = slug.map_or_else(|| id.to_string(), |slug| format!("\"{slug}\""));
        let problem = format!("it is removed, but {} {who} still points to it by `{field}`", from.name);
        Some(about(removal.table, removal.id, removal.origin.as_deref(), problem))
    });
    Ok(faults.collect())
}
