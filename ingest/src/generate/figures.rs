//! Made-up figures: indicators, a figure of each for every council, for England and for every year, and which councils
//! are most like each other.

use std::iter;

use chrono::NaiveDate;
use entities::{area, comparator, comparator_set, dataset, indicator, observation, release, time_period};
use uuid::Uuid;

use super::words::{mixed, pick};
use super::{Plan, made, seed, sourced};
use crate::record::Record;

/// Years that there are figures for.
const YEARS: std::ops::RangeInclusive<u16> = 2016..=2025;
/// Neighbours of each council, where there are as many other councils.
const NEIGHBOURS: u32 = 10;
const SLUG: &str = "synthetic-figures";
const UNITS: &[&str] = &["%", "Rate per 10,000", "Number", "Days"];
/// Of this many figures, one is held by each of the statuses below, and the others are final.
const STATUSES: u64 = 20;
/// Statuses without a value, and the mark that stands instead of it.
const WITHOUT: &[(&str, &str)] =
    &[("SUPPRESSED", "c"), ("NOT_AVAILABLE", ":"), ("NOT_APPLICABLE", "z"), ("ROUNDS_TO_ZERO", "low")];
/// Statuses other than final that come with a value.
const WITH: &[&str] = &["PROVISIONAL", "REVISED"];

/// The number of records of a plan that [`of`] gives.
pub fn count(plan: Plan) -> u64 {
    if plan.indicators == 0 {
        return 0;
    }
    let [councils, indicators, neighbours] = [plan.councils, plan.indicators, neighbours(plan)].map(u64::from);
    let years = YEARS.count() as u64;
    4 + years + councils * neighbours + indicators * (1 + years * (councils + 1))
}

/// Dataset, release, times, England, a model of neighbours and its ranks, then the indicators, each with its figures;
/// nothing without indicators. The councils must have come before.
pub fn of(plan: Plan) -> impl Iterator<Item = Record> {
    let indicators = (0..plan.indicators).flat_map(move |n| {
        let places = iter::once(None).chain((0..plan.councils).map(Some));
        let figures = places.flat_map(move |place| YEARS.map(move |year| observation_of(n, place, year)));
        iter::once(indicator_of(n)).chain(figures)
    });
    let ranks =
        (0..plan.councils).flat_map(move |c| (1..=neighbours(plan)).map(move |rank| comparator_of(plan, c, rank)));
    let all = publication(plan).into_iter().chain(YEARS.map(period_of)).chain(ranks).chain(indicators);
    all.take(if plan.indicators > 0 { usize::MAX } else { 0 })
}

/// Neighbours that each council has.
fn neighbours(plan: Plan) -> u32 {
    NEIGHBOURS.min(plan.councils.saturating_sub(1))
}

fn publication(plan: Plan) -> [Record; 4] {
    let rows = u64::from(plan.indicators) * (u64::from(plan.councils) + 1) * YEARS.count() as u64;
    [
        sourced(Record::new(&dataset::TABLE, made("dataset", &[])), 0)
            .with("slug", SLUG)
            .with("title", "Synthetic figures")
            .with("publisher", "Synthetic publisher"),
        sourced(Record::new(&release::TABLE, made("release", &[])), 0)
            .with("dataset_id", made("dataset", &[]))
            .with("title", "Synthetic release")
            .with("published_on", "2026-01-15")
            .with("row_count", i32::try_from(rows).ok()),
        sourced(Record::new(&area::TABLE, england()), 0)
            .with("slug", "synthetic-england")
            .with("name", "Synthetic England")
            .with("kind", "NATION")
            .with("gss_code", "E92000001"),
        sourced(Record::new(&comparator_set::TABLE, made("comparator_set", &[])), 0)
            .with("slug", "synthetic-neighbours")
            .with("name", "Synthetic neighbours")
            .with("version", "2025"),
    ]
}

fn england() -> Uuid {
    made("area", &[])
}

fn period_of(year: u16) -> Record {
    sourced(Record::new(&time_period::TABLE, made("time_period", &[year.into()])), seed(&[year.into()]))
        .with("kind", "CALENDAR_YEAR")
        .with("starts_on", NaiveDate::from_ymd_opt(year.into(), 1, 1))
        .with("ends_on", last_day(year))
        .with("label", format!("Synthetic {year}"))
}

fn last_day(year: u16) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.into(), 12, 31)
}

/// The councils that come after one are its neighbours, the next one the nearest; after the last comes the first.
fn comparator_of(plan: Plan, c: u32, rank: u32) -> Record {
    let peer = (u64::from(c) + u64::from(rank)) % u64::from(plan.councils);
    sourced(Record::new(&comparator::TABLE, made("comparator", &[c, rank])), seed(&[c, rank]))
        .with("comparator_set_id", made("comparator_set", &[]))
        .with("council_id", made("council", &[c]))
        .with("peer_id", made("council", &[peer as u32]))
        .with("rank", rank.cast_signed())
        .with("closeness", if rank <= NEIGHBOURS / 2 { "Synthetic: close" } else { "Synthetic: somewhat close" })
}

