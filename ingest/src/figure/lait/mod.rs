//! The local authority interactive tool of the Department for Education: one long table of figures, a row for each measure,
//! period and area, and a dictionary that says what the measures are.
//!
//! [`Dictionary::read`] the one, [`Figures::read`] the other, [`Held::look_up`] what the database holds of them already,
//! and write the [`records()`]. The table is read twice, so that nothing of its size is held in memory.

mod dictionary;
mod held;
mod indicator;
mod keys;
mod label;
mod records;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

pub use dictionary::{Dictionary, Measure};
pub use held::Held;
pub use label::{LabelledTime, YearType, labelled_time};
pub use records::records;

use super::cell;
use super::note::{Note, NoteKind};
use super::sheet::{Sheet, Whole};
use super::tally::Tally;
use crate::error::{Error, Fault};
use crate::near::did_you_mean;
use keys::Keys;

/// The columns, in the order of their places below.
const COLUMNS: &[&str] = &["measure", "data_item", "period", "area_name", "la_number", "region", "value"];
/// Most times, and most areas, that a table can speak of: ten times what it has.
const MOST: usize = 2_000;
const MEASURE: usize = 0;
const ITEM: usize = 1;
const PERIOD: usize = 2;
const AREA: usize = 3;
const NUMBER: usize = 4;
const VALUE: usize = 6;

/// A long table, read through: what it speaks of, and that nothing in it is wrong.
#[derive(Debug)]
pub struct Figures {
    path: PathBuf,
    /// The file, summed up.
    pub whole: Whole,
    /// What it holds, in numbers.
    pub tally: Tally,
    /// What is odd.
    pub notes: Vec<Note>,
    /// By the measure's place in the dictionary: what the table calls it, where it says so.
    items: HashMap<usize, Vec<String>>,
    keys: Keys,
}

impl Figures {
    /// Reads a table of at most 256 MiB: all of it or, where it breaks its shape, none of it. Wrong are, too, a measure that
    /// the dictionary does not have, and a measure that has two rows for one time and area.
    pub fn read(path: &Path, dictionary: &Dictionary) -> Result<Self, Error> {
        let (sheet, _) = Sheet::open(path, &[COLUMNS])?;
        Self::of(path, sheet, dictionary)
    }

    fn of(path: &Path, mut sheet: Sheet, dictionary: &Dictionary) -> Result<Self, Error> {
        let mut figures = Self {
            path: path.into(),
            whole: Whole::default(),
            tally: Tally::new(1),
            notes: Vec::new(),
            items: HashMap::new(),
            keys: Keys::default(),
        };
        let mut met = Met::default();
        while sheet.next()? {
            figures.row(&mut sheet, dictionary, &mut met);
        }
        figures.notes = figures.odd_times(&sheet, dictionary);
        figures.whole = sheet.finish()?;
        figures.tally.rows = figures.whole.rows;
        Ok(figures)
    }

    /// How many measures, times and areas there are.
    pub fn counts(&self) -> (usize, usize, usize) {
        (self.items.len(), self.keys.times.len(), self.keys.areas.len())
    }

    fn row(&mut self, sheet: &mut Sheet, dictionary: &Dictionary, met: &mut Met) {
        let (measure, label) = (dictionary.place(sheet.cell(MEASURE)), sheet.cell(PERIOD));
        let number = sheet.cell(NUMBER);
        if label.is_empty() || number.is_empty() {
            let column = if label.is_empty() { PERIOD } else { NUMBER };
            return sheet.fault(column, "it is missing".into());
        }
        let Some(measure) = measure else {
            let code = sheet.cell(MEASURE);
            let near = did_you_mean(code, dictionary.codes());
            let problem = format!("`{code}` is no measure of the dictionary{near}");
            return sheet.fault(MEASURE, problem);
        };
        if self.keys.times.len() > MOST || self.keys.areas.len() > MOST {
            return sheet.fault(NUMBER, format!("the table speaks of more than {MOST} times or areas"));
        }
        let year = dictionary.measures[measure].year;
        let time = self.keys.count_time(year, label, measure, sheet.line());
        let area = self.keys.add_area(number, sheet.cell(AREA), sheet.line());
        let time = &self.keys.times[time];
        let Some(cell) = cell::read(sheet.cell(VALUE), time.settled) else {
            let problem = format!("`{}` is neither a number nor a mark", sheet.cell(VALUE));
            return sheet.fault(VALUE, problem);
        };
        if !met.first(measure, time.same, area) {
            let (code, label) = (&dictionary.measures[measure].code, &time.period.label);
            let problem = format!("an earlier row has {code} for {label} and {number} already");
            return sheet.fault(PERIOD, problem);
        }
        self.tally.add(&cell);
        let items = self.items.entry(measure).or_default();
        let item = sheet.cell(ITEM);
        if !item.is_empty() && !items.iter().any(|known| known == item) {
            items.push(item.into());
        }
    }

    /// Labels that name no time, with how many rows have them.
    fn odd_times(&self, sheet: &Sheet, dictionary: &Dictionary) -> Vec<Note> {
        let odd = self.keys.times.iter().filter(|time| time.period.ends.is_none());
        let note = |time: &keys::Time| {
            let problem = format!("what days `{}` means is not known ({} rows)", time.period.label, time.rows);
            let told = sheet.told(time.line, COLUMNS.get(PERIOD).copied(), problem);
            let record = Some(dictionary.measures[time.measure].code.clone());
            Note { kind: NoteKind::UnknownTime, fault: Fault { record, ..told } }
        };
        odd.map(note).collect()
    }
}

/// The figures met so far: for each measure and time a set of areas, a bit each.
#[derive(Default)]
struct Met(HashMap<(usize, usize), Vec<u64>>);

impl Met {
    /// Whether a figure is met for the first time.
    fn first(&mut self, measure: usize, time: usize, area: usize) -> bool {
        let areas = self.0.entry((measure, time)).or_default();
        let (word, bit) = (area / 64, 1 << (area % 64));
        if areas.len() <= word {
            areas.resize(word + 1, 0);
        }
        let first = areas[word] & bit == 0;
        areas[word] |= bit;
        first
    }
}

#[cfg(test)]
mod tests;
