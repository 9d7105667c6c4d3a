//! Statistical neighbours of councils, as the Department for Education publishes them: for each council the ten that are
//! most like it, the nearest first, by their numbers.
//!
//! [`Neighbours::read`] a file, and write the [`records()`].

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use entities::{comparator, comparator_set};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use uuid::Uuid;

use super::fault::Faults;
use super::place::{Place, Places};
use super::publication::{Publication, citations};
use super::sheet::Sheet;
use crate::error::Error;
use crate::held::by_column;
use crate::id;
use crate::record::Record;
use crate::register::path_safe;

/// The columns: the council, then number and closeness of each neighbour.
const COLUMNS: &[&str] = &[
    "old_la_code",
    "la_name",
    "region_ind",
    "region_name",
    "SN_1",
    "SN_1P",
    "SN_2",
    "SN_2P",
    "SN_3",
    "SN_3P",
    "SN_4",
    "SN_4P",
    "SN_5",
    "SN_5P",
    "SN_6",
    "SN_6P",
    "SN_7",
    "SN_7P",
    "SN_8",
    "SN_8P",
    "SN_9",
    "SN_9P",
    "SN_10",
    "SN_10P",
];
const NUMBER: usize = 0;
const NAME: usize = 1;
/// The column of the first neighbour.
const FIRST: usize = 4;
/// Neighbours of each council.
const RANKS: usize = 10;
/// Who says it of a record that is somebody else's.
const FEED: &str = "statistical-neighbours";

/// A file of neighbours.
#[derive(Debug)]
pub struct Neighbours {
    /// In the order of the file; none stands twice.
    pub councils: Vec<Council>,
    file: Arc<str>,
    media_type: &'static str,
}

/// A council and its neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Council {
    /// Its number of the Department for Education.
    pub number: String,
    /// Name as printed.
    pub name: String,
    /// The nearest first: number, and how close it is, as printed.
    pub neighbours: Vec<(String, Option<String>)>,
    /// From 1.
    line: u32,
}

impl Neighbours {
    /// Reads a file: all of it or, where it breaks its shape, none of it. Wrong are, too, a council that stands twice, one
    /// that is its own neighbour, and a neighbour that has two ranks.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let (sheet, _) = Sheet::open(path, &[COLUMNS])?;
        Self::of(sheet)
    }

    fn of(mut sheet: Sheet) -> Result<Self, Error> {
        let mut councils: Vec<Council> = Vec::new();
        let mut met = HashSet::new();
        while sheet.next()? {
            let council = council(&mut sheet);
            if !met.insert(council.number.clone()) {
                sheet.fault(NUMBER, format!("`{}` has a row already", council.number));
            }
            councils.push(council);
        }
        let file = sheet.file.clone();
        let media_type = sheet.finish()?.media_type;
        Ok(Self { councils, file, media_type })
    }
}

fn council(sheet: &mut Sheet) -> Council {
    let number = needed(sheet, NUMBER);
    let mut neighbours: Vec<(String, Option<String>)> = Vec::with_capacity(RANKS);
    for rank in 0..RANKS {
        let column = FIRST + 2 * rank;
        let peer = needed(sheet, column);
        if peer == number || neighbours.iter().any(|(earlier, _)| *earlier == peer) {
            sheet.fault(column, format!("`{peer}` is the council itself, or a nearer neighbour"));
        }
        let closeness = sheet.cell(column + 1);
        neighbours.push((peer, (!closeness.is_empty()).then(|| closeness.to_owned())));
    }
    Council { number, name: sheet.cell(NAME).into(), neighbours, line: sheet.line() }
}

/// A cell that must not be empty.
fn needed(sheet: &mut Sheet, column: usize) -> String {
    if sheet.cell(column).is_empty() {
        sheet.fault(column, "it is missing".into());
    }
    sheet.cell(column).to_owned()
}

/// The records of a file in this version, such as a year, joined to what the database holds of it: a set of comparators by
/// its slug, a comparator by its council and rank. A number means the council that had it at the end of the year that the
/// version names, else the one that has it now; one that is no council's is an error.
pub async fn records(
    db: &DatabaseConnection,
    neighbours: &Neighbours,
    version: &str,
    publication: &Publication,
) -> Result<Vec<Record>, Error> {
    let councils = councils(db, neighbours, version).await?;
    let slug = format!("dfe-statistical-neighbours-{}", path_safe(version));
    let own = id::of("comparator_set", &slug);
    let held = by_column(db, &comparator_set::TABLE, "slug", std::slice::from_ref(&slug)).await?;
    let set = held.get(&slug).and_then(|ids| ids.first()).copied().unwrap_or(own);
    let ranks = ranks(db, set).await?;
    let source = id::of("statistical-neighbours", version);
    let feed = |id: Uuid, own: Uuid| (id != own).then(|| Arc::from(FEED));
    let mut record = Record::new(&comparator_set::TABLE, set)
        .with("slug", slug.as_str())
        .with("name", "Statistical neighbours")
        .with("version", version)
        .with("description", "For each council the ten most like it in what children's services have to do with.");
    record.citations = citations(source);
    record.feed = feed(set, own);
    let mut records = vec![publication.source(source, neighbours.media_type), record];
    for council in &neighbours.councils {
        for ((peer, closeness), rank) in council.neighbours.iter().zip(1..) {
            let (of, peer) = (councils[&*council.number], councils[&**peer]);
            let own = id::of("comparator", &format!("{slug}\n{of}\n{rank}"));
            let id = ranks.get(&(of, rank)).copied().unwrap_or(own);
            let mut record = Record::new(&comparator::TABLE, id)
                .with("comparator_set_id", set)
                .with("council_id", of)
                .with("peer_id", peer)
                .with("rank", rank)
                .with("closeness", closeness.clone());
            record.citations = citations(source);
            record.feed = feed(id, own);
            records.push(record);
        }
    }
    Ok(records)
}

