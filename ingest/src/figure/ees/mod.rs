//! Files of Explore Education Statistics, the service in which the Department for Education puts out its figures: one
//! row for each time, place and cover, one column for each indicator.
//!
//! [`read`] a file, [`Seen::check`] it against a database, and write the [`Checked::records`].

mod columns;
mod indicator;
mod key;
mod meta;
mod name;
mod scan;
mod time;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};

use sea_orm::DatabaseConnection;
use uuid::Uuid;

use super::cell::{self, Cell};
use super::fault::Faults;
use super::file::CSV;
use super::observation::{Of, Others};
use super::period::Periods;
use super::place::Places;
use super::release::{Dataset, File, Release};
use super::tally::Tally;
use crate::error::{Error, Fault};
use crate::record::{Citation, Record};
use columns::{Columns, Indicator};
use indicator::Indicators;
use key::{Key, Keys, Maker};
use scan::{Rows, Shape};

/// How settled a number is: these files do not say otherwise.
const SETTLED: &str = "FINAL";

/// A file, and what whoever gives it knows of it.
#[derive(Clone, Debug)]
pub struct Given {
    pub path: PathBuf,
    /// The publisher's file of metadata; if none, the one beside the file, such as `a.meta.csv` beside `a.csv`.
    pub meta: Option<PathBuf>,
    pub dataset: Dataset,
    /// A partial date.
    pub published_on: Option<String>,
    /// A partial date.
    pub retrieved_on: Option<String>,
}

/// A file whose columns are known.
#[derive(Debug)]
pub struct Seen {
    given: Given,
    shape: Shape,
}

/// A file of which every row was read once and found right.
#[derive(Debug)]
pub struct Checked {
    /// What it holds, in numbers.
    pub tally: Tally,
    path: PathBuf,
    shape: Shape,
    keys: Keys,
    /// All records but the observations.
    records: Vec<Record>,
    indicators: Vec<Uuid>,
    others: Others,
    release: Release,
    citations: Vec<Citation>,
}

/// Looks at a file of at most 256 MiB, all of it, and finds out what its columns are. What is wrong is told at most 10
/// times.
pub fn read(given: Given) -> Result<Seen, Error> {
    let shape = scan::scan(&given.path, given.meta.as_deref())?;
    Ok(Seen { given, shape })
}

impl Seen {
    /// Reads every row, and makes out what each is for; what is wrong is told at most 10 times, and then nothing of the
    /// file can be written. Areas and periods that the database does not hold are added to `places` and `periods`, and
    /// are records of the file in which they were first met.
    pub async fn check(
        self,
        db: &DatabaseConnection,
        places: &mut Places,
        periods: &mut Periods,
    ) -> Result<Checked, Error> {
        let Self { given: Given { path, dataset, published_on, retrieved_on, .. }, shape } = self;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (sha256, rows) = (shape.sha256.clone(), shape.rows);
        let file = File { name, sha256, rows, media_type: CSV, published_on, retrieved_on };
        let feed = format!("ees:{}", dataset.slug);
        let release = Release::look_up(db, dataset, file, feed).await?;
        let citations = release.citations();
        let (keys, tally) = all_rows(&path, &shape, places, periods, &citations)?;
        let Indicators { ids, others, records } = Indicators::look_up(db, &release, &shape.columns, &keys).await?;
        let others = Others::read(db, &others).await?;
        let mut all = Vec::from(release.records());
        all.extend(places.take_new());
        all.extend(periods.take_new());
        all.extend(records);
        Ok(Checked { tally, path, shape, keys, records: all, indicators: ids, others, release, citations })
    }
}

