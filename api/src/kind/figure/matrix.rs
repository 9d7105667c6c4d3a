//! `compareIndicators`: many indicators for several councils, each with its latest figure.

use std::collections::HashMap;

use async_graphql::{Context, ID, SimpleObject};
use rust_decimal::Decimal as Number;
use uuid::Uuid;

use super::{
    super::typed::{Answer, begin, failed, given, refused, text, write_filter},
    group::{Choice, Member, keys, members},
    line::Verdict,
    point::{self, ENGLAND, Held, Point, Polarity, change, order, verdict, year_before},
};
use crate::{
    error::{Code, Refusal},
    graph::{
        cell::{Cell, Sort},
        database,
        roots::Session,
        scalar::Decimal,
        sql::Bind,
        written::{Many, written},
    },
};

/// Indicators that one comparison may have.
const INDICATORS: usize = 500;

given!(
    /// The same small filter language as everywhere, for indicators.
    Indicators, "IndicatorFilter"
);

/// Many indicators for several councils.
#[derive(SimpleObject)]
#[graphql(name = "IndicatorComparison")]
pub struct Comparison {
    /// The councils: those that the arguments name, by name; then neighbours, the nearest first.
    columns: Vec<Member>,
    /// The indicators, by title.
    rows: Many<Row>,
}

/// One indicator for every council.
#[derive(SimpleObject)]
#[graphql(name = "IndicatorComparisonRow")]
struct Row {
    /// The indicator.
    indicator: ComparedIndicator,
    /// One cell for each council, in the order of `columns`.
    cells: Vec<Filled>,
    /// England; null where nothing was published for it.
    england: Option<Filled>,
}

/// An indicator of a comparison.
#[derive(Clone, SimpleObject)]
#[graphql(name = "ComparedIndicator")]
struct ComparedIndicator {
    /// Id of the record; `node` and `nodes` give the whole of it.
    id: ID,
    /// Path-safe name, unique.
    slug: String,
    /// What is measured.
    title: String,
    /// What the values are counted in; null when not stated.
    unit: Option<String>,
    /// Digits behind the point with which the publisher shows it; null when not stated.
    decimals: Option<i32>,
    /// Which way is better; null when the publisher does not say.
    polarity: Option<Polarity>,
    #[graphql(skip)]
    key: Uuid,
}

/// One indicator for one council.
#[derive(Clone, Default, SimpleObject)]
#[graphql(name = "IndicatorComparisonCell")]
struct Filled {
    /// Id of the council; null for England.
    council_id: Option<ID>,
    /// The last, of times whose days are known, for which anything was published: its status may well say that there is no
    /// value. Null where nothing was.
    latest: Option<Point>,
    /// The latest value less that of the same time a year before; null where either is missing.
    change: Option<Decimal>,
    /// Whether that is for the better; null where there is no change to tell, or polarity does not say.
    verdict: Option<Verdict>,
}

written!(Row: "indicator" => indicator, "cells" => cells, "england" => england);

written!(ComparedIndicator:
    "id" => id, "slug" => slug, "title" => title, "unit" => unit, "decimals" => decimals, "polarity" => polarity
);

written!(Filled: "councilId" => council_id, "latest" => latest, "change" => change, "verdict" => verdict);

pub async fn compare(ctx: &Context<'_>, choice: &Choice, indicators: Option<&Indicators>) -> Answer<Comparison> {
    let session = ctx.data_unchecked::<Session>();
    let columns = members(session, choice).await?;
    let indicators = chosen(session, indicators).await?;
    let ids = indicators.iter().map(|i| i.key).collect();
    let held = latest(session, ids, keys(&columns), Wanted::by(ctx)).await.map_err(|e| failed(session, e))?;
    let mut of: HashMap<(Uuid, Option<Uuid>), Vec<Point>> = HashMap::with_capacity(held.len());
    for h in held {
        of.entry((h.indicator, h.council)).or_default().push(h.point);
    }
    let rows = indicators.into_iter().map(|indicator| {
        let polarity = indicator.polarity.as_ref().map(|p| p.0.clone());
        let mut cell = |council: Option<Uuid>| {
            let points = of.remove(&(indicator.key, council));
            Filled {
                council_id: council.map(super::series::written),
                ..filled(points.unwrap_or_default(), polarity.as_deref())
            }
        };
        let cells = columns.iter().map(|member| cell(Some(member.council.key))).collect();
        let england = Some(cell(None)).filter(|cell| cell.latest.is_some());
        Row { indicator, cells, england }
    });
    let rows = Many(rows.collect());
    Ok(Comparison { columns, rows })
}

/// What of a figure the query asks for, so that nothing else is read.
#[derive(Clone, Copy)]
struct Wanted {
    change: bool,
    sources: bool,
}

impl Wanted {
    fn by(ctx: &Context<'_>) -> Self {
        let rows = ctx.look_ahead().field("rows");
        let cells = [rows.field("cells"), rows.field("england")];
        let any = |fields: &[&str], of: &dyn Fn(&str) -> bool| fields.iter().any(|field| of(field));
        Self {
            change: any(&["change", "verdict"], &|field| cells.iter().any(|cell| cell.field(field).exists())),
            sources: any(&["sourceTitle", "sourceUrl", "locator"], &|field| {
                cells.iter().any(|cell| cell.field("latest").field(field).exists())
            }),
        }
    }
}

