//! Ties together what belongs to one matter: council by council, those in which something changed.

use std::collections::{BTreeSet, HashMap, HashSet};

use entities::record_named;
use ingest::cited::citations_of;
use ingest::record::{Entry, Record, Removal};
use ingest::write::{Load, write};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Statement, Value};
use uuid::Uuid;

use super::group::{Ties, groups};
use super::{answer, keep, read};
use crate::error::Error;
use crate::log::{Changed, MATTERS, follow};
use crate::text::read::{BATCH, within};

/// Tables whose changes can change what belongs together.
pub const TABLES: &[&str] = &["board", "meeting", "agenda_item", "document", "issue", "recommendation", "decision"];

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tied {
    /// Matters that rules put together, and items that they belong to one.
    pub matters: u64,
    pub entries: u64,
    /// Recommendations that a decision answers.
    pub answers: u64,
    pub written: u64,
    pub removed: u64,
}

/// The councils in which something changed that can change what belongs together.
pub async fn touched(db: &DatabaseConnection, changed: &Changed) -> Result<BTreeSet<Uuid>, DbErr> {
    let of = |table: &str| changed.get(table).cloned().unwrap_or_default();
    let mut items = of("agenda_item");
    let (mut boards, mut meetings) = (of("board"), of("meeting"));
    for table in ["recommendation", "decision"] {
        items.extend(follow(db, (table, "agenda_item_id"), "id", &of(table)).await?);
        boards.extend(follow(db, (table, "board_id"), "id", &of(table)).await?);
    }
    items.extend(follow(db, ("link", "from_id"), "role = 'DOCUMENT' AND to_id", &of("document")).await?);
    meetings.extend(follow(db, ("agenda_item", "meeting_id"), "id", &items).await?);
    boards.extend(follow(db, ("meeting", "board_id"), "id", &meetings).await?);
    let mut councils = follow(db, ("board", "council_id"), "id", &boards).await?;
    councils.extend(follow(db, ("issue", "council_id"), "is_inferred IS NULL AND id", &of("issue")).await?);
    // What was tied together by something that is gone.
    let sql = "SELECT i.council_id FROM issue i LEFT JOIN issue_entry e ON e.issue_id = i.id WHERE i.is_inferred AND i.council_id IS \
               NOT NULL GROUP BY i.id, i.council_id HAVING count(e.id) < 2";
    for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await? {
        councils.insert(row.try_get_by_index(0)?);
    }
    Ok(councils)
}

/// Ties together what belongs together in some councils.
pub async fn run(db: &DatabaseConnection, councils: &BTreeSet<Uuid>) -> Result<Tied, Error> {
    let mut done = Tied::default();
    for council in councils {
        one(db, *council, &mut done).await?;
    }
    Ok(done)
}

async fn one(db: &DatabaseConnection, council: Uuid, done: &mut Tied) -> Result<(), Error> {
    let Some(slug) = read::slug(db, council).await? else { return Ok(()) };
    let mut items = read::items(db, council).await?;
    let papers = read::papers(db, council).await?;
    let business = read::business(db, council).await?;
    let mut ties = Ties { families: read::families(db, council).await?, papers, answers: Vec::new() };

    let mut answers = Vec::new();
    for (item, paper, asked) in &business.asked {
        let of_paper = || paper.and_then(|paper| ties.papers.get(&paper)).filter(|items| items.len() == 1);
        let item = item.or_else(|| of_paper().and_then(|items| items.first().copied()));
        let decided = item.and_then(|item| business.decided.get(&item)).map_or(&[][..], Vec::as_slice);
        if let Some(answer) = answer::answer(asked, decided) {
            let elsewhere = business.item_of.get(&answer.decision);
            ties.answers.extend(item.zip(elsewhere.copied()).filter(|(asked, decided)| asked != decided));
            answers.push((asked, answer));
        }
    }
    let groups = groups(&mut items, &ties);

    let members: Vec<Uuid> = groups.iter().flatten().map(|entry| items[entry.item].id).collect();
    let about = about(db, &members).await?;
    let sets = groups.iter().flatten().filter_map(|entry| items[entry.item].provenance);
    let citations = citations_of(db, sets.chain(answers.iter().filter_map(|(asked, _)| asked.provenance))).await?;

    let mut records: Vec<Record> = Vec::new();
    for group in &groups {
        records.extend(keep::matter(group, &items, (council, &slug), &citations, &about));
    }
    records.extend(answers.iter().map(|(asked, answer)| keep::answered(asked, answer, &citations)));
    let of = |table: &str| records.iter().filter(|record| record.table.name == table).count() as u64;
    done.matters += of("issue");
    done.entries += of("issue_entry");
    done.answers += of("recommendation_answer");
    replace(db, records, read::derived(db, council).await?, done).await
}

/// Writes records in the place of those that were held.
async fn replace(
    db: &DatabaseConnection,
    records: Vec<Record>,
    held: Vec<(&'static str, Uuid)>,
    done: &mut Tied,
) -> Result<(), Error> {
    let kept: HashSet<Uuid> = records.iter().map(|record| record.id).collect();
    let mut entries: Vec<Entry> = records.into_iter().map(Entry::from).collect();
    for (table, id) in held.into_iter().filter(|(_, id)| !kept.contains(id)) {
        entries.extend(record_named(table).map(|table| Entry::from(Removal { table, id, origin: None })));
    }
    if entries.is_empty() {
        return Ok(());
    }
    let load = Load { title: MATTERS.into(), dry_run: false };
    let counts = write(db, load, entries.into_iter().map(Ok), &mut |_| {}).await?.all();
    done.written += counts.created + counts.updated;
    done.removed += counts.deleted;
    Ok(())
}

/// The programmes and strategies that items are about.
async fn about(db: &DatabaseConnection, items: &[Uuid]) -> Result<keep::About, DbErr> {
    let backend = db.get_database_backend();
    let mut about: keep::About = HashMap::new();
    for items in items.chunks(BATCH) {
        let sql = format!(
            "SELECT l.from_id, l.to_id FROM link l WHERE l.role = 'ABOUT' AND l.from_id {} AND (EXISTS (SELECT 1 FROM programme p \
             WHERE p.id = l.to_id) OR EXISTS (SELECT 1 FROM strategy s WHERE s.id = l.to_id))",
            within(backend, items.len())
        );
        let values: Vec<Value> = items.iter().map(|id| Value::from(*id)).collect();
        for row in db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await? {
            about.entry(row.try_get_by_index(0)?).or_default().push(row.try_get_by_index(1)?);
        }
    }
    Ok(about)
}