/// Reads every row, and makes out what each is for.
fn all_rows(
    path: &Path,
    shape: &Shape,
    places: &mut Places,
    periods: &mut Periods,
    citations: &[Citation],
) -> Result<(Keys, Tally), Error> {
    let columns = &shape.columns;
    let mut faults = Faults::new(path.display().to_string());
    let mut keys = Keys::default();
    let mut tally = Tally::new(columns.indicators.len() as u64);
    let mut lines: HashMap<Key, u64> = HashMap::new();
    let mut rows = Rows::open(path)?;
    while rows.next(columns.width, &mut faults) {
        tally.rows += 1;
        let mut maker = Maker { places: &mut *places, periods: &mut *periods, citations, faults: &mut faults };
        if let Some(key) = keys.make(columns, &rows, &mut maker) {
            match lines.entry(key) {
                Entry::Occupied(line) => {
                    let problem = format!("it is for the same place, time and filters as line {}", line.get());
                    faults.add(rows.line(), None, problem);
                }
                Entry::Vacant(line) => _ = line.insert(rows.line()),
            }
        }
        for column in &columns.indicators {
            match figure(&rows, column) {
                Ok(cell) => tally.add(&cell),
                Err(problem) => faults.add(rows.line(), Some(&column.name), problem),
            }
        }
    }
    faults.end()?;
    Ok((keys, tally))
}

fn figure(rows: &Rows, column: &Indicator) -> Result<Cell, String> {
    let text = rows.cell(column.place);
    cell::read(text, SETTLED).ok_or_else(|| {
        let start: String = text.chars().take(80).collect();
        format!("`{start}` is neither a number nor a mark")
    })
}

impl Checked {
    /// The path as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The number of its records.
    pub fn count(&self) -> u64 {
        self.records.len() as u64 + self.tally.observations()
    }

    /// The records of the file: its source, dataset and release, areas, periods and indicators that it adds, and one
    /// observation for each row and column of figures. The file is read again, row by row; an error if it has changed.
    pub fn records(self) -> impl Iterator<Item = Result<Record, Error>> {
        let Self { path, shape, keys, records, indicators, others, release, citations, .. } = self;
        let (rows, failed) = match Rows::open(&path) {
            Ok(rows) => (Some(rows), None),
            Err(error) => (None, Some(Err(error))),
        };
        let columns = shape.columns.indicators.len();
        let observations = Observations {
            rows,
            shape,
            keys,
            indicators,
            others,
            release,
            citations,
            key: None,
            column: columns,
            given: 0,
        };
        records.into_iter().map(Ok).chain(failed).chain(observations)
    }
}

/// The observations of a file, row by row.
struct Observations {
    /// None at the end.
    rows: Option<Rows>,
    shape: Shape,
    keys: Keys,
    indicators: Vec<Uuid>,
    others: Others,
    release: Release,
    citations: Vec<Citation>,
    /// What the present row is for.
    key: Option<Key>,
    /// The next column of figures of the present row.
    column: usize,
    given: u64,
}

impl Iterator for Observations {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let columns: &Columns = &self.shape.columns;
        let rows = self.rows.as_mut()?;
        if self.column == columns.indicators.len() {
            let mut faults = Faults::new(rows.path().display().to_string());
            self.key = rows.next(columns.width, &mut faults).then(|| self.keys.known(columns, rows)).flatten();
            self.column = 0;
        }
        let made = self.key.and_then(|key| {
            let column = columns.indicators.get(self.column)?;
            let cell = figure(rows, column).ok()?;
            let indicator = *self.indicators.get(key.cover * columns.indicators.len() + self.column)?;
            let (period_id, period) = self.keys.periods.get(key.period)?;
            let of = Of { place: key.place, period, period_id: *period_id };
            Some(self.others.record(&self.release, &self.citations, indicator, of, cell))
        });
        match made {
            Some(record) => {
                self.column += 1;
                self.given += 1;
                Some(Ok(record))
            }
            None => self.end().map(Err),
        }
    }
}

impl Observations {
    /// What is wrong at the end: the file is another one than it was, or not every cell was given.
    fn end(&mut self) -> Option<Error> {
        let rows = self.rows.take()?;
        let path = rows.path().display().to_string();
        if rows.sha256() != self.shape.sha256 {
            return Some(Error::Unreadable { path, problem: "it changed while it was read".into() });
        }
        let cells = self.shape.rows * self.shape.columns.indicators.len() as u64;
        let problem = format!("{} observations were made of {cells} cells: a mistake of this program", self.given);
        (self.given != cells)
            .then(|| Error::Conflict(Box::new(Fault { place: Some((path.into(), 1)), problem, ..Fault::default() })))
    }
}

#[cfg(test)]
mod tests;
