//! Inspections of children's services by Ofsted: what was judged, and how. Two shapes of file are read, told apart by their
//! header: every inspection so far, and the latest one of each council.
//!
//! [`Inspections::read`] a file, and write the [`records()`].

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use entities::{judgement, organisation};
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

/// The columns of the latest inspections: the domains stand from [`DOMAINS`] on.
const LATEST: &[&str] = &[
    "Local authority area code",
    "Local authority name",
    "Ofsted region",
    "Inspection date",
    "Publication date",
    "Overall effectiveness",
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
];
/// Those of all inspections, too, and two more.
const HISTORY: &[&str] = &[
    LATEST[0],
    LATEST[1],
    LATEST[2],
    LATEST[3],
    LATEST[4],
    LATEST[5],
    LATEST[6],
    LATEST[7],
    LATEST[8],
    LATEST[9],
    "Local authority status",
    "Inspection type",
];
const CODE: usize = 0;
const NAME: usize = 1;
const BEGUN: usize = 3;
const PUBLISHED: usize = 4;
const DOMAINS: std::ops::Range<usize> = 5..10;
const TYPE: usize = 11;
/// The framework under which all these inspections are, where a file does not say more.
const FRAMEWORK: &str = "ILACS";
/// Who says it of a record that is somebody else's.
const FEED: &str = "ofsted";

/// A file of inspections.
#[derive(Debug)]
pub struct Inspections {
    /// In the order of the file; no council has two on one day.
    pub inspections: Vec<Inspection>,
    file: Arc<str>,
    media_type: &'static str,
}

/// An inspection of one council.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The council's code of the Office for National Statistics.
    pub code: String,
    /// Its name as printed.
    pub name: String,
    /// First day.
    pub begun: NaiveDate,
    /// The day of the report.
    pub published: Option<NaiveDate>,
    /// What sort of inspection it was, as printed; none where the file does not say.
    pub framework: Option<String>,
    /// What was judged, with its place among the domains, from 1, and the grade as printed.
    pub judgements: Vec<(i32, &'static str, String)>,
    /// From 1.
    line: u32,
}

impl Inspections {
    /// Reads a file of either shape: all of it or, where it breaks its shape, none of it.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let (sheet, shape) = Sheet::open(path, &[LATEST, HISTORY])?;
        Self::of(sheet, shape == 1)
    }

    /// How many judgements there are.
    pub fn judgements(&self) -> usize {
        self.inspections.iter().map(|inspection| inspection.judgements.len()).sum()
    }

    fn of(mut sheet: Sheet, typed: bool) -> Result<Self, Error> {
        let mut inspections = Vec::new();
        let mut met = HashSet::new();
        while sheet.next()? {
            let Some(inspection) = inspection(&mut sheet, typed) else { continue };
            if !met.insert((inspection.code.clone(), inspection.begun)) {
                let problem = format!("`{}` has another inspection on this day", inspection.code);
                sheet.fault(BEGUN, problem);
            }
            inspections.push(inspection);
        }
        let file = sheet.file.clone();
        let media_type = sheet.finish()?.media_type;
        Ok(Self { inspections, file, media_type })
    }
}

/// The inspection in this row; none where a cell of it is wrong.
fn inspection(sheet: &mut Sheet, typed: bool) -> Option<Inspection> {
    let code = sheet.cell(CODE).to_owned();
    if code.is_empty() {
        sheet.fault(CODE, "it is missing".into());
    }
    if sheet.cell(BEGUN).is_empty() {
        sheet.fault(BEGUN, "it is missing".into());
    }
    let (begun, published) = (day(sheet, BEGUN)?, day(sheet, PUBLISHED)?);
    let grade = |column: usize| Some(sheet.cell(column)).filter(|grade| !grade.is_empty()).map(str::to_owned);
    let judged = DOMAINS.zip(1..).filter_map(|(column, place)| Some((place, *LATEST.get(column)?, grade(column)?)));
    Some(Inspection {
        name: sheet.cell(NAME).into(),
        begun: begun?,
        published,
        framework: typed.then(|| sheet.cell(TYPE)).filter(|framework| !framework.is_empty()).map(str::to_owned),
        judgements: judged.collect(),
        line: sheet.line(),
        code,
    })
}

