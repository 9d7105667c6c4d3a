//! The file in which a publisher tells what the columns of a file of figures are.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use super::super::fault::Faults;
use super::super::file::Stream;
use crate::error::Error;

/// What a column is.
#[derive(Clone, Debug, PartialEq)]
pub enum Sort {
    /// Its values say what a row covers.
    Filter,
    /// Its values are figures.
    Indicator(Told),
    /// Its values are headings over those of a filter, and say nothing new.
    Grouping,
}

/// What is told of an indicator. None: not said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    pub label: Option<String>,
    pub grouping: Option<String>,
    pub unit: Option<String>,
    pub decimals: Option<i32>,
}

/// What each column is, by its name; all others are those that tell place and time.
pub type Meta = HashMap<String, Sort>;

/// Reads a metadata file.
pub fn read(path: &Path) -> Result<Meta, Error> {
    let shown = path.display().to_string();
    let unreadable = |problem: String| Error::Unreadable { path: path.display().to_string(), problem };
    let file = File::open(path).map_err(|e| unreadable(e.to_string()))?;
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(Stream::new(file));
    let header = reader.headers().map_err(|e| unreadable(e.to_string()))?.clone();
    let place = |name: &str| header.iter().position(|column| column == name);
    let mut faults = Faults::new(shown);
    let (Some(name), Some(sort)) = (place("col_name"), place("col_type")) else {
        faults.add(1, None, "this is no metadata: it needs the columns `col_name` and `col_type`".into());
        return Err(faults.into());
    };
    let columns = Columns {
        label: place("label"),
        grouping: place("indicator_grouping"),
        unit: place("indicator_unit"),
        decimals: place("indicator_dp"),
    };
    let filter_grouping = place("filter_grouping_column");
    let mut meta = Meta::new();
    for row in reader.records() {
        let row = row.map_err(|e| unreadable(e.to_string()))?;
        let line = row.position().map_or(1, csv::Position::line);
        let Some(name) = cell(&row, Some(name)) else {
            faults.add(line, Some("col_name"), "it is missing".into());
            continue;
        };
        let sort = match cell(&row, Some(sort)) {
            Some("Filter") => {
                if let Some(grouping) = cell(&row, filter_grouping) {
                    meta.entry(grouping.to_owned()).or_insert(Sort::Grouping);
                }
                Sort::Filter
            }
            Some("Indicator") => Sort::Indicator(columns.told(&row, line, &mut faults)),
            other => {
                let problem = format!("`{}` is neither `Filter` nor `Indicator`", other.unwrap_or_default());
                faults.add(line, Some("col_type"), problem);
                continue;
            }
        };
        if let Some(Sort::Filter | Sort::Indicator(_)) = meta.insert(name.to_owned(), sort) {
            faults.add(line, Some("col_name"), format!("`{name}` is there twice"));
        }
    }
    faults.end()?;
    Ok(meta)
}

/// Where things are told of an indicator.
struct Columns {
    label: Option<usize>,
    grouping: Option<usize>,
    unit: Option<usize>,
    decimals: Option<usize>,
}

impl Columns {
    fn told(&self, row: &StringRecord, line: u64, faults: &mut Faults) -> Told {
        let text = |place: Option<usize>| cell(row, place).map(str::to_owned);
        let decimals = cell(row, self.decimals).and_then(|text| match text.parse() {
            Ok(n @ 0..=28) => Some(n),
            _ => {
                faults.add(line, Some("indicator_dp"), format!("`{text}` is no number of decimals"));
                None
            }
        });
        Told { label: text(self.label), grouping: text(self.grouping), unit: text(self.unit), decimals }
    }
}

/// A cell without blanks around it; none where it is empty or not there.
fn cell(row: &StringRecord, place: Option<usize>) -> Option<&str> {
    row.get(place?).map(str::trim).filter(|text| !text.is_empty())
}
