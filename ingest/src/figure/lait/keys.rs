//! What the rows of the long table are for, each by a small number: the times and the areas that it names.

use std::collections::HashMap;

use super::super::period::Period;
use super::label::{LabelledTime, YearType, labelled_time};

/// A time that rows name.
#[derive(Debug)]
pub(super) struct Time {
    pub period: Period,
    /// The status of a number of this time.
    pub settled: &'static str,
    /// The measure and the line of the first row that names it.
    pub measure: usize,
    pub line: u32,
    pub rows: u32,
    /// The first time that means the same: labels can differ.
    pub same: usize,
}

/// An area that rows name: a council, or England, a region or a part of one.
#[derive(Debug)]
pub(super) struct Area {
    /// Its number of the Department for Education.
    pub number: String,
    /// As printed.
    pub name: String,
    /// The line of the first row that names it.
    pub line: u32,
}

/// All times and areas of a table, in the order in which they come.
#[derive(Debug, Default)]
pub(super) struct Keys {
    pub times: Vec<Time>,
    pub areas: Vec<Area>,
    time_places: HashMap<Option<YearType>, HashMap<String, usize>>,
    area_places: HashMap<String, usize>,
}

impl Keys {
    /// The place of a time that is there.
    pub fn time(&self, year: Option<YearType>, label: &str) -> Option<usize> {
        self.time_places.get(&year)?.get(label).copied()
    }

    /// The place of an area that is there.
    pub fn area(&self, number: &str) -> Option<usize> {
        self.area_places.get(number).copied()
    }

    /// The place of a time, added if it is not there, and one row more that names it.
    pub fn count_time(&mut self, year: Option<YearType>, label: &str, measure: usize, line: u32) -> usize {
        let place = self.time(year, label).unwrap_or_else(|| self.add_time(year, label, measure, line));
        self.times[place].rows += 1;
        place
    }

    fn add_time(&mut self, year: Option<YearType>, label: &str, measure: usize, line: u32) -> usize {
        let LabelledTime { kind, days, revision } = labelled_time(label, year);
        let (starts, ends) = days.unzip();
        let place = self.times.len();
        let same = self.times.iter().position(|time| {
            let period = &time.period;
            let labelled = days.is_some() || period.label == label;
            labelled && (period.kind, period.starts, period.ends) == (kind, starts, ends)
        });
        let settled = match revision {
            Some("PROVISIONAL") => "PROVISIONAL",
            Some("REVISED") => "REVISED",
            _ => "FINAL",
        };
        let period = Period { kind, starts, ends, label: label.into(), revision };
        self.times.push(Time { period, settled, measure, line, rows: 0, same: same.unwrap_or(place) });
        self.time_places.entry(year).or_default().insert(label.into(), place);
        place
    }

    /// The place of an area, added if it is not there.
    pub fn add_area(&mut self, number: &str, name: &str, line: u32) -> usize {
        if let Some(place) = self.area(number) {
            return place;
        }
        self.areas.push(Area { number: number.into(), name: name.into(), line });
        self.area_places.insert(number.into(), self.areas.len() - 1);
        self.areas.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_one_time_are_the_same() {
        let mut keys = Keys::default();
        let places = [
            (Some(YearType::Academic), "2024"),
            (Some(YearType::Financial), "2024"),
            (Some(YearType::Academic), "2023/24"),
            (Some(YearType::Academic), "0"),
            (Some(YearType::Financial), "0"),
            (Some(YearType::Academic), "4"),
            (Some(YearType::Academic), "2024"),
        ]
        .map(|(year, label)| keys.count_time(year, label, 0, 2));
        assert_eq!(places, [0, 1, 2, 3, 4, 5, 0]);
        let same: Vec<usize> = keys.times.iter().map(|time| time.same).collect();
        assert_eq!(same, [0, 1, 0, 3, 3, 5]);
        assert_eq!(keys.times[0].rows, 2);
        assert_eq!((keys.add_area("861", "Ayton", 2), keys.add_area("861", "Ayton", 3)), (0, 0));
    }
}