async fn chosen(session: &Session, filter: Option<&Indicators>) -> Answer<Vec<ComparedIndicator>> {
    let mut sql = begin(&session.db);
    sql.push(", t0.id, t0.slug, t0.title, t0.unit, t0.decimals, t0.polarity FROM indicator t0 WHERE t0.state = 'CURRENT' AND ");
    match filter {
        Some(Indicators(filter)) => write_filter(&mut sql, session, "indicator", "t0", filter)?,
        None => {
            sql.push("1 = 1");
        }
    }
    sql.push(" ORDER BY t0.title, t0.id LIMIT ").bind(Bind::Big(INDICATORS as i64 + 1));
    let sorts = [Sort::Uuid, Sort::Text, Sort::Text, Sort::Text, Sort::Int, Sort::Text];
    let rows = session.db.rows(sql, &sorts).await.map_err(|e| failed(session, e))?;
    if rows.len() > INDICATORS {
        let mut refusal = Refusal::beyond(Code::BadInput, "Indicators compared", rows.len() as u64, INDICATORS as u64);
        refusal.message.push_str(" Choose fewer with `indicators`.");
        return Err(refused(refusal));
    }
    let one = |row: usize| {
        let key = rows.cell(row, 0).uuid()?;
        Some(ComparedIndicator {
            id: super::series::written(key),
            slug: text(rows.cell(row, 1))?,
            title: text(rows.cell(row, 2))?,
            unit: text(rows.cell(row, 3)),
            decimals: if let Cell::Int(n) = rows.cell(row, 4) { Some(n) } else { None },
            polarity: text(rows.cell(row, 5)).map(Polarity),
            key,
        })
    };
    Ok((0..rows.len()).filter_map(one).collect())
}

/// The latest figures of each indicator for each council and for England and, if a change is wanted, those of the 13 months
/// before: found by the end of the index, whatever the number of years.
async fn latest(
    session: &Session,
    indicators: Vec<Uuid>,
    councils: Vec<Uuid>,
    wanted: Wanted,
) -> Result<Vec<Held>, database::Error> {
    let mut sql = begin(&session.db);
    let postgres = sql.is_postgres();
    // The same either way: but only one of the databases knows LATERAL, and only the other one looks up by a list that
    // depends on the row.
    let (columns, open, close) = match postgres {
        true => (
            "x.indicator_id, x.council_id, x.id, x.value, x.status, x.as_written, x.provenance_id, x.time_period_id",
            " CROSS JOIN LATERAL (",
            ") o",
        ),
        false => ("x.id", " JOIN observation o ON o.id IN (", ")"),
    };
    let last = |kind: &str, column: &str| {
        let own = |x: &str| format!("{x}.{column} = p.id AND {x}.indicator_id = i.id AND {x}.state = 'CURRENT'");
        if postgres && !wanted.change {
            return format!(
                "(SELECT {columns} FROM observation x WHERE p.k = '{kind}' AND {} AND x.ends_on IS NOT NULL ORDER BY \
                 x.ends_on DESC FETCH FIRST ROW WITH TIES)",
                own("x")
            );
        }
        let newest = format!("(SELECT max(y.ends_on) FROM observation y WHERE {})", own("y"));
        let since = match postgres {
            _ if !wanted.change => newest,
            true => format!("CAST({newest} - INTERVAL '13 months' AS date)"),
            false => format!("date({newest}, '-13 months')"),
        };
        let select = format!(
            "SELECT {columns} FROM observation x WHERE p.k = '{kind}' AND {} AND x.ends_on >= {since}",
            own("x")
        );
        // PostgreSQL would else read all years of all councils first: so it looks at one indicator of one place at a time.
        if postgres { format!("({select} OFFSET 0)") } else { select }
    };
    sql.push(point::COLUMNS).push(" FROM indicator i CROSS JOIN (SELECT id, 'c' k FROM council WHERE ");
    sql.any_uuid("id", councils).push(" UNION ALL SELECT id, 'a' k FROM area o WHERE ");
    sql.push(&ENGLAND.replace("o.area_id", "o.id")).push(") p").push(open);
    sql.push(&last("c", "council_id")).push(" UNION ALL ").push(&last("a", "area_id")).push(close);
    sql.push(" JOIN time_period t ON t.id = o.time_period_id WHERE ").any_uuid("i.id", indicators);
    point::read(session, sql, wanted.sources).await
}

fn filled(mut points: Vec<Point>, polarity: Option<&str>) -> Filled {
    points.sort_by(|a, b| order(&a.period).cmp(&order(&b.period)));
    let Some(latest) = points.pop() else { return Filled::default() };
    let before = points.iter().find(|before| year_before(&before.period, &latest.period));
    let by: Option<Number> = before.and_then(|before| change(before, &latest));
    Filled {
        council_id: None,
        latest: Some(latest),
        change: by.map(|n| Decimal(n.to_string())),
        verdict: by.and_then(|n| verdict(n, polarity)),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            group::Nearness,
            line::Line,
            point::{Period, Point},
        },
        ComparedIndicator, Filled, Row,
    };
    use crate::graph::written::holds;

    #[test]
    fn every_field_of_the_schema_is_written() {
        holds(&[
            ("Figure", Point::FIELDS),
            ("FigurePeriod", Period::FIELDS),
            ("ComparedIndicator", ComparedIndicator::FIELDS),
            ("IndicatorComparisonRow", Row::FIELDS),
            ("IndicatorComparisonCell", Filled::FIELDS),
            ("SeriesLine", Line::FIELDS),
            ("GroupNearness", Nearness::FIELDS),
        ]);
    }
}
