//! `Indicator.series`: one indicator for several councils, aligned by time, with England and the median beside them. Read
//! for many indicators at once.

use std::collections::HashMap;

use async_graphql::{
    Context, Enum, ID, Object, Result, SimpleObject,
    dataloader::{DataLoader, Loader},
};
use rust_decimal::{Decimal as Number, prelude::ToPrimitive};
use uuid::Uuid;

use super::{
    super::{
        comparison::{Council, CouncilBy, Councils, ProgrammeBy},
        typed::{failed, text},
    },
    group::{Choice, Member, Nearness, keys, members},
    number,
    point::{self, ENGLAND, Held, Period, Point, change, select, verdict, year_before},
};
use crate::graph::{
    cell::Sort,
    database,
    roots::Session,
    scalar::{Date, Decimal},
    special::Extra,
    sql::Bind,
};

/// Figures that a trend needs at least, and those that it looks at.
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

/// One indicator for several councils, aligned by time.
#[derive(Clone, SimpleObject)]
#[graphql(name = "IndicatorSeries")]
pub struct Series {
    /// The times for which anything was published for these councils or England, earliest first. Every line has one point
    /// for each, in this order.
    periods: Vec<Period>,
    /// The councils that have figures: those that the arguments name, by name; then neighbours, the
    /// nearest first.
    lines: Vec<Line>,
    /// Councils of the group for which nothing was published: a gap in the data, which says nothing about them.
    without_figures: Vec<Council>,
    /// England; null where nothing was published for it.
    england: Option<Line>,
    /// For each time the median of the councils that have a value, neighbours included, England not.
    median: Vec<Median>,
}

/// One council, or England, in a series.
#[derive(Clone, SimpleObject)]
#[graphql(name = "SeriesLine")]
pub struct Line {
    /// The council; null for England.
    council: Option<Council>,
    /// Whether the arguments name it; false for what is there as a neighbour, and for England.
    chosen: bool,
    /// Whose neighbour it is within the group.
    neighbour_of: Vec<Nearness>,
    /// One for each time, in the order of `periods`.
    points: Vec<Point>,
    /// The last for which anything was published: its status may well say that there is no value.
    latest: Option<Point>,
    /// The latest value less that of the same time a year before; null where either is missing.
    change: Option<Decimal>,
    /// Whether that is for the better; null where there is no change to tell, and for indicators that are neutral or whose
    /// publisher does not say which way is better.
    verdict: Option<Verdict>,
    /// Where the last three values go; null where one of the last three times has none.
    trend: Option<Trend>,
}

/// The median of a group at one time.
#[derive(Clone, SimpleObject)]
#[graphql(name = "SeriesMedian")]
pub struct Median {
    /// The time.
    period: Period,
    /// The middle value, or the mean of the two in the middle; null where no council has one.
    value: Option<Decimal>,
    /// The same as a binary number.
    number: Option<f64>,
    /// How many councils have a value.
    count: usize,
}

/// The hand-written fields of an indicator.
pub struct Figures(Uuid);

impl Extra for Figures {
    fn of(id: Uuid) -> Self {
        Self(id)
    }
}

#[Object]
impl Figures {
    /// Its figures for several councils, aligned by time, with England and the median of the group: at most 100 councils,
    /// chosen by exactly one of `councils`, `region`, `comparatorsOf` and `programme`.
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn series(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Councils that pass this filter.")] councils: Option<Councils>,
        #[graphql(desc = "Slug of an area: councils that govern it, or lie in it, and have any figures.")]
        region: Option<String>,
        #[graphql(desc = "A council, with its neighbours by a model of those who resemble it.")] comparators_of: Option<
            CouncilBy,
        >,
        #[graphql(desc = "A programme: the councils that carry it out, or the one that owns it.")] programme: Option<
            ProgrammeBy,
        >,
        #[graphql(desc = "Slug of the model of neighbours; null means the one with the newest version.")]
        comparator_set: Option<String>,
        #[graphql(
            desc = "How many of the nearest neighbours of each council chosen are added: 0 to 20; null means 10 with \
                    `comparatorsOf`, else none."
        )]
        neighbours: Option<i32>,
        #[graphql(desc = "Only times that end on this day or later.")] from: Option<Date>,
        #[graphql(desc = "Only times that end on this day or earlier.")] to: Option<Date>,
    ) -> Result<Series> {
        let choice = Choice::new(councils, region, comparators_of, programme, comparator_set, neighbours);
        let lines = ctx.data_unchecked::<DataLoader<Lines>>();
        let key = (self.0, choice, from.map(|d| d.0), to.map(|d| d.0));
        Ok(lines.load_one(key).await?.unwrap_or_else(Series::empty))
    }
}

impl Series {
    fn empty() -> Self {
        Self { periods: vec![], lines: vec![], without_figures: vec![], england: None, median: vec![] }
    }
}

type Key = (Uuid, Choice, Option<String>, Option<String>);

/// Reads series of many indicators at once.
pub struct Lines(pub Session);

impl Loader<Key> for Lines {
    type Value = Series;
    type Error = async_graphql::Error;

