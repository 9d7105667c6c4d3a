//! The rows of a record's parts, value by value in the order of the tables' columns.

use std::collections::HashSet;

use sea_orm::{DbErr, Value};
use uuid::Uuid;

use super::session::{Bind, Session};
use super::shape::Shape;
use crate::record::{Citation, Record};

/// Shapes of the tables of parts and of the log.
pub(super) struct Shapes {
    pub identifier: Shape,
    pub alias: Shape,
    pub actor: Shape,
    pub link: Shape,
    pub citation: Shape,
    pub change: Shape,
}

impl Shapes {
    pub fn new() -> Self {
        Self {
            identifier: Shape::part(&entities::identifier::TABLE),
            alias: Shape::part(&entities::alias::TABLE),
            actor: Shape::part(&entities::actor::TABLE),
            link: Shape::part(&entities::link::TABLE),
            citation: Shape::part(&entities::citation::TABLE),
            change: Shape::change(),
        }
    }
}

/// Rows gathered for one insert a table.
#[derive(Default)]
pub(super) struct Parts {
    pub identifier: Vec<Value>,
    pub alias: Vec<Value>,
    pub actor: Vec<Value>,
    pub link: Vec<Value>,
    /// Sets of citations by their ids.
    citations: Vec<(Uuid, Vec<Citation>)>,
    pub change: Vec<Value>,
}

impl Parts {
    /// Takes the parts out of a record, all but its citations.
    pub fn take(&mut self, record: &mut Record) {
        let owner = record.id;
        for part in record.identifiers.drain(..) {
            let name: [Value; 4] = [owner.into(), record.table.name.into(), part.scheme.into(), part.value.into()];
            self.identifier.extend(name);
            self.identifier.extend([part.valid_from.into(), part.valid_to.into()]);
        }
        for (part, position) in record.aliases.drain(..).zip(1_i32..) {
            self.alias.extend([owner.into(), position.into(), part.name.into()]);
            self.alias.extend([part.language.into(), part.note.into()]);
        }
        let mut positions = Positions::default();
        for part in record.actors.drain(..) {
            let key: [Value; 3] = [owner.into(), part.role.into(), positions.next(part.role).into()];
            self.actor.extend(key);
            self.actor.push(part.as_written.into());
            let who = [part.person, part.post, part.organisation, part.board, part.council];
            self.actor.extend(who.map(Value::Uuid));
            self.actor.extend([part.resolution.into(), part.certainty.into()]);
        }
        let mut positions = Positions::default();
        for part in record.links.drain(..) {
            let key: [Value; 3] = [owner.into(), part.role.into(), part.to.into()];
            self.link.extend(key);
            self.link.extend([positions.next(part.role).into(), part.certainty.into()]);
        }
    }

    /// Adds a set of citations under its id.
    pub fn cite(&mut self, provenance: Uuid, citations: Vec<Citation>) {
        self.citations.push((provenance, citations));
    }

    /// Adds an entry to the change log.
    pub fn log(&mut self, kind: &'static str, table: &'static str, record: Uuid, at: i64, load: i32) {
        let row: [Value; 5] = [kind.into(), table.into(), record.into(), at.into(), load.into()];
        self.change.extend(row);
    }

    /// Writes all of it. Of the sets of citations only the new ones: a set that is there already is the same set.
    pub async fn insert(self, session: &mut Session, shapes: &Shapes) -> Result<(), DbErr> {
        session.insert(&shapes.identifier, self.identifier).await?;
        session.insert(&shapes.alias, self.alias).await?;
        session.insert(&shapes.actor, self.actor).await?;
        session.insert(&shapes.link, self.link).await?;
        session.insert(&shapes.change, self.change).await?;
        if self.citations.is_empty() {
            return Ok(());
        }
        let among = session.among_ids(1);
        let sql =
            format!("SELECT \"provenance_id\" FROM \"citation\" WHERE \"position\" = 1 AND \"provenance_id\" {among}");
        let ids = self.citations.iter().map(|(id, _)| *id).collect();
        let there: Vec<(Uuid,)> = session.rows(sql, vec![Bind::Uuids(ids)]).await?;
        let there: HashSet<Uuid> = there.into_iter().map(|(id,)| id).collect();
        let new = self.citations.into_iter().filter(|(id, _)| !there.contains(id));
        let cells = new.flat_map(|(id, citations)| citation_rows(id, citations)).collect();
        session.insert(&shapes.citation, cells).await
    }
}

