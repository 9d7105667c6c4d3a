//! Indicators over time, as small multiples show them.

use serde::Deserialize;

use crate::part::{Named, web_address};
use crate::spark;
use crate::words::{UNKNOWN, phrase};

#[derive(Debug, Deserialize)]
pub struct Indicator {
    pub title: String,
    pub unit: Option<String>,
    pub polarity: Option<String>,
    pub series: Series,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Series {
    pub periods: Vec<Period>,
    pub lines: Vec<Line>,
    pub england: Option<Line>,
    pub without_figures: Vec<Without>,
}

#[derive(Debug, Deserialize)]
pub struct Period {
    pub label: String,
}

#[derive(Debug, Deserialize)]
pub struct Without {
    pub council: Named,
}

#[derive(Debug, Deserialize)]
pub struct Line {
    pub council: Option<Named>,
    pub points: Vec<Point>,
    pub latest: Option<Latest>,
    pub change: Option<String>,
    pub trend: Option<String>,
    pub verdict: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Point {
    pub number: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Latest {
    pub value: Option<String>,
    pub period: Period,
    pub source_title: Option<String>,
    #[serde(deserialize_with = "web_address")]
    pub source_url: Option<String>,
}

/// One indicator as it is drawn.
#[derive(Clone, Debug)]
pub struct Multiple {
    pub title: String,
    pub unit: String,
    /// What its publisher calls good, in words.
    pub direction: &'static str,
    /// `neutral` where a change is neither good nor bad.
    pub class: &'static str,
    /// First and last time.
    pub span: Option<(String, String)>,
    pub england: Option<Spark>,
    pub lines: Vec<Spark>,
    /// Councils without any figure.
    pub without: Vec<Named>,
    pub source: Option<(String, Option<String>)>,
}

#[derive(Clone, Debug)]
pub struct Spark {
    pub name: String,
    /// The council's page; none for England.
    pub path: Option<String>,
    pub line: String,
    pub latest: String,
    pub at: String,
    /// Change on the year before, with a verdict where the publisher allows one.
    pub change: String,
}

impl Indicator {
    /// The indicator as it is drawn, its lines on one scale.
    pub fn drawn(&self) -> Multiple {
        let numbers = |line: &Line| line.points.iter().map(|point| point.number).collect::<Vec<_>>();
        let all: Vec<Vec<Option<f64>>> = self.series.lines.iter().chain(&self.series.england).map(numbers).collect();
        let range = spark::range(all.iter().map(Vec::as_slice)).unwrap_or((0.0, 1.0));
        let draw = |line: &Line| Spark {
            name: line.council.as_ref().map_or_else(|| "England".into(), |council| council.name.clone()),
            path: line.council.as_ref().map(|council| format!("/councils/{}", council.slug)),
            line: spark::path(&numbers(line), range),
            latest: line.latest.as_ref().and_then(|latest| latest.value.clone()).unwrap_or_else(|| UNKNOWN.into()),
            at: line.latest.as_ref().map(|latest| latest.period.label.clone()).unwrap_or_default(),
            change: said(line),
        };
        let (direction, class) = match self.polarity.as_deref() {
            Some("HIGHER_IS_BETTER") => ("higher is better", "judged"),
            Some("LOWER_IS_BETTER") => ("lower is better", "judged"),
            _ => ("neither high nor low is good in itself", "neutral"),
        };
        let periods = &self.series.periods;
        let span = periods.first().zip(periods.last()).map(|(from, to)| (from.label.clone(), to.label.clone()));
        let cited = self.series.england.iter().chain(&self.series.lines).find_map(|line| line.latest.as_ref());
        let source =
            cited.and_then(|latest| latest.source_title.clone().map(|title| (title, latest.source_url.clone())));
        Multiple {
            title: self.title.clone(),
            unit: self.unit.clone().unwrap_or_else(|| "unit not known".into()),
            direction,
            class,
            span,
            england: self.series.england.as_ref().map(draw),
            lines: self.series.lines.iter().map(draw).collect(),
            without: self.series.without_figures.iter().map(|without| without.council.clone()).collect(),
            source,
        }
    }
}

fn said(line: &Line) -> String {
    let Some(change) = &line.change else { return UNKNOWN.into() };
    let sign = if change.starts_with('-') || change.parse::<f64>() == Ok(0.0) { "" } else { "+" };
    let verdict = line.verdict.as_deref().map(|word| format!(", {}", phrase(word).to_lowercase()));
    let trend = line.trend.as_deref().map(|word| format!("; {} over three times", phrase(word).to_lowercase()));
    format!("{sign}{change}{}{}", verdict.unwrap_or_default(), trend.unwrap_or_default())
}
