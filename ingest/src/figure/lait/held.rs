//! What the database holds already of a table: its councils and areas, times, indicators and figures.

use std::collections::{HashMap, HashSet};

use sea_orm::DatabaseConnection;
use uuid::Uuid;

use super::super::fault::Faults;
use super::super::note::{Note, NoteKind};
use super::super::observation::Others;
use super::super::period::Periods;
use super::super::place::{Place, Places};
use super::super::release::Release;
use super::indicator::Indicators;
use super::keys::{Area, Time};
use super::{COLUMNS, Dictionary, Figures, NUMBER};
use crate::error::{Error, Fault};
use crate::record::{Citation, Record};

/// What a table's measures, times and areas are in the database.
#[derive(Debug)]
pub struct Held {
    pub(super) indicators: Indicators,
    pub(super) others: Others,
    /// Ids of the times, by their place in the table.
    pub(super) periods: Vec<Uuid>,
    /// Of each time the councils and areas, by their places in the table.
    pub(super) places: Vec<Vec<Place>>,
    /// Areas and times that the database does not hold.
    pub(super) new: Vec<Record>,
    /// What everything cites.
    pub(super) citations: Vec<Citation>,
    /// Numbers that several councils had, where no day tells which is meant.
    pub notes: Vec<Note>,
}

impl Held {
    /// Looks a table up. A council is known by the number of the Department for Education that it had on the last day of
    /// the time; a number that is no council's and no area's is an error, as are two numbers that are one council's.
    pub async fn look_up(
        db: &DatabaseConnection,
        figures: &Figures,
        dictionary: &Dictionary,
        release: &Release,
    ) -> Result<Self, Error> {
        let citations = release.citations();
        let mut known = Places::read(db).await?;
        let places = places(figures, &mut known, &citations)?;
        let mut times = Periods::read(db).await?;
        let periods = figures.keys.times.iter().map(|time| times.id(&time.period, &citations)).collect();
        let mut new = known.take_new();
        new.extend(times.take_new());
        let indicators = Indicators::look_up(db, figures, dictionary, release).await?;
        let others = Others::read(db, &indicators.others()).await?;
        let notes = undated(figures, &places);
        Ok(Self { indicators, others, periods, places, new, citations, notes })
    }

    /// How many councils the figures are for.
    pub fn councils(&self) -> usize {
        let ids = self.places.iter().flatten().filter_map(|place| match place {
            Place::Council(id) => Some(*id),
            Place::Area(_) => None,
        });
        ids.collect::<HashSet<Uuid>>().len()
    }
}

/// What each area of the table is at each of its times.
fn places(figures: &Figures, known: &mut Places, citations: &[Citation]) -> Result<Vec<Vec<Place>>, Error> {
    let times = &figures.keys.times;
    let mut faults = Faults::new(figures.path.display().to_string());
    for area in &figures.keys.areas {
        let mut ever = times.iter().map(|time| known.by_dfe(&area.number, time.period.ends));
        if ever.all(|place| place.is_none()) && known.area(&area.number, citations).is_none() {
            unknown(&mut faults, area, "is the number of no council that the database holds");
        }
    }
    if faults.are_any() {
        return Err(faults.into());
    }
    let all = times.iter().map(|time| then(figures, known, time, &mut faults)).collect();
    faults.end()?;
    Ok(all)
}

/// What each area of the table is at one of its times.
fn then(figures: &Figures, known: &Places, time: &Time, faults: &mut Faults) -> Vec<Place> {
    let mut met: HashMap<Place, &str> = HashMap::new();
    let mut places = Vec::with_capacity(figures.keys.areas.len());
    for area in &figures.keys.areas {
        let Some(place) = known.by_dfe(&area.number, time.period.ends) else {
            unknown(faults, area, &format!("had no council, or several, {}", when(time)));
            continue;
        };
        if let Some(other) = met.insert(place, &area.number) {
            unknown(faults, area, &format!("is the council or area of `{other}`, too, {}", when(time)));
        }
        places.push(place);
    }
    places
}

fn when(time: &Time) -> String {
    match time.period.ends {
        Some(day) => format!("on {day}"),
        None => format!("in `{}`", time.period.label),
    }
}

/// Tells, up to a bound, that a number cannot be made out.
fn unknown(faults: &mut Faults, Area { number, name, line }: &Area, problem: &str) {
    let problem = format!("`{number}` ({name}) {problem}; `folkmoot import register` makes councils known");
    faults.add((*line).into(), COLUMNS.get(NUMBER).copied(), problem);
}

/// Notes for numbers that mean different councils at different times, and that a time without days has.
fn undated(figures: &Figures, places: &[Vec<Place>]) -> Vec<Note> {
    let times = || figures.keys.times.iter().zip(places);
    let Some((time, now)) = times().find(|(time, _)| time.period.ends.is_none()) else { return Vec::new() };
    let changed = |i: &usize| times().any(|(_, then)| then[*i] != now[*i]);
    let note = |i: usize| {
        let Area { number, name, .. } = &figures.keys.areas[i];
        let problem = format!(
            "`{number}` ({name}) was another council's before; in `{}` it is read as that of today",
            time.period.label
        );
        let fault = Fault {
            place: Some((figures.path.display().to_string().into(), time.line)),
            record: None,
            field: COLUMNS.get(NUMBER).map(|column| (*column).into()),
            problem,
        };
        Note { kind: NoteKind::UnknownHolder, fault }
    };
    (0..now.len()).filter(changed).map(note).collect()
}