/// The rows of a set of citations, value by value.
pub(super) fn citation_rows(provenance: Uuid, citations: Vec<Citation>) -> Vec<Value> {
    let mut cells = Vec::with_capacity(citations.len() * 7);
    for (part, position) in citations.into_iter().zip(1_i32..) {
        let key: [Value; 3] = [provenance.into(), position.into(), part.source.into()];
        cells.extend(key);
        cells.extend([part.locator.into(), part.quote.into()]);
        cells.extend([Value::from(part.certainty), part.method.into()]);
    }
    cells
}

/// Deletes rows of a table of records and their parts. Sets of citations stay: other records may share them; so does what
/// feeds said, for rows that are only replaced.
pub(super) async fn delete(session: &mut Session, table: &str, ids: &[Uuid]) -> Result<(), DbErr> {
    let among = session.among_ids(1);
    for (table, owner) in [
        (table, "id"),
        ("identifier", "record_id"),
        ("alias", "record_id"),
        ("actor", "record_id"),
        ("link", "from_id"),
    ] {
        let sql = format!("DELETE FROM \"{table}\" WHERE \"{owner}\" {among}");
        session.execute(sql, vec![Bind::Uuids(ids.to_vec())]).await?;
    }
    Ok(())
}

/// Counts from 1 within each role.
#[derive(Default)]
struct Positions(Vec<(&'static str, i32)>);

impl Positions {
    fn next(&mut self, role: &'static str) -> i32 {
        match self.0.iter_mut().find(|(name, _)| *name == role) {
            Some((_, last)) => {
                *last += 1;
                *last
            }
            None => {
                self.0.push((role, 1));
                1
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::shape::Sql;
    use super::*;
    use crate::record::{Actor, Alias, Identifier, Link};

    /// The columns are written out above: here they are held against the tables.
    #[test]
    fn rows_fit_their_tables() {
        let mut record = Record::new(&entities::decision::TABLE, Uuid::nil());
        let (certainty, resolution, method) = ("STATED", "UNKNOWN", "MANUAL");
        record.identifiers.push(Identifier { scheme: "s".into(), value: "v".into(), valid_from: None, valid_to: None });
        record.aliases.push(Alias { name: "a".into(), language: None, note: None });
        let who = (None, None, None, None, None);
        let (person, post, organisation, board, council) = who;
        let role = "MAKER";
        let as_written = None;
        let actor = Actor { role, as_written, person, post, organisation, board, council, resolution, certainty };
        record.actors.push(actor);
        record.links.push(Link { role: "ABOUT", to: Uuid::nil(), certainty });
        let mut parts = Parts::default();
        parts.take(&mut record);
        let citation = Citation { source: Uuid::nil(), locator: None, quote: None, certainty, method };
        parts.log("CREATED", "decision", Uuid::nil(), 0, 0);
        let shapes = Shapes::new();
        for (shape, cells) in [
            (shapes.identifier, parts.identifier),
            (shapes.alias, parts.alias),
            (shapes.actor, parts.actor),
            (shapes.link, parts.link),
            (shapes.citation, citation_rows(Uuid::nil(), vec![citation])),
            (shapes.change, parts.change),
        ] {
            let columns: Vec<Sql> = shape.columns.iter().map(|(_, sql)| *sql).collect();
            assert_eq!(cells.iter().map(Sql::of_value).collect::<Vec<_>>(), columns, "{}", shape.table);
        }
    }
}