/// A day as day, month and year, none where the cell is empty; nothing, and a fault, where it is no such day.
fn day(sheet: &mut Sheet, column: usize) -> Option<Option<NaiveDate>> {
    let cell = sheet.cell(column);
    if cell.is_empty() {
        return Some(None);
    }
    let day = NaiveDate::parse_from_str(cell, "%d/%m/%Y").ok().filter(|_| cell.len() == 10);
    if day.is_none() {
        let problem = format!("`{cell}` is no day, such as 31/03/2025");
        sheet.fault(column, problem);
    }
    day.map(Some)
}

/// A judgement that the database holds.
struct Held {
    id: Uuid,
    framework: Option<String>,
}

/// Judgements that the database holds of an inspector, by council, day and domain.
type HeldJudgements = HashMap<(Uuid, String, String), Vec<Held>>;

/// The records of a file, joined to what the database holds of it: a judgement is known by its council, day and domain, so
/// that both shapes speak of the same ones. Where the file does not say what sort of inspection it was, what the database
/// holds stays. A code that is no council's is an error.
pub async fn records(
    db: &DatabaseConnection,
    inspections: &Inspections,
    publication: &Publication,
) -> Result<Vec<Record>, Error> {
    let councils = councils(db, inspections).await?;
    let source = id::of("ofsted", "children's services");
    let own = id::of("organisation", "ofsted");
    let ofsted = inspector(db).await?.unwrap_or(own);
    let feed = |id: Uuid, own: Uuid| (id != own).then(|| Arc::from(FEED));
    let mut inspector = Record::new(&organisation::TABLE, ofsted)
        .with("slug", "ofsted")
        .with("name", "Ofsted")
        .with("kind", "INSPECTORATE");
    inspector.citations = citations(source);
    inspector.feed = feed(ofsted, own);
    let held = held(db, ofsted).await?;
    let mut records = vec![publication.source(source, inspections.media_type), inspector];
    for (inspection, council) in inspections.inspections.iter().zip(councils) {
        let date = inspection.begun.to_string();
        for (position, domain, grade) in &inspection.judgements {
            let own = id::of("judgement", &format!("ofsted\n{council}\n{date}\n{domain}"));
            let there = held.get(&(council, date.clone(), (*domain).to_owned()));
            let there = there.and_then(|held| same(held, own, inspection.framework.as_deref()));
            let id = there.map_or(own, |held| held.id);
            let framework = inspection.framework.clone().or_else(|| there.and_then(|held| held.framework.clone()));
            let mut record = Record::new(&judgement::TABLE, id)
                .with("organisation_id", ofsted)
                .with("council_id", council)
                .with("position", *position)
                .with("framework", framework.unwrap_or_else(|| FRAMEWORK.into()))
                .with("domain", *domain)
                .with("grade", grade.as_str())
                .with("date", date.as_str())
                .with("published_on", inspection.published.map(|day| day.to_string()));
            record.citations = citations(source);
            record.feed = feed(id, own);
            records.push(record);
        }
    }
    Ok(records)
}

/// Of the judgements held on a council, day and domain the one that is meant: our own, else one of the same sort of
/// inspection, or where either does not say of which sort exactly.
fn same<'a>(held: &'a [Held], own: Uuid, framework: Option<&str>) -> Option<&'a Held> {
    let alike = |held: &&Held| match (held.framework.as_deref(), framework) {
        (Some(one), Some(other)) => one == other || one == FRAMEWORK,
        _ => true,
    };
    held.iter().find(|held| held.id == own).or_else(|| held.iter().find(alike))
}

/// Ofsted, by its slug or else its name, if the database holds it.
async fn inspector(db: &DatabaseConnection) -> Result<Option<Uuid>, DbErr> {
    for (column, value) in [("slug", "ofsted"), ("name", "Ofsted")] {
        let found = by_column(db, &organisation::TABLE, column, &[value.to_owned()]).await?;
        if let Some(id) = found.get(value).and_then(|ids| ids.first()) {
            return Ok(Some(*id));
        }
    }
    Ok(None)
}

async fn held(db: &DatabaseConnection, inspector: Uuid) -> Result<HeldJudgements, DbErr> {
    let query = Query::select()
        .columns(["id", "council_id", "framework", "domain", "date"])
        .from(judgement::TABLE.name)
        .and_where(Expr::col("organisation_id").eq(inspector))
        .to_owned();
    let mut held = HeldJudgements::new();
    for row in db.query_all(&query).await? {
        let (council, date, domain): (Option<Uuid>, Option<String>, Option<String>) =
            (row.try_get("", "council_id")?, row.try_get("", "date")?, row.try_get("", "domain")?);
        let (Some(council), Some(date), Some(domain)) = (council, date, domain) else { continue };
        let judgement = Held { id: row.try_get("", "id")?, framework: row.try_get("", "framework")? };
        held.entry((council, date, domain)).or_default().push(judgement);
    }
    Ok(held)
}

