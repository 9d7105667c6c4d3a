//! One figure with its time, its status and its source, as a series or a matrix shows it.

use std::collections::HashMap;

use async_graphql::{ID, SimpleObject};
use chrono::{Datelike, Months, NaiveDate};
use rust_decimal::{Decimal as Number, prelude::ToPrimitive};
use uuid::Uuid;

use super::{
    super::{
        comparison::{Cited, cited},
        typed::{begin, text, word},
    },
    number,
};
use crate::graph::{
    cell::{Cell, Sort},
    database,
    roots::Session,
    row::Rows,
    scalar::{Date, Decimal, Url},
    sql::Sql,
    written::written,
};

word!(
    /// A word of a list that the descriptions register.
    Status, entities::observation::STATUS
);
word!(
    /// A word of a list that the descriptions register.
    PeriodKind, entities::time_period::KIND
);
word!(
    /// A word of a list that the descriptions register.
    Revision, entities::time_period::REVISION
);
word!(
    /// A word of a list that the descriptions register.
    Polarity, entities::indicator::POLARITY
);

/// The time that a figure is for.
#[derive(Clone, SimpleObject)]
#[graphql(name = "FigurePeriod")]
pub struct Period {
    /// Id of the record of type TimePeriod.
    pub id: ID,
    /// As printed.
    pub label: String,
    /// What sort of time it is.
    pub kind: PeriodKind,
    /// First day; null when not known.
    pub starts_on: Option<Date>,
    /// Last day; null when not known.
    pub ends_on: Option<Date>,
    /// How settled its figures are; null when its label does not say.
    pub revision: Option<Revision>,
    #[graphql(skip)]
    pub start: Option<NaiveDate>,
    #[graphql(skip)]
    pub end: Option<NaiveDate>,
}

/// One figure, or the word on why there is none.
#[derive(Clone, SimpleObject)]
#[graphql(name = "Figure")]
pub struct Point {
    /// Id of the observation; null where nothing at all was published for this time.
    pub observation_id: Option<ID>,
    /// The time.
    pub period: Period,
    /// The figure, digit by digit; null when there is none: the status says why.
    pub value: Option<Decimal>,
    /// The same as a binary number, for charts: as near as such numbers come.
    pub number: Option<f64>,
    /// What is known of it; null where nothing at all was published for this time.
    pub status: Option<Status>,
    /// What stands in the file, where that is not the value itself.
    pub as_written: Option<String>,
    /// Title of the source; null where nothing was published.
    pub source_title: Option<String>,
    /// Address of the source; null when it has none.
    pub source_url: Option<Url>,
    /// The place in it; null for the whole.
    pub locator: Option<String>,
    #[graphql(skip)]
    pub exact: Option<Number>,
}

written!(Period:
    "id" => id, "label" => label, "kind" => kind, "startsOn" => starts_on, "endsOn" => ends_on, "revision" => revision
);

written!(Point:
    "observationId" => observation_id, "period" => period, "value" => value, "number" => number, "status" => status,
    "asWritten" => as_written, "sourceTitle" => source_title, "sourceUrl" => source_url, "locator" => locator
);

impl Point {
    /// That nothing was published for a time.
    pub fn none(period: Period) -> Self {
        Self {
            observation_id: None,
            period,
            value: None,
            number: None,
            status: None,
            as_written: None,
            source_title: None,
            source_url: None,
            locator: None,
            exact: None,
        }
    }
}

/// An observation as it was read.
pub struct Held {
    pub indicator: Uuid,
    /// None for England.
    pub council: Option<Uuid>,
    pub point: Point,
    set: Option<Uuid>,
}

/// The columns of [`read`], behind `SELECT` and its ordinal: `o` is the observation, `t` its time.
pub const COLUMNS: &str = ", o.indicator_id, o.council_id, o.id, o.value, o.status, o.as_written, o.provenance_id, t.id, \
                           t.label, t.kind, t.starts_on, t.ends_on, t.revision";

/// Observations and, if they are wanted, their best sources: one statement or two.
pub async fn read(session: &Session, sql: Sql, sources: bool) -> Result<Vec<Held>, database::Error> {
    let sorts = [
        Sort::Uuid,
        Sort::Uuid,
        Sort::Uuid,
        Sort::Text,
        Sort::Text,
        Sort::Text,
        Sort::Uuid,
        Sort::Uuid,
        Sort::Text,
        Sort::Text,
        Sort::Date,
        Sort::Date,
        Sort::Text,
    ];
    let rows = session.db.rows(sql, &sorts).await?;
    let mut held: Vec<Held> = (0..rows.len()).filter_map(|row| one(&rows, row)).collect();
    if !sources {
        return Ok(held);
    }
    let mut sets: Vec<Uuid> = held.iter().filter_map(|h| h.set).collect();
    sets.sort_unstable();
    sets.dedup();
    let cited: HashMap<Uuid, Cited> = cited(session, sets).await?;
    for held in &mut held {
        if let Some(best) = held.set.and_then(|set| cited.get(&set)) {
            held.point.source_title = best.title.clone();
            held.point.source_url = best.url.clone().map(Url);
            held.point.locator = best.locator.clone();
        }
    }
    Ok(held)
}