    async fn load(&self, keys: &[Key]) -> Result<HashMap<Key, Series>, async_graphql::Error> {
        let mut choices: HashMap<(Choice, Option<String>, Option<String>), Vec<Uuid>> = HashMap::new();
        for (indicator, choice, from, to) in keys.iter().cloned() {
            choices.entry((choice, from, to)).or_default().push(indicator);
        }
        let mut found = HashMap::with_capacity(keys.len());
        for ((choice, from, to), indicators) in choices {
            let group = members(&self.0, &choice).await?;
            let read = read(&self.0, &group, &indicators, (from.as_deref(), to.as_deref())).await;
            let (mut held, polarities) = read.map_err(|e| failed(&self.0, e))?;
            for indicator in indicators {
                let (own, rest) = held.into_iter().partition(|h| h.indicator == indicator);
                held = rest;
                let polarity = polarities.get(&indicator).map(String::as_str);
                found.insert((indicator, choice.clone(), from.clone(), to.clone()), assemble(&group, own, polarity));
            }
        }
        Ok(found)
    }
}

async fn read(
    session: &Session,
    group: &[Member],
    indicators: &[Uuid],
    (from, to): (Option<&str>, Option<&str>),
) -> Result<(Vec<Held>, HashMap<Uuid, String>), database::Error> {
    let day = |text: &str| chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let mut sql = select(session);
    sql.any_uuid("o.indicator_id", indicators.to_vec()).push(" AND (");
    sql.any_uuid("o.council_id", keys(group)).push(" OR ").push(ENGLAND).push(")");
    for (edge, test) in [(from, " AND o.ends_on >= "), (to, " AND o.ends_on <= ")] {
        if let Some(day) = edge.and_then(day) {
            sql.push(test).bind(Bind::Date(day));
        }
    }
    Ok((point::read(session, sql).await?, polarities(session, indicators).await?))
}

/// Which way is better, of those indicators whose publisher says so.
pub async fn polarities(session: &Session, indicators: &[Uuid]) -> Result<HashMap<Uuid, String>, database::Error> {
    let mut sql = super::super::typed::begin(&session.db);
    sql.push(", id, polarity FROM indicator WHERE ").any_uuid("id", indicators.to_vec());
    let rows = session.db.rows(sql, &[Sort::Uuid, Sort::Text]).await?;
    Ok((0..rows.len()).filter_map(|row| Some((rows.cell(row, 0).uuid()?, text(rows.cell(row, 1))?))).collect())
}

fn assemble(group: &[Member], held: Vec<Held>, polarity: Option<&str>) -> Series {
    let mut periods: Vec<Period> = Vec::new();
    for h in &held {
        if !periods.iter().any(|p| same(p, &h.point.period)) {
            periods.push(h.point.period.clone());
        }
    }
    // What has no known end comes first, as it would sort as the lowest.
    periods.sort_by(|a, b| (a.end, &a.kind.0, &a.label).cmp(&(b.end, &b.kind.0, &b.label)));
    let mut of: HashMap<Option<Uuid>, Vec<Point>> = HashMap::new();
    for h in held {
        of.entry(h.council).or_default().push(h.point);
    }
    let mut series = Series::empty();
    for member in group {
        match of.remove(&Some(member.council.key)) {
            Some(points) => {
                let line = line(&periods, points, polarity);
                let (council, neighbour_of) = (Some(member.council.clone()), member.neighbour_of.clone());
                series.lines.push(Line { council, chosen: member.chosen, neighbour_of, ..line });
            }
            None => series.without_figures.push(member.council.clone()),
        }
    }
    series.england = of.remove(&None).map(|points| line(&periods, points, polarity));
    series.median = periods.iter().enumerate().map(|(i, period)| median(period, i, &series.lines)).collect();
    series.periods = periods;
    series
}

/// Whether two times are one: the same days, however each is labelled.
fn same(a: &Period, b: &Period) -> bool {
    a.id == b.id || (a.end.is_some() && a.end == b.end && a.kind.0 == b.kind.0 && start(a) == start(b))
}

fn start(period: &Period) -> Option<&str> {
    period.starts_on.as_ref().map(|day| day.0.as_str())
}

fn line(periods: &[Period], mut given: Vec<Point>, polarity: Option<&str>) -> Line {
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
        points,
    }
}

fn trend(points: &[Point]) -> Option<Trend> {
    let last = points.len().checked_sub(TREND).and_then(|at| points.get(at..))?;
    let values: Vec<Number> = last.iter().map(|p| p.exact).collect::<Option<_>>()?;
    let steps = || values.windows(2).map(|pair| pair[0].cmp(&pair[1]));
    Some(match () {
        () if steps().all(|step| step.is_lt()) => Trend::Rising,
        () if steps().all(|step| step.is_gt()) => Trend::Falling,
        () if steps().all(|step| step.is_eq()) => Trend::Level,
        () => Trend::Mixed,
    })
}

fn median(period: &Period, i: usize, lines: &[Line]) -> Median {
    let values: Vec<Number> = lines.iter().filter_map(|line| line.points.get(i)?.exact).collect();
    let count = values.len();
    let middle = number::median(values);
    let number = middle.and_then(|n| n.to_f64());
    Median { period: period.clone(), value: middle.map(|n| Decimal(n.normalize().to_string())), number, count }
}

/// The id of a council as the contract writes it.
pub fn written(id: Uuid) -> ID {
    ID(id.to_string())
}
