//! Keeps an index current: reads the change log on from where the index stands, and each record that it names.

use std::collections::{BTreeMap, BTreeSet};

use entities::text::{self, Source};
use sea_orm::DatabaseConnection;
use tantivy::{
    IndexReader, IndexWriter, Searcher, TantivyDocument, Term,
    collector::{DocSetCollector, TopDocs},
    query::TermQuery,
    schema::{Field, IndexRecordOption, Value},
};
use uuid::Uuid;

use crate::{
    build::commit,
    document::{document, handed, term},
    error::Error,
    folder::Mark,
    log::{self, ENTRIES},
    names::NAMED,
    read::{self, BATCH, Record},
    schema::Fields,
};

/// Records to read again, by table.
type Changed = BTreeMap<String, BTreeSet<Uuid>>;

/// An index that is being kept.
pub struct Follower<'f> {
    pub db: &'f DatabaseConnection,
    pub fields: &'f Fields,
    pub writer: &'f mut IndexWriter,
    pub reader: &'f IndexReader,
    /// Whether councils or topics were among what changed.
    pub names_changed: bool,
}

impl Follower<'_> {
    /// Takes in what the log says after the mark, and moves that. Gives whether there may be more.
    ///
    /// # Errors
    ///
    /// [`Error::Astray`] when the log is another, or ends before the mark.
    pub async fn step(&mut self, mark: &mut Mark) -> Result<bool, Error> {
        let entries = log::after(self.db, mark.sequence).await?;
        let Some(last) = entries.last() else {
            return match log::last(self.db).await? == mark.sequence {
                true => Ok(false),
                false => Err(Error::Astray),
            };
        };
        if mark.sequence == 0 {
            mark.database = log::database(self.db).await?;
        }
        let mut changed = Changed::new();
        for entry in &entries {
            changed.entry(entry.table.clone()).or_default().insert(entry.record);
        }
        self.names_changed = NAMED.iter().any(|table| changed.contains_key(*table));
        let mut again = self.take_in(&changed).await?;
        again.entry("document".into()).or_default().extend(self.documents(&changed).await?);
        // What rests on these is read again too, each record once: so this comes to an end.
        let mut done = changed;
        while !without(&mut again, &done).is_empty() {
            let resting = self.take_in(&again).await?;
            for (table, ids) in std::mem::replace(&mut again, resting) {
                done.entry(table).or_default().extend(ids);
            }
        }
        *mark = Mark { sequence: last.sequence, ..mark.clone() };
        commit(self.writer, mark)?;
        self.reader.reload()?;
        Ok(entries.len() == ENTRIES)
    }

    /// Reads records again. Gives those that rest on one of them of which they hold something that is now another.
    async fn take_in(&mut self, changed: &Changed) -> Result<Changed, Error> {
        let searcher = self.reader.searcher();
        let mut resting = Changed::new();
        for (table, ids) in changed {
            let Some(source) = text::of_table(table) else { continue };
            let ids: Vec<Uuid> = ids.iter().copied().collect();
            for ids in ids.chunks(BATCH) {
                let records = read::these(self.db, source, ids).await?;
                for id in ids {
                    let record = records.iter().find(|r| r.id == *id).filter(|r| r.is_found());
                    if self.replace(&searcher, source, *id, record)? {
                        self.resting_on(&searcher, *id, &mut resting)?;
                    }
                }
            }
        }
        Ok(resting)
    }

    /// Puts what a record is now in the place of what it was. Gives whether what it hands on is another.
    fn replace(
        &mut self,
        searcher: &Searcher,
        source: &Source,
        id: Uuid,
        record: Option<&Record>,
    ) -> Result<bool, Error> {
        let own = Term::from_field_text(self.fields.id, &term(id));
        let query = TermQuery::new(own.clone(), IndexRecordOption::Basic);
        let held = searcher.search(&query, &TopDocs::with_limit(1).order_by_score())?;
        let held = held.first().map(|(_, at)| searcher.doc::<TantivyDocument>(*at)).transpose()?;
        let held = held.and_then(|held| text(&held, self.fields.handed));
        self.writer.delete_term(own);
        if let Some(record) = record {
            self.writer.add_document(document(self.fields, source, record))?;
        }
        Ok(held.is_some_and(|held| record.is_none_or(|record| handed(record) != held)))
    }

    fn resting_on(&self, searcher: &Searcher, id: Uuid, resting: &mut Changed) -> Result<(), Error> {
        let on = Term::from_field_text(self.fields.rests_on, &term(id));
        for at in searcher.search(&TermQuery::new(on, IndexRecordOption::Basic), &DocSetCollector)? {
            let found: TantivyDocument = searcher.doc(at)?;
            let id = text(&found, self.fields.id).and_then(|id| id.parse().ok());
            if let Some((table, id)) = text(&found, self.fields.table).zip(id) {
                resting.entry(table).or_default().insert(id);
            }
        }
        Ok(())
    }

    /// Documents of meetings and items that changed: they belong to these by links of theirs.
    async fn documents(&self, changed: &Changed) -> Result<Vec<Uuid>, Error> {
        let mut found = Vec::new();
        for table in ["meeting", "agenda_item"] {
            let ids: Vec<Uuid> = changed.get(table).into_iter().flatten().copied().collect();
            for ids in ids.chunks(BATCH) {
                found.extend(read::documents(self.db, ids).await?);
            }
        }
        Ok(found)
    }
}

/// Leaves out of records what was read again already.
fn without<'c>(again: &'c mut Changed, done: &Changed) -> &'c Changed {
    again.retain(|table, ids| {
        ids.retain(|id| !done.get(table).is_some_and(|done| done.contains(id)));
        !ids.is_empty()
    });
    again
}

fn text(document: &TantivyDocument, field: Field) -> Option<String> {
    document.get_first(field).and_then(|value| value.as_str()).map(ToOwned::to_owned)
}
