//! `Indicator.series`: one indicator for several councils, aligned by time, with England and the median beside them. Read
//! for many indicators at once.

use std::collections::HashMap;

use async_graphql::{
    Context, ID, Object, Result, SimpleObject,
    dataloader::{DataLoader, Loader},
};
use chrono::{Months, NaiveDate};
use futures_util::future::try_join3;
use rust_decimal::{Decimal as Number, prelude::ToPrimitive};
use uuid::Uuid;

use super::{
    super::{
        comparison::{Council, CouncilBy, Councils, ProgrammeBy},
        typed::{Answer, begin, failed, refused, text},
    },
    group::{Choice, Member, keys, members},
    line::{Line, line, only},
    number,
    point::{self, ENGLAND, Held, Period, Point, order, same, select},
};
use crate::{
    error::{Code, Refusal},
    graph::{
        cell::Sort,
        database,
        roots::Session,
        scalar::{Date, Decimal},
        special::Extra,
        sql::Bind,
        written::Many,
    },
};

/// Months before the first day asked for that are read too, so that changes and trends do not end at it.
const BEFORE: u32 = 37;

/// One indicator for several councils, aligned by time.
#[derive(Clone, SimpleObject)]
#[graphql(name = "IndicatorSeries")]
pub struct Series {
    /// The times for which anything was published for these councils or England, earliest first. Every line has one point
    /// for each, in this order.
    periods: Vec<Period>,
    /// The councils that have figures: those that the arguments name, by name; then neighbours, the
    /// nearest first.
    lines: Many<Line>,
    /// Councils of the group for which nothing was published by itself: a gap in the data, which says nothing about them.
    without_figures: Vec<Without>,
    /// England; null where nothing was published for it.
    england: Option<Line>,
    /// For each time the median of all councils of the series that have a value: those chosen and their neighbours together,
    /// without England.
    median: Vec<Median>,
}

/// A council without figures of its own in a series.
#[derive(Clone, SimpleObject)]
#[graphql(name = "CouncilWithoutFigures")]
pub struct Without {
    /// The council.
    council: Council,
    /// Groups with which it is counted as one in some figures: those stand at the group, see `Area.observations`.
    groups: Vec<AreaGroup>,
}

/// An area that stands for several councils together.
#[derive(Clone, SimpleObject)]
#[graphql(name = "SeriesAreaGroup")]
pub struct AreaGroup {
    /// Id of the record of type Area.
    id: ID,
    /// Its name.
    name: String,
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
        #[graphql(
            desc = "Slug of the model of neighbours; null means the newest version of the only one that we hold."
        )]
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
        Self { periods: vec![], lines: Many(vec![]), without_figures: vec![], england: None, median: vec![] }
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
            let span = Span::new(from.as_deref(), to.as_deref())?;
            let group = members(&self.0, &choice).await?;
            let read = read(&self.0, &group, &indicators, &span).await;
            let (held, polarities, groups) = read.map_err(|e| failed(&self.0, e))?;
            let mut of: HashMap<Uuid, Vec<Held>> = HashMap::with_capacity(indicators.len());
            for held in held {
                of.entry(held.indicator).or_default().push(held);
            }
            for indicator in indicators {
                let own = of.remove(&indicator).unwrap_or_default();
                let polarity = polarities.get(&indicator).map(String::as_str);
                let series = assemble(&group, &groups, own, polarity, &span);
                found.insert((indicator, choice.clone(), from.clone(), to.clone()), series);
            }
        }
        Ok(found)
    }
}

/// The days between which times end.
struct Span {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

impl Span {
    fn new(from: Option<&str>, to: Option<&str>) -> Answer<Self> {
        let day = |text: Option<&str>| text.and_then(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok());
        let span = Self { from: day(from), to: day(to) };
        if span.from.zip(span.to).is_some_and(|(from, to)| from > to) {
            return Err(refused(Refusal::new(Code::BadInput, "`from` is later than `to`: no time ends between them.")));
        }
        Ok(span)
    }