/// The comparators that the database holds of a set, by council and rank.
async fn ranks(db: &DatabaseConnection, set: Uuid) -> Result<HashMap<(Uuid, i32), Uuid>, DbErr> {
    let query = Query::select()
        .columns(["id", "council_id", "rank"])
        .from(comparator::TABLE.name)
        .and_where(Expr::col("comparator_set_id").eq(set))
        .to_owned();
    let mut ranks = HashMap::new();
    for row in db.query_all(&query).await? {
        ranks.insert((row.try_get("", "council_id")?, row.try_get("", "rank")?), row.try_get("", "id")?);
    }
    Ok(ranks)
}

/// The councils of all numbers in a file.
async fn councils<'a>(
    db: &DatabaseConnection,
    neighbours: &'a Neighbours,
    version: &str,
) -> Result<HashMap<&'a str, Uuid>, Error> {
    let places = Places::read(db).await?;
    let year = version.parse().ok().filter(|_| version.len() == 4);
    let day = year.and_then(|year| NaiveDate::from_ymd_opt(year, 12, 31));
    let mut found: HashMap<&str, Uuid> = HashMap::new();
    let mut strangers = HashSet::new();
    let mut faults = Faults::new(neighbours.file.clone());
    for council in &neighbours.councils {
        let peers = council.neighbours.iter().zip(0..).map(|((peer, _), rank)| (peer, FIRST + 2 * rank));
        for (number, column) in std::iter::once((&council.number, NUMBER)).chain(peers) {
            match places.by_dfe(number, day) {
                Some(Place::Council(id)) => _ = found.insert(number, id),
                _ if strangers.insert(number) => {
                    let problem = format!(
                        "`{number}` is the number of no council that the database holds; `folkmoot import register` \
                         makes councils known"
                    );
                    faults.add(council.line.into(), COLUMNS.get(column).copied(), problem);
                }
                _ => {}
            }
        }
    }
    faults.end()?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::super::sheet::tests::sheet;
    use super::*;

    fn read(rows: &str) -> Result<Neighbours, String> {
        let text = format!("{}\n{rows}", COLUMNS.join(","));
        sheet(&text, &[COLUMNS]).and_then(|(sheet, _)| Neighbours::of(sheet)).map_err(|error| error.to_string())
    }

    fn row(number: &str, peers: &[&str]) -> String {
        let peers: Vec<String> = peers.iter().map(|peer| format!("{peer},Close ")).collect();
        format!("{number},Ayton,1,North,{}\n", peers.join(","))
    }

    const PEERS: [&str; 10] = ["2", "3", "4", "5", "6", "7", "8", "9", "10", "11"];

    #[test]
    fn a_row_ranks_ten() {
        let told = read(&row("1", &PEERS)).expect("a file");
        let council = &told.councils[0];
        assert_eq!((council.number.as_str(), council.neighbours.len()), ("1", 10));
        assert_eq!(council.neighbours[9], ("11".into(), Some("Close".into())), "without the blank behind it");
    }

    #[test]
    fn ranks_that_cannot_be_are_told() {
        let mut twice = PEERS;
        (twice[1], twice[4], twice[9]) = ("1", "2", "");
        let told = read(&format!("{}{}", row("1", &PEERS), row("1", &twice))).expect_err("faults");
        assert_eq!(
            told,
            "a.csv:3: field `SN_2`: `1` is the council itself, or a nearer neighbour\n\
             a.csv:3: field `SN_5`: `2` is the council itself, or a nearer neighbour\n\
             a.csv:3: field `SN_10`: it is missing\n\
             a.csv:3: field `old_la_code`: `1` has a row already"
        );
    }

    #[test]
    fn the_real_file_ranks_ten_for_each_of_153() {
        let name = "../shared/data/indicators/statistical_neighbours_2025.csv";
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name);
        if !path.exists() {
            eprintln!("skipped: {name} is absent");
            return;
        }
        let read = Neighbours::read(&path).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(read.councils.iter().map(|council| council.neighbours.len()).sum::<usize>(), 1_530);
        let of = |number: &str| -> Vec<String> {
            let council = read.councils.iter().find(|council| council.number == number).expect("the council");
            council.neighbours.iter().map(|(peer, _)| peer.clone()).collect()
        };
        assert_eq!(of("861"), ["335", "354", "336", "371", "812", "810", "333", "357", "831", "372"]);
        assert_eq!(of("333")[..4], ["336", "810", "861", "335"]);
    }
}
