//! What a row is for: a place, a time, and what its filters say; each is made out once and then known by its text.

use std::collections::HashMap;

use uuid::Uuid;

use super::super::fault::Faults;
use super::super::period::{Period, Periods};
use super::super::place::{Place, Places};
use super::columns::Columns;
use super::scan::Rows;
use super::time;
use crate::record::Citation;

/// Between the parts of a text that something is known by.
const BETWEEN: char = '\u{1f}';
/// Indicators of one file. A column of names or notes that is taken for a filter makes more.
const MOST: usize = 50_000;

/// What a row is for; two rows of one file must not be for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub place: Place,
    /// Its place among the periods.
    pub period: usize,
    /// Its place among the covers.
    pub cover: usize,
}

/// What was made out so far; none stands for what could not be, and was told.
#[derive(Debug, Default)]
pub struct Keys {
    pub periods: Vec<(Uuid, Period)>,
    /// The values of the filters, in their order.
    pub covers: Vec<Vec<String>>,
    period_of: HashMap<String, Option<usize>>,
    place_of: HashMap<String, Option<Place>>,
    cover_of: HashMap<String, usize>,
    /// Whether more covers were met than are read.
    full: bool,
    text: String,
}

/// What is needed to make out something new.
pub struct Maker<'a> {
    pub places: &'a mut Places,
    pub periods: &'a mut Periods,
    pub citations: &'a [Citation],
    pub faults: &'a mut Faults,
}

impl Keys {
    /// What a row is for, if all of it was made out before.
    pub fn known(&mut self, columns: &Columns, rows: &Rows) -> Option<Key> {
        self.key(columns, rows, None)
    }

    /// What a row is for; none if something is wrong with it, which is noted once for each text that is wrong.
    pub fn make(&mut self, columns: &Columns, rows: &Rows, maker: &mut Maker<'_>) -> Option<Key> {
        self.key(columns, rows, Some(maker))
    }

    fn key(&mut self, columns: &Columns, rows: &Rows, mut maker: Option<&mut Maker<'_>>) -> Option<Key> {
        self.name(rows, [Some(columns.time_period), Some(columns.time_identifier)]);
        let period = match self.period_of.get(&self.text) {
            Some(period) => *period,
            None => self.period(columns, rows, maker.as_deref_mut()?),
        };
        self.name(rows, columns.filters.iter().map(|(place, _)| Some(*place)));
        let cover = match self.cover_of.get(&self.text) {
            Some(cover) => Some(*cover),
            None => self.cover(columns, rows, maker.as_deref_mut()?),
        };
        let period = period?;
        let places = [Some(columns.level), Some(columns.country), columns.region, columns.new_la, columns.old_la];
        self.name(rows, places);
        self.text.push_str(&period.to_string());
        let place = match self.place_of.get(&self.text) {
            Some(place) => *place,
            None => {
                let place = place(columns, rows, &self.periods.get(period)?.1, maker?);
                self.place_of.insert(self.text.clone(), place);
                place
            }
        };
        Some(Key { place: place?, period, cover: cover? })
    }

    /// Makes the text that something is known by out of cells.
    fn name(&mut self, rows: &Rows, places: impl IntoIterator<Item = Option<usize>>) {
        self.text.clear();
        for place in places.into_iter().flatten() {
            self.text.push_str(rows.cell(place));
            self.text.push(BETWEEN);
        }
    }

    fn period(&mut self, columns: &Columns, rows: &Rows, maker: &mut Maker<'_>) -> Option<usize> {
        let made = match time::period(rows.cell(columns.time_period), rows.cell(columns.time_identifier)) {
            Ok(period) => {
                // Figures of the same days are the same figures, whatever their label.
                let same = |(_, p): &(Uuid, Period)| p.name(p.ends.is_none()) == period.name(period.ends.is_none());
                Some(self.periods.iter().position(same).unwrap_or_else(|| {
                    self.periods.push((maker.periods.id(&period, maker.citations), period));
                    self.periods.len() - 1
                }))
            }
            Err((column, problem)) => {
                maker.faults.add(rows.line(), Some(column), problem);
                None
            }
        };
        self.period_of.insert(self.text.clone(), made);
        made
    }

    fn cover(&mut self, columns: &Columns, rows: &Rows, maker: &mut Maker<'_>) -> Option<usize> {
        if (self.covers.len() + 1) * columns.indicators.len() > MOST {
            if !self.full {
                let problem =
                    format!("the filters make more than {MOST} indicators; --meta FILE tells what is a filter");
                maker.faults.add(rows.line(), None, problem);
            }
            self.full = true;
            return None;
        }
        self.covers.push(columns.filters.iter().map(|(place, _)| rows.cell(*place).to_owned()).collect());
        self.cover_of.insert(self.text.clone(), self.covers.len() - 1);
        Some(self.covers.len() - 1)
    }
}

/// The place that a row is for.
fn place(columns: &Columns, rows: &Rows, period: &Period, maker: &mut Maker<'_>) -> Option<Place> {
    let made = match rows.cell(columns.level) {
        "National" => area(Some(columns.country), "country_code", rows, maker),
        "Regional" => area(columns.region, "region_code", rows, maker),
        "Local authority" => council(columns, rows, period, maker),
        level => Err((
            "geographic_level",
            format!("rows of the level `{level}` are not read: only National, Regional and Local authority are"),
        )),
    };
    made.map_err(|(column, problem)| maker.faults.add(rows.line(), Some(column), problem)).ok()
}

fn area(place: Option<usize>, column: &'static str, rows: &Rows, maker: &mut Maker<'_>) -> Result<Place, time::Wrong> {
    let code = place.map(|place| rows.cell(place)).filter(|code| !code.is_empty());
    let code = code.ok_or_else(|| (column, "it is missing".to_string()))?;
    let known = maker.places.area(code, maker.citations);
    known.ok_or_else(|| (column, format!("`{code}` is the code of no nation, region or part of London")))
}

/// The council, or the area of several councils whose codes stand in one cell. The code of the Office for National
/// Statistics says which, and the number of the Department for Education where there is none.
fn council(columns: &Columns, rows: &Rows, period: &Period, maker: &mut Maker<'_>) -> Result<Place, time::Wrong> {
    let cell = |place: Option<usize>| place.map(|place| rows.cell(place)).filter(|text| !text.is_empty());
    let (codes, column) = match (cell(columns.new_la), cell(columns.old_la)) {
        (Some(codes), _) => (codes, "new_la_code"),
        (None, Some(numbers)) => (numbers, "old_la_code"),
        (None, None) => return Err(("new_la_code", "it is missing".into())),
    };
    let mut councils = Vec::new();
    for code in codes.split(['/', ',', ';', '&']).map(str::trim).filter(|code| !code.is_empty()) {
        let found = match column {
            "new_la_code" => maker.places.by_gss(code, period.ends),
            _ => maker.places.by_dfe(code, period.ends),
        };
        let Some(Place::Council(id)) = found else {
            let problem = format!(
                "no council that the database holds has the code `{code}`: `folkmoot import register` makes councils known"
            );
            return Err((column, problem));
        };
        if !councils.contains(&id) {
            councils.push(id);
        }
    }
    match councils[..] {
        [] => Err((column, "it is missing".into())),
        [council] => Ok(Place::Council(council)),
        _ => Ok(maker.places.group(&councils, cell(columns.la_name).unwrap_or(codes), maker.citations)),
    }
}
