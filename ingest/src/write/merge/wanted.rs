//! Which merges are to hold: what the `merge` records say, each checked against what is there.

use std::collections::HashMap;

use entities::{Table, merge};
use sea_orm::Value;
use uuid::Uuid;

use super::super::Writer;
use super::super::chunk::conflict;
use super::super::session::Bind;
use super::{Merged, Merges, tables};
use crate::error::{Error, Fault};
use crate::record::{Record, about};

/// A `merge` record in its own words.
struct Wish {
    id: Uuid,
    /// Id or path-safe name.
    duplicate: String,
    table: &'static Table,
    into: Uuid,
}

/// Id, duplicate, and what it is: a person, a board, an organisation.
type Row = (Uuid, String, Option<Uuid>, Option<Uuid>, Option<Uuid>);

/// The records that duplicates may be, by what they are called.
#[derive(Default)]
struct Candidates(HashMap<(&'static str, String), (Uuid, String, i64)>);

impl Writer {
    /// Where each duplicate is to go, by its id; chains are followed to their ends.
    pub(super) async fn wanted(&mut self) -> Result<HashMap<Uuid, Merged>, Error> {
        let wishes = self.wishes().await?;
        let candidates = self.candidates(&wishes).await?;
        let mut wanted: HashMap<Uuid, (Merged, Uuid)> = HashMap::with_capacity(wishes.len());
        for Wish { id, duplicate, table, into } in wishes {
            let Some((loser, slug, created_at)) = candidates.0.get(&(table.name, duplicate.clone())).cloned() else {
                return Err(self.wrong(id, "duplicate", format!("there is no {} `{duplicate}`", table.name)));
            };
            if loser == into {
                return Err(self.wrong(id, "duplicate", format!("`{duplicate}` would be merged into itself")));
            }
            let merged = Merged { table, slug, into, created_at };
            if let Some((earlier, by)) = wanted.insert(loser, (merged, id))
                && earlier.into != into
            {
                let problem = format!("`{duplicate}` is merged into another {} already, by merge {by}", table.name);
                return Err(self.wrong(id, "duplicate", problem));
            }
        }
        let mut ends = HashMap::with_capacity(wanted.len());
        for (loser, (merged, id)) in &wanted {
            let mut into = merged.into;
            let mut steps = 0;
            while let Some((next, _)) = wanted.get(&into) {
                into = next.into;
                steps += 1;
                if steps > wanted.len() {
                    let problem = "merges lead in a circle: each would be merged into the next".to_string();
                    return Err(self.wrong(*id, "duplicate", problem));
                }
            }
            ends.insert(*loser, Merged { into, ..merged.clone() });
        }
        Ok(ends)
    }

    /// What the current `merge` records say, in their own words: of a chain, too, each names the record that it means.
    async fn wishes(&mut self) -> Result<Vec<Wish>, Error> {
        let columns: Vec<String> = tables().map(|(column, _)| format!("\"{column}\"")).collect();
        let sql = format!(
            "SELECT \"id\", \"duplicate\", {} FROM \"merge\" WHERE \"state\" = 'CURRENT' ORDER BY \"id\"",
            columns.join(", ")
        );
        let rows: Vec<Row> = self.session.rows(sql, Vec::new()).await?;
        let claims = self.claims(rows.iter().map(|row| row.0).collect()).await?;
        let mut wishes = Vec::with_capacity(rows.len());
        for (id, duplicate, person, board, organisation) in rows {
            let mut into = [person, board, organisation];
            if let Some(said) = claims.get(&id) {
                let own = super::super::claim::together(&merge::TABLE, id, said, &Merges::default())?;
                for ((column, _), into) in tables().zip(&mut into) {
                    *into = reference(&own, column);
                }
            }
            let mut given = tables().zip(into).filter_map(|((_, table), into)| Some((table, into?)));
            match (given.next(), given.next()) {
                (Some((table, into)), None) => wishes.push(Wish { id, duplicate, table, into }),
                _ => {
                    let problem = "exactly one of `person`, `board` and `organisation` says what it is".to_string();
                    return Err(conflict(self.fault(id, problem)));
                }
            }
        }
        Ok(wishes)
    }

    /// Everything that the wishes call a duplicate, be it there or merged already.
    async fn candidates(&mut self, wishes: &[Wish]) -> Result<Candidates, Error> {
        let mut found = Candidates::default();
        for (_, table) in tables() {
            let of_table = || wishes.iter().filter(|wish| wish.table.name == table.name).map(|wish| &wish.duplicate);
            let ids: Vec<Uuid> = of_table().filter_map(|called| called.parse().ok()).collect();
            let slugs: Vec<String> = of_table().cloned().collect();
            if slugs.is_empty() {
                continue;
            }
            for (column, among, bind) in [
                ("id", self.session.among_ids(1), Bind::Uuids(ids)),
                ("slug", self.session.among_texts(1), Bind::Texts(slugs)),
            ] {
                let list = "\"id\", \"slug\", \"created_at\"";
                let sql = format!("SELECT {list} FROM \"{}\" WHERE \"{column}\" {among}", table.name);
                let rows: Vec<(Uuid, String, i64)> = self.session.rows(sql, vec![bind]).await?;
                rows.into_iter().for_each(|(id, slug, created_at)| found.add(table, id, slug, created_at));
            }
        }
        for (id, merged) in &self.merges.of {
            found.add(merged.table, *id, merged.slug.clone(), merged.created_at);
        }
        // An id may be written in several ways.
        for wish in wishes {
            if let Ok(id) = wish.duplicate.parse::<Uuid>()
                && let Some(known) = found.0.get(&(wish.table.name, id.to_string())).cloned()
            {
                found.0.insert((wish.table.name, wish.duplicate.clone()), known);
            }
        }
        Ok(found)
    }

    fn wrong(&self, id: Uuid, field: &str, problem: String) -> Error {
        conflict(Fault { field: Some(field.into()), ..self.fault(id, problem) })
    }

    fn fault(&self, id: Uuid, problem: String) -> Fault {
        about(&merge::TABLE, id, self.merges.origins.get(&id), problem)
    }
}

impl Candidates {
    fn add(&mut self, table: &'static Table, id: Uuid, slug: String, created_at: i64) {
        self.0.insert((table.name, id.to_string()), (id, slug.clone(), created_at));
        self.0.insert((table.name, slug.clone()), (id, slug, created_at));
    }
}

fn reference(record: &Record, column: &str) -> Option<Uuid> {
    let place = record.table.columns.iter().position(|c| c.name == column)?;
    match record.cells[place] {
        Value::Uuid(id) => id,
        _ => None,
    }
}