fn indicator_of(n: u32) -> Record {
    let polarity = indicator::POLARITY.words.get(n as usize % (indicator::POLARITY.words.len() + 1));
    sourced(Record::new(&indicator::TABLE, made("indicator", &[n])), seed(&[n]))
        .with("slug", format!("{SLUG}/{}", n + 1))
        .with("code", (n + 1).to_string())
        .with("title", format!("Synthetic indicator {}", n + 1))
        .with("unit", *pick(UNITS, seed(&[n])))
        .with("decimals", decimals(n).cast_signed())
        .with("polarity", polarity.map(|polarity| polarity.word))
        .with("dataset_id", made("dataset", &[]))
}

/// Digits behind the point.
fn decimals(n: u32) -> u32 {
    n % 3
}

/// The figure of an indicator for a council, or for England, and a year.
fn observation_of(n: u32, place: Option<u32>, year: u16) -> Record {
    let place_number = place.map_or(0, |c| c.wrapping_add(1));
    let numbers = [n, place_number, year.into()];
    let seed = seed(&numbers);
    let at = (seed % STATUSES) as usize;
    let mark = WITHOUT.get(at);
    let status = mark.map_or_else(|| WITH.get(at - WITHOUT.len()).copied().unwrap_or("FINAL"), |(status, _)| status);
    sourced(Record::new(&observation::TABLE, made("observation", &numbers)), seed)
        .with("indicator_id", made("indicator", &[n]))
        .with("council_id", place.map(|c| made("council", &[c])))
        .with("area_id", place.is_none().then(england))
        .with("time_period_id", made("time_period", &[year.into()]))
        .with("ends_on", last_day(year))
        .with("value", mark.is_none().then(|| value(mixed(seed) % 1_000_000, decimals(n))))
        .with("status", status)
        .with("as_written", mark.map(|(_, mark)| *mark))
        .with("release_id", made("release", &[]))
}

/// A number of so many digits behind the point, which `scaled` counts in its last one.
fn value(scaled: u64, decimals: u32) -> String {
    let (one, width) = (10_u64.pow(decimals), decimals as usize);
    if width == 0 { scaled.to_string() } else { format!("{}.{:0width$}", scaled / one, scaled % one) }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use sea_orm::Value;

    use super::*;

    const PLAN: Plan = Plan { councils: 12, boards: 0, meetings: 0, items: 0, indicators: 5 };

    fn all(table: &str) -> Vec<Record> {
        of(PLAN).filter(|record| record.table.name == table).collect()
    }

    fn cell<'a>(record: &'a Record, column: &str) -> &'a Value {
        let place = record.table.columns.iter().position(|c| c.name == column).expect("the column");
        &record.cells[place]
    }

    #[test]
    fn values_keep_their_digits() {
        assert_eq!([value(7, 0), value(7, 1), value(105, 2)], ["7", "0.7", "1.05"]);
        assert!((0..200).all(|n| entities::decimal::is_valid(&value(n * 37, n as u32 % 3))));
    }

    #[test]
    fn each_indicator_has_one_figure_for_each_place_and_year() {
        let all = all("observation");
        let keys: HashSet<String> = all
            .iter()
            .map(|o| {
                ["indicator_id", "council_id", "area_id", "ends_on"].map(|c| format!("{:?}", cell(o, c))).join(" ")
            })
            .collect();
        assert_eq!((all.len(), keys.len()), (5 * 13 * 10, 5 * 13 * 10));
        for o in &all {
            let (Value::String(value), Value::String(Some(status))) = (cell(o, "value"), cell(o, "status")) else {
                panic!("{o:?}")
            };
            assert_eq!(value.is_none(), WITHOUT.iter().any(|(without, _)| without == status), "{o:?}");
        }
        let statuses: HashSet<String> = all.iter().map(|o| format!("{:?}", cell(o, "status"))).collect();
        assert_eq!(statuses.len(), WITHOUT.len() + WITH.len() + 1, "{statuses:?}");
    }

    #[test]
    fn each_council_has_ten_other_councils_as_neighbours() {
        let mut peers: HashMap<String, HashSet<String>> = HashMap::new();
        for rank in all("comparator") {
            let [of, peer] = ["council_id", "peer_id"].map(|column| format!("{:?}", cell(&rank, column)));
            assert_ne!(of, peer);
            peers.entry(of).or_default().insert(peer);
        }
        assert_eq!(peers.len(), 12);
        assert!(peers.values().all(|peers| peers.len() == 10), "{peers:?}");
    }

    #[test]
    fn polarity_takes_every_word_and_none() {
        let polarities: HashSet<String> =
            all("indicator").iter().map(|i| format!("{:?}", cell(i, "polarity"))).collect();
        assert_eq!(polarities.len(), 4, "{polarities:?}");
    }
}
