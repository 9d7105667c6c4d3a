//! Runs a plan: one statement a level, sibling levels at once, each for all parents together.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{
    ServerResult, Value,
    futures_util::future::{BoxFuture, join_all, try_join_all, try_join3},
};
use uuid::Uuid;

use super::{
    catalogue::Catalogue,
    cell::{Cell, Sort},
    database::{self, Database},
    describe::Path,
    facet::{self, Counted},
    level::{Child, Level},
    row::Rows,
    sql::Sql,
    statement::{self, Start},
};

/// A database error, shared because one statement answers many records.
pub type Fault = Arc<database::Error>;

/// The rows of a level, grouped by parent, and of the levels below.
pub struct Fetched {
    pub rows: Rows,
    /// Whether a row is part of a page: one more is read to see whether the list goes on.
    pub kept: Vec<bool>,
    /// For each parent: where its rows begin, how many there are, and whether more lie beyond the page.
    pub groups: Vec<Group>,
    pub totals: Vec<i64>,
    /// What was counted for each of [`Level::facets`].
    pub facets: Vec<Counted>,
    pub children: Vec<Below>,
    /// For each hand-written field of the level its value in each row; see [`super::special::fill`].
    pub specials: Vec<Vec<ServerResult<Value>>>,
}

#[derive(Clone, Copy, Default)]
pub struct Group {
    pub start: usize,
    pub count: usize,
    pub more: bool,
}

/// The rows of a child level: for each row of the parent level the group that is its own.
pub struct Below {
    pub group: Vec<Option<usize>>,
    pub fetched: Result<Fetched, Fault>,
}

/// Reads the rows that a root starts from, and all below.
pub async fn root(db: &Database, catalogue: &Catalogue, level: &Level<'_>, start: &Start) -> Result<Fetched, Fault> {
    let rows = async {
        let mut sql = db.sql();
        statement::root(&mut sql, catalogue, level, start);
        db.rows(sql, &sorts(level)).await
    };
    let totals = total(db, level, |sql| statement::root_total(sql, catalogue, level), 1);
    let facets = facets(db, catalogue, level, None, 1);
    let (rows, totals, facets) = try_join3(rows, totals, facets).await?;
    below(db, catalogue, level, Read { rows, totals, facets, parents: 1 }).await
}

fn children<'a>(
    db: &'a Database,
    catalogue: &'a Catalogue,
    child: &'a Child<'_>,
    parents: Vec<Uuid>,
) -> BoxFuture<'a, Result<Fetched, Fault>> {
    Box::pin(async move {
        let (level, path, count) = (&child.level, &child.path, parents.len());
        if count == 0 {
            return below(db, catalogue, level, Read::default()).await;
        }
        let again = if level.total { parents.clone() } else { vec![] };
        let facets = facets(db, catalogue, level, Some((path, parents.clone())), count);
        let rows = async {
            let mut sql = db.sql();
            statement::children(&mut sql, catalogue, level, path, parents);
            db.rows(sql, &sorts(level)).await
        };
        let totals = total(db, level, |sql| statement::children_total(sql, catalogue, level, path, again), count);
        let (rows, totals, facets) = try_join3(rows, totals, facets).await?;
        below(db, catalogue, level, Read { rows, totals, facets, parents: count }).await
    })
}

async fn total(
    db: &Database,
    level: &Level<'_>,
    write: impl FnOnce(&mut Sql),
    parents: usize,
) -> Result<Vec<i64>, database::Error> {
    if !level.total {
        return Ok(vec![]);
    }
    let mut sql = db.sql();
    write(&mut sql);
    let mut totals = vec![0; parents];
    let rows = db.rows(sql, &[Sort::Big]).await?;
    for row in 0..rows.len() {
        if let (Some(total), Cell::Big(n)) = (totals.get_mut(rows.parent(row)), rows.cell(row, 0)) {
            *total = n;
        }
    }
    Ok(totals)
}

/// Counts what a list is to be counted by: one statement a facet.
async fn facets(
    db: &Database,
    catalogue: &Catalogue,
    level: &Level<'_>,
    children: Option<(&Path, Vec<Uuid>)>,
    parents: usize,
) -> Result<Vec<Counted>, database::Error> {
    let counts = level.facets.iter().map(|&asked| {
        let children = children.clone();
        async move {
            let mut sql = db.sql();
            facet::write(&mut sql, catalogue, level, asked, children);
            let rows = db.rows(sql, &facet::sorts(catalogue.form(level.form), asked)).await?;
            Ok(Counted::new(asked, rows, parents))
        }
    });
    try_join_all(counts).await
}

/// What the statements of one level gave.
#[derive(Default)]
struct Read {
    rows: Rows,
    totals: Vec<i64>,
    facets: Vec<Counted>,
    parents: usize,
}

/// For each parent where its rows begin and how many there are. The rows of a parent stand together.
pub fn grouped(rows: &Rows, parents: usize) -> Vec<Group> {
    let mut groups = vec![Group::default(); parents];
    let mut at = 0;
    while at < rows.len() {
        let parent = rows.parent(at);
        let end = (at..rows.len()).find(|&row| rows.parent(row) != parent).unwrap_or(rows.len());
        if let Some(slot) = groups.get_mut(parent) {
            *slot = Group { start: at, count: end - at, more: false };
        }
        at = end;
    }
    groups
}

/// Groups rows by parent, cuts each group to its page, and reads the levels below.
async fn below(db: &Database, catalogue: &Catalogue, level: &Level<'_>, read: Read) -> Result<Fetched, Fault> {
    let Read { mut rows, totals, facets, parents } = read;
    let mut groups = grouped(&rows, parents);
    if let Some(window) = &level.window {
        for group in &mut groups {
            let limit = window.count as usize;
            group.more = group.count > limit;
            group.count = group.count.min(limit);
            if window.backward {
                rows.reverse(group.start, group.count);
            }
        }
    }
    let mut kept = vec![false; rows.len()];
    for group in &groups {
        kept[group.start..group.start + group.count].fill(true);
    }
    let reads = level.children.iter().map(|child| {
        let (ids, group) = keys(&rows, &kept, child.near);
        async move { Below { group, fetched: children(db, catalogue, child, ids).await } }
    });
    let children = join_all(reads).await;
    Ok(Fetched { rows, kept, groups, totals, facets, children, specials: vec![] })
}

/// The distinct keys of the rows kept, and for each row the place of its own.
fn keys(rows: &Rows, kept: &[bool], cell: usize) -> (Vec<Uuid>, Vec<Option<usize>>) {
    let mut ids = Vec::with_capacity(rows.len());
    let mut places = HashMap::with_capacity(rows.len());
    let mut place = |row: usize| {
        let id = rows.cell(row, cell).uuid().filter(|_| kept[row])?;
        Some(*places.entry(id).or_insert_with(|| {
            ids.push(id);
            ids.len() - 1
        }))
    };
    let group = (0..rows.len()).map(&mut place).collect();
    (ids, group)
}

fn sorts(level: &Level<'_>) -> Vec<Sort> {
    level.cells.iter().map(|(_, _, sort)| *sort).collect()
}