fn one(rows: &Rows, row: usize) -> Option<Held> {
    let day = |cell| if let Cell::Date(day) = rows.cell(row, cell) { Some(day) } else { None };
    let (start, end) = (day(10), day(11));
    let period = Period {
        id: ID(rows.cell(row, 7).uuid()?.to_string()),
        label: text(rows.cell(row, 8))?,
        kind: PeriodKind(text(rows.cell(row, 9))?),
        starts_on: start.map(|day| Date(day.to_string())),
        ends_on: end.map(|day| Date(day.to_string())),
        revision: text(rows.cell(row, 12)).map(Revision),
        start,
        end,
    };
    let value = text(rows.cell(row, 3));
    let exact = value.as_deref().and_then(number::of);
    let point = Point {
        observation_id: Some(ID(rows.cell(row, 2).uuid()?.to_string())),
        period,
        number: exact.and_then(|n| n.to_f64()),
        value: value.map(Decimal),
        status: Some(Status(text(rows.cell(row, 4))?)),
        as_written: text(rows.cell(row, 5)),
        source_title: None,
        source_url: None,
        locator: None,
        exact,
    };
    let set = rows.cell(row, 6).uuid();
    Some(Held { indicator: rows.cell(row, 0).uuid()?, council: rows.cell(row, 1).uuid(), point, set })
}

/// The condition that an observation is one for England.
pub const ENGLAND: &str = "o.area_id IN (SELECT id FROM area WHERE gss_code = 'E92000001')";

/// A statement that reads observations, up to and with `WHERE`.
pub fn select(session: &Session) -> Sql {
    let mut sql = begin(&session.db);
    sql.push(COLUMNS)
        .push(" FROM observation o JOIN time_period t ON t.id = o.time_period_id WHERE o.state = 'CURRENT' AND ");
    sql
}

/// Whether two times are one: the same days of the same kind, however each is labelled.
pub fn same(a: &Period, b: &Period) -> bool {
    a.id == b.id || (a.kind.0 == b.kind.0 && a.end.is_some() && a.end == b.end && a.start == b.start)
}

/// Whether a time is the same one a year before another.
pub fn year_before(earlier: &Period, later: &Period) -> bool {
    let back = |from: Option<NaiveDate>, to: Option<NaiveDate>| match (from, to) {
        (Some(from), Some(to)) => is_year_before(to, from),
        (from, to) => from == to,
    };
    earlier.kind.0 == later.kind.0
        && earlier.end.is_some()
        && back(later.end, earlier.end)
        && back(later.start, earlier.start)
}

/// The same day a year before; the last day of February is the same day in every year.
fn is_year_before(earlier: NaiveDate, later: NaiveDate) -> bool {
    let last = |day: NaiveDate| day.month() == 2 && day.succ_opt().is_some_and(|next| next.month() == 3);
    later.checked_sub_months(Months::new(12)) == Some(earlier)
        || (last(earlier) && last(later) && earlier.year() + 1 == later.year())
}

/// What comes later, of two times with known ends; of those that end on one day by kind and label, so that it is always the
/// same one.
pub fn order(period: &Period) -> (Option<NaiveDate>, &str, &str) {
    (period.end, &period.kind.0, &period.label)
}

/// The change from one figure to the next, where both are there.
pub fn change(earlier: &Point, later: &Point) -> Option<Number> {
    later.exact?.checked_sub(earlier.exact?)
}

/// Whether a change is for the better; none where it is none, or where polarity does not tell.
pub fn verdict(change: Number, polarity: Option<&str>) -> Option<super::line::Verdict> {
    use super::line::Verdict::{Better, Same, Worse};
    match polarity {
        _ if !matches!(polarity, Some("HIGHER_IS_BETTER" | "LOWER_IS_BETTER")) => None,
        _ if change.is_zero() => Some(Same),
        Some("HIGHER_IS_BETTER") => Some(if change.is_sign_positive() { Better } else { Worse }),
        _ => Some(if change.is_sign_negative() { Better } else { Worse }),
    }
}

#[cfg(test)]
mod tests {
    use super::{NaiveDate, is_year_before};

    #[test]
    fn a_year_before() {
        let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap_or_default();
        for (earlier, later, is) in [
            ("2024-03-31", "2025-03-31", true),
            ("2024-02-29", "2025-02-28", true),
            ("2023-02-28", "2024-02-29", true),
            ("2023-02-28", "2024-02-28", true),
            ("2024-12-31", "2025-03-31", false),
            ("2023-03-31", "2025-03-31", false),
        ] {
            assert_eq!(is_year_before(day(earlier), day(later)), is, "{earlier} {later}");
        }
    }
}
