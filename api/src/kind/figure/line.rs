//! One council, or England, in a series: its figures, the latest of them, and where they go.

use async_graphql::{Enum, SimpleObject, resolver_utils::enum_value};
use rust_decimal::Decimal as Number;

use super::{
    super::comparison::Council,
    group::Nearness,
    point::{Period, Point, change, same, verdict, year_before},
};
use crate::graph::{
    json,
    scalar::Decimal,
    written::{Asked, Many, Written, written},
};

/// Figures that a trend looks at, and needs.
const TREND: usize = 3;

/// Whether a change is for the better.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(name = "ChangeVerdict")]
pub enum Verdict {
    /// The indicator went the way that its polarity calls better.
    Better,
    /// It went the other way.
    Worse,
    /// It did not change.
    Same,
}

/// Where the last three figures go.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(name = "Trend")]
pub enum Trend {
    /// Each is higher than the one before.
    Rising,
    /// Each is lower than the one before.
    Falling,
    /// All are equal.
    Level,
    /// None of these.
    Mixed,
}

/// One council, or England, in a series.
#[derive(Clone, SimpleObject)]
#[graphql(name = "SeriesLine")]
pub struct Line {
    /// The council; null for England.
    pub council: Option<Council>,
    /// Whether the arguments name it; false for what is there as a neighbour, and for England.
    pub chosen: bool,
    /// Whose neighbour it is within the group.
    pub neighbour_of: Vec<Nearness>,
    /// One for each time, in the order of `periods`.
    pub points: Many<Point>,
    /// The last for which anything was published: its status may well say that there is no value. A time without days counts
    /// only where there is no other.
    pub latest: Option<Point>,
    /// The latest value less that of the same time a year before, even if that lies before `from`; null where either is
    /// missing.
    pub change: Option<Decimal>,
    /// Whether that is for the better; null where there is no change to tell, and for indicators that are neutral or whose
    /// publisher does not say which way is better.
    pub verdict: Option<Verdict>,
    /// Where the values of its last three times go, even if they lie before `from`; null where one of them has none.
    pub trend: Option<Trend>,
}

impl Written for Verdict {
    fn write(&self, _: &[Asked<'_>], out: &mut Vec<u8>) {
        json::value(out, &enum_value(*self));
    }
}

impl Written for Trend {
    fn write(&self, _: &[Asked<'_>], out: &mut Vec<u8>) {
        json::value(out, &enum_value(*self));
    }
}

written!(Line:
    "council" => council, "chosen" => chosen, "neighbourOf" => neighbour_of, "points" => points, "latest" => latest,
    "change" => change, "verdict" => verdict, "trend" => trend
);

/// Those that are to be shown.
pub fn only<T>(all: Vec<T>, shown: &[bool]) -> Vec<T> {
    all.into_iter().zip(shown).filter(|(_, shown)| **shown).map(|(one, _)| one).collect()
}

/// The figures of one council at the times of a series, as far as they are to be shown.
pub fn line(periods: &[Period], mut given: Vec<Point>, polarity: Option<&str>, shown: &[bool]) -> Line {
    let points: Vec<Point> = periods
        .iter()
        .map(|period| match given.iter().position(|point| same(&point.period, period)) {
            Some(place) => given.swap_remove(place),
            None => Point::none(period.clone()),
        })
        .collect();
    let latest = points.iter().rev().find(|p| p.status.is_some() && p.period.end.is_some());
    let latest = latest.or_else(|| points.iter().rev().find(|p| p.status.is_some())).cloned();
    let before = latest.as_ref().and_then(|l| points.iter().find(|p| year_before(&p.period, &l.period)));
    let by = latest.as_ref().zip(before).and_then(|(later, earlier)| change(earlier, later));
    Line {
        council: None,
        chosen: false,
        neighbour_of: vec![],
        trend: trend(&points),
        latest,
        change: by.map(|n| Decimal(n.to_string())),
        verdict: by.and_then(|n| verdict(n, polarity)),
        points: Many(only(points, shown)),
    }
}

fn trend(points: &[Point]) -> Option<Trend> {
    let told: Vec<&Point> = points.iter().filter(|p| p.status.is_some() && p.period.end.is_some()).collect();
    let last = told.len().checked_sub(TREND).and_then(|at| told.get(at..))?;
    if last.iter().any(|p| p.period.kind.0 != last[0].period.kind.0) {
        return None;
    }
    let values: Vec<Number> = last.iter().map(|p| p.exact).collect::<Option<_>>()?;
    let steps = || values.windows(2).map(|pair| pair[0].cmp(&pair[1]));
    Some(match () {
        () if steps().all(|step| step.is_lt()) => Trend::Rising,
        () if steps().all(|step| step.is_gt()) => Trend::Falling,
        () if steps().all(|step| step.is_eq()) => Trend::Level,
        () => Trend::Mixed,
    })
}