/// The council of each inspection, by the code that it had on the first day.
async fn councils(db: &DatabaseConnection, inspections: &Inspections) -> Result<Vec<Uuid>, Error> {
    let places = Places::read(db).await?;
    let mut councils = Vec::with_capacity(inspections.inspections.len());
    let mut faults = Faults::new(inspections.file.clone());
    for Inspection { code, name, begun, line, .. } in &inspections.inspections {
        match places.by_gss(code, Some(*begun)) {
            Some(Place::Council(id)) => councils.push(id),
            _ => {
                let problem = format!(
                    "`{code}` ({name}) is the code of no council that the database holds on {begun}; `folkmoot import \
                     register` makes councils known"
                );
                faults.add((*line).into(), LATEST.get(CODE).copied(), problem);
            }
        }
    }
    faults.end()?;
    Ok(councils)
}

#[cfg(test)]
mod tests {
    use super::super::sheet::tests::sheet;
    use super::*;

    fn read(columns: &'static [&'static str], rows: &str) -> Result<Inspections, String> {
        let text = format!("{}\n{rows}", columns.join(","));
        let read = sheet(&text, &[LATEST, HISTORY]).and_then(|(sheet, shape)| Inspections::of(sheet, shape == 1));
        read.map_err(|error| error.to_string())
    }

    #[test]
    fn a_blank_cell_is_no_judgement() {
        let row = "E06009999,Ayton,North,31/01/2024,01/03/2024,Good, ,Outstanding,,,Current,Short visit\n";
        let told = read(HISTORY, row).expect("a file");
        let inspection = &told.inspections[0];
        assert_eq!(inspection.framework.as_deref(), Some("Short visit"));
        let judged: Vec<(i32, &str)> =
            inspection.judgements.iter().map(|(at, _, grade)| (*at, grade.as_str())).collect();
        assert_eq!(judged, [(1, "Good"), (3, "Outstanding")]);
        assert_eq!(inspection.judgements[1].1, LATEST[7]);
        let told = read(LATEST, "E06009999,Ayton,North,31/01/2024,,Good,,,,\n").expect("a file");
        assert_eq!((&told.inspections[0].framework, told.inspections[0].published), (&None, None));
    }

    #[test]
    fn days_that_are_none_and_inspections_that_stand_twice_are_told() {
        let row = "E06009999,Ayton,North,31/01/2024,01/03/2024,Good,,,,\n";
        let bad = ",Ayton,North,2024-01-31,1/3/24,Good,,,,\n,,,,,,,,,\n";
        let told = read(LATEST, &format!("{row}{row}{bad}")).expect_err("faults");
        assert_eq!(
            told,
            "a.csv:3: field `Inspection date`: `E06009999` has another inspection on this day\n\
             a.csv:4: field `Local authority area code`: it is missing\n\
             a.csv:4: field `Inspection date`: `2024-01-31` is no day, such as 31/03/2025\n\
             a.csv:5: field `Local authority area code`: it is missing\n\
             a.csv:5: field `Inspection date`: it is missing"
        );
    }

    #[test]
    fn the_real_files_speak_of_the_same_inspections() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/indicators");
        let names = ["ofsted_ilacs_history_2018_2025.csv", "ofsted_la_latest_2025.csv"];
        if let Some(name) = names.iter().find(|name| !folder.join(name).exists()) {
            eprintln!("skipped: ../shared/data/indicators/{name} is absent");
            return;
        }
        let [history, latest] =
            names.map(|name| Inspections::read(&folder.join(name)).unwrap_or_else(|error| panic!("{error}")));
        assert_eq!((history.inspections.len(), history.judgements()), (271, 168 * 4 + 103 * 5));
        assert_eq!((latest.inspections.len(), latest.judgements()), (153, 50 * 4 + 103 * 5));
        for inspection in &latest.inspections {
            let same = |other: &&Inspection| (&other.code, other.begun) == (&inspection.code, inspection.begun);
            let first = history.inspections.iter().find(same).expect("it stands in the history");
            assert_eq!((first.published, &first.judgements), (inspection.published, &inspection.judgements));
        }
    }
}
