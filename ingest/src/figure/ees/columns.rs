//! The columns of a file: those that tell place and time, filters, and indicators.

use csv::StringRecord;

use super::super::cell::{mark, read};
use super::super::fault::Faults;
use super::meta::{Meta, Sort, Told};
use super::name;
use crate::near::did_you_mean;

/// Columns that tell place and time.
const NEEDED: [&str; 4] = ["time_period", "time_identifier", "geographic_level", "country_code"];
/// Columns that some rows need, and columns that say the same in other words, or tell places of levels that are not
/// read.
const OTHERS: &[&str] = &[
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
    "lad_code",
    "lad_name",
    "english_devolved_area_code",
    "english_devolved_area_name",
    "local_enterprise_partnership_code",
    "local_enterprise_partnership_name",
    "mayoral_combined_authority_code",
    "mayoral_combined_authority_name",
    "opportunity_area_code",
    "opportunity_area_name",
    "pcon_code",
    "pcon_name",
    "rsc_region_lead_name",
    "ward_code",
    "ward_name",
];

/// A column of figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Its place in a row.
    pub place: usize,
    pub name: String,
    pub told: Told,
}

/// The columns of a file by their places in a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    pub time_period: usize,
    pub time_identifier: usize,
    pub level: usize,
    pub country: usize,
    pub region: Option<usize>,
    pub new_la: Option<usize>,
    pub old_la: Option<usize>,
    pub la_name: Option<usize>,
    /// By name, so that the order of columns in the file does not matter.
    pub filters: Vec<(usize, String)>,
    /// In the order of the file.
    pub indicators: Vec<Indicator>,
    /// Cells of every row.
    pub width: usize,
}

/// What a column that does not tell place or time holds: for each sort of cell, the first one with its line.
#[derive(Clone, Debug, Default)]
struct Content {
    number: Option<(u64, String)>,
    text: Option<(u64, String)>,
}

/// Finds out what columns are.
pub struct Finder {
    header: StringRecord,
    /// Columns that do not tell place or time.
    open: Vec<usize>,
    content: Vec<Content>,
}

impl Finder {
    /// Of a header row; what is wrong with it is noted.
    pub fn new(header: &StringRecord, faults: &mut Faults) -> Self {
        for (i, name) in header.iter().enumerate() {
            if name.trim().is_empty() {
                faults.add(1, None, format!("column {} has no name", i + 1));
            } else if header.iter().take(i).any(|earlier| earlier == name) {
                faults.add(1, Some(name), "there are two columns of this name".into());
            }
        }
        for name in NEEDED.iter().filter(|name| !header.iter().any(|column| column == **name)) {
            faults.add(1, Some(name), format!("the column is missing{}", did_you_mean(name, header.iter())));
        }
        let open = |i: &usize| header.get(*i).is_some_and(|name| !NEEDED.contains(&name) && !OTHERS.contains(&name));
        let open: Vec<usize> = (0..header.len()).filter(open).collect();
        Self { content: vec![Content::default(); open.len()], open, header: header.clone() }
    }

    /// Looks at a row.
    pub fn see(&mut self, line: u64, row: &StringRecord) {
        for (place, content) in self.open.iter().zip(&mut self.content) {
            let text = row.get(*place).unwrap_or_default().trim();
            if mark(text).is_some() || (content.number.is_some() && content.text.is_some()) {
                continue;
            }
            let first = if read(text, "FINAL").is_some() { &mut content.number } else { &mut content.text };
            if first.is_none() {
                *first = Some((line, text.chars().take(80).collect()));
            }
        }
    }

    /// The columns: by what the publisher tells, else by what they hold.
    pub fn columns(&self, meta: Option<&Meta>, faults: &mut Faults) -> Columns {
        let place = |name: &str| self.header.iter().position(|column| column == name);
        let mut columns = Columns {
            time_period: place("time_period").unwrap_or_default(),
            time_identifier: place("time_identifier").unwrap_or_default(),
            level: place("geographic_level").unwrap_or_default(),
            country: place("country_code").unwrap_or_default(),
            region: place("region_code"),
            new_la: place("new_la_code"),
            old_la: place("old_la_code"),
            la_name: place("la_name"),
            width: self.header.len(),
            ..Columns::default()
        };
        for (place, content) in self.open.iter().zip(&self.content) {
            let name = &self.header[*place];
            let sort = match meta {
                Some(meta) => {
                    meta.get(name).cloned().ok_or_else(|| (1, "the metadata does not tell what it is".into()))
                }
                None => content.sort(name),
            };
            match sort {
                Ok(Sort::Filter) => columns.filters.push((*place, name.to_owned())),
                Ok(Sort::Indicator(told)) => {
                    columns.indicators.push(Indicator { place: *place, name: name.to_owned(), told });
                }
                Ok(Sort::Grouping) => {}
                Err((line, problem)) => faults.add(line, Some(name), problem),
            }
        }
        let mut absent: Vec<&String> = meta.into_iter().flat_map(|m| m.keys()).filter(|n| place(n).is_none()).collect();
        absent.sort();
        absent
            .into_iter()
            .for_each(|name| faults.add(1, Some(name), "the metadata tells of it, but it is not there".into()));
        if columns.indicators.is_empty() {
            faults.add(1, None, "no column holds figures".into());
        }
        columns.filters.sort_by(|a, b| a.1.cmp(&b.1));
        columns
    }
}

impl Content {
    /// What a column of this name is by what it holds; otherwise the line that is at fault, and why.
    fn sort(&self, name: &str) -> Result<Sort, (u64, String)> {
        match (&self.number, &self.text) {
            (Some(_), None) => {
                let unit = name::unit(name).map(str::to_owned);
                Ok(Sort::Indicator(Told { unit, ..Told::default() }))
            }
            (None, Some(_)) => Ok(Sort::Filter),
            (Some((there, number)), Some((line, text))) => Err((
                *line,
                format!(
                    "`{text}` is neither a number nor a mark, but `{number}` in line {there} is a number; if it is a \
                     filter, --meta FILE tells so"
                ),
            )),
            (None, None) => Err((1, "it holds neither numbers nor texts; --meta FILE tells what it is".into())),
        }
    }
}