    fn holds(&self, period: &Period) -> bool {
        let known = |edge: Option<NaiveDate>, fits: fn(&NaiveDate, &NaiveDate) -> bool| {
            edge.is_none_or(|edge| period.end.is_some_and(|end| fits(&end, &edge)))
        };
        known(self.from, |end, edge| end >= edge) && known(self.to, |end, edge| end <= edge)
    }
}

type Read = (Vec<Held>, HashMap<Uuid, String>, HashMap<Uuid, Vec<AreaGroup>>);

async fn read(session: &Session, group: &[Member], indicators: &[Uuid], span: &Span) -> Result<Read, database::Error> {
    let mut sql = select(session);
    sql.any_uuid("o.indicator_id", indicators.to_vec()).push(" AND (");
    sql.any_uuid("o.council_id", keys(group)).push(" OR ").push(ENGLAND).push(")");
    if let Some(from) = span.from.and_then(|from| from.checked_sub_months(Months::new(BEFORE))) {
        sql.push(" AND o.ends_on >= ").bind(Bind::Date(from));
    }
    if let Some(to) = span.to {
        sql.push(" AND o.ends_on <= ").bind(Bind::Date(to));
    }
    try_join3(point::read(session, sql, true), polarities(session, indicators), groups(session, group)).await
}

/// The groups with which councils are counted as one in some figures.
async fn groups(session: &Session, group: &[Member]) -> Result<HashMap<Uuid, Vec<AreaGroup>>, database::Error> {
    let mut sql = begin(&session.db);
    sql.push(", l.to_id, a.id, a.name FROM link l JOIN area a ON a.id = l.from_id WHERE l.role = 'INCLUDES' AND ");
    sql.any_uuid("l.to_id", keys(group)).push(" ORDER BY a.name, a.id");
    let rows = session.db.rows(sql, &[Sort::Uuid, Sort::Uuid, Sort::Text]).await?;
    let mut found: HashMap<Uuid, Vec<AreaGroup>> = HashMap::new();
    for row in 0..rows.len() {
        if let (Some(council), Some(id), Some(name)) =
            (rows.cell(row, 0).uuid(), rows.cell(row, 1).uuid(), text(rows.cell(row, 2)))
        {
            found.entry(council).or_default().push(AreaGroup { id: written(id), name });
        }
    }
    Ok(found)
}

/// Which way is better, of those indicators whose publisher says so.
pub async fn polarities(session: &Session, indicators: &[Uuid]) -> Result<HashMap<Uuid, String>, database::Error> {
    let mut sql = begin(&session.db);
    sql.push(", id, polarity FROM indicator WHERE ").any_uuid("id", indicators.to_vec());
    let rows = session.db.rows(sql, &[Sort::Uuid, Sort::Text]).await?;
    Ok((0..rows.len()).filter_map(|row| Some((rows.cell(row, 0).uuid()?, text(rows.cell(row, 1))?))).collect())
}

fn assemble(
    group: &[Member],
    groups: &HashMap<Uuid, Vec<AreaGroup>>,
    held: Vec<Held>,
    polarity: Option<&str>,
    span: &Span,
) -> Series {
    let mut periods: Vec<Period> = Vec::new();
    for h in &held {
        if !periods.iter().any(|p| same(p, &h.point.period)) {
            periods.push(h.point.period.clone());
        }
    }
    // What has no known end comes first, as it would sort as the lowest.
    periods.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut of: HashMap<Option<Uuid>, Vec<Point>> = HashMap::new();
    for h in held {
        of.entry(h.council).or_default().push(h.point);
    }
    let shown: Vec<bool> = periods.iter().map(|period| span.holds(period)).collect();
    let mut of = |council: Option<Uuid>| {
        let line = line(&periods, of.remove(&council)?, polarity, &shown);
        line.points.0.iter().any(|point| point.status.is_some()).then_some(line)
    };
    let mut series = Series::empty();
    for member in group {
        let council = member.council.clone();
        match of(Some(council.key)) {
            Some(line) => {
                let neighbour_of = member.neighbour_of.clone();
                series.lines.0.push(Line { council: Some(council), chosen: member.chosen, neighbour_of, ..line });
            }
            None => {
                let groups = groups.get(&council.key).cloned().unwrap_or_default();
                series.without_figures.push(Without { council, groups });
            }
        }
    }
    series.england = of(None);
    series.periods = only(periods, &shown);
    series.median = series.periods.iter().enumerate().map(|(i, period)| median(period, i, &series.lines.0)).collect();
    series
}

fn median(period: &Period, i: usize, lines: &[Line]) -> Median {
    let values: Vec<Number> = lines.iter().filter_map(|line| line.points.0.get(i)?.exact).collect();
    let count = values.len();
    let middle = number::median(values);
    let number = middle.and_then(|n| n.to_f64());
    Median { period: period.clone(), value: middle.map(|n| Decimal(n.normalize().to_string())), number, count }
}

/// The id of a council as the contract writes it.
pub fn written(id: Uuid) -> ID {
    ID(id.to_string())
}
