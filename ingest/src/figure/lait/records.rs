//! What a table is in the graph: a release of a dataset, areas, times, indicators, and a figure for each row.

use super::super::cell;
use super::super::observation::Of;
use super::super::release::Release;
use super::super::sheet::Sheet;
use super::{COLUMNS, Dictionary, Figures, Held, MEASURE, NUMBER, PERIOD, VALUE};
use crate::error::{Error, Fault};
use crate::record::Record;

/// The records of a table, joined to what the database holds of it. The file is read a second time, row by row; it is an
/// error if it is another one by now.
pub fn records<'a>(
    figures: &'a Figures,
    dictionary: &'a Dictionary,
    release: &'a Release,
    held: &'a Held,
) -> Result<impl Iterator<Item = Result<Record, Error>> + 'a, Error> {
    let (sheet, _) = Sheet::open(&figures.path, &[COLUMNS])?;
    let before = release.records().into_iter().chain(held.new.iter().cloned());
    let indicators = held.indicators.records(figures, dictionary, release, &held.citations);
    let rows = Rows { sheet: Some(sheet), given: 0, figures, dictionary, release, held };
    Ok(before.chain(indicators).map(Ok).chain(rows))
}

/// The figures of a file under way.
struct Rows<'a> {
    /// None once it has ended.
    sheet: Option<Sheet>,
    /// How many were given so far.
    given: u64,
    figures: &'a Figures,
    dictionary: &'a Dictionary,
    release: &'a Release,
    held: &'a Held,
}

impl Iterator for Rows<'_> {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let sheet = self.sheet.as_mut()?;
        let read = match sheet.next() {
            Ok(true) => match self.record() {
                Some(record) => {
                    self.given += 1;
                    return Some(Ok(record));
                }
                None => Err(self.changed()),
            },
            Ok(false) => self.end(),
            Err(error) => Err(error),
        };
        self.sheet = None;
        read.err().map(Err)
    }
}

impl Rows<'_> {
    /// The figure in this row: none where the row was another one when the file was read first.
    fn record(&self) -> Option<Record> {
        let (sheet, keys) = (self.sheet.as_ref()?, &self.figures.keys);
        let measure = self.dictionary.place(sheet.cell(MEASURE))?;
        let time = keys.time(self.dictionary.measures[measure].year, sheet.cell(PERIOD))?;
        let area = keys.area(sheet.cell(NUMBER))?;
        let cell = cell::read(sheet.cell(VALUE), keys.times[time].settled)?;
        let indicator = self.held.indicators.id(measure)?;
        let of = Of {
            place: self.held.places[time][area],
            period: &keys.times[time].period,
            period_id: self.held.periods[time],
        };
        Some(self.held.others.record(self.release, &self.held.citations, indicator, of, cell))
    }

    /// Makes sure that the file is the one that was read first, and that each row was a figure.
    fn end(&mut self) -> Result<(), Error> {
        match self.sheet.take().map(Sheet::finish) {
            Some(Ok(whole)) if whole == self.figures.whole => {}
            _ => return Err(self.changed()),
        }
        let rows = self.figures.whole.rows;
        let problem = format!("{} observations were made of {rows} rows: a mistake of this program", self.given);
        let place = Some((self.figures.path.display().to_string().into(), 1));
        let fault = Fault { place, problem, ..Fault::default() };
        if self.given == rows { Ok(()) } else { Err(Error::Conflict(Box::new(fault))) }
    }

    fn changed(&self) -> Error {
        let path = self.figures.path.display().to_string();
        Error::Unreadable { path, problem: "it changed while it was read".into() }
    }
}
