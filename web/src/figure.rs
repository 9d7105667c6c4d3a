//! Indicators over time, as small multiples show them.

use serde::Deserialize;

use crate::part::{Named, web_address};
use crate::spark;
use crate::words::{UNKNOWN, phrase};

/// Councils of which figures are drawn on one page.
const DRAWN: usize = 40;
/// Councils that the schema compares at a time, neighbours and all.
const COMPARED: usize = 100;
/// Neighbours of each council that count in the middle line.
const NEIGHBOURS: usize = 5;

/// Whether the figures of so many councils are drawn.
pub fn are_drawn(councils: usize) -> bool {
    councils <= DRAWN
}

/// How many neighbours of each of so many councils can be in the middle line.
pub fn neighbours(councils: usize) -> usize {
    (COMPARED / councils.max(1)).saturating_sub(1).min(NEIGHBOURS)
}

#[derive(Debug, Deserialize)]
pub struct Indicator {
    pub title: String,
    pub unit: Option<String>,
    pub decimals: Option<usize>,
    pub polarity: Option<String>,
    /// None where it was not asked for.
    pub series: Option<Series>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Series {
    pub periods: Vec<Period>,
    pub lines: Vec<Line>,
    pub england: Option<Line>,
    pub median: Vec<Median>,
    pub without_figures: Vec<Without>,
}

/// The middle of the councils and of those most like them.
#[derive(Debug, Deserialize)]
pub struct Median {
    pub number: Option<f64>,
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
    pub chosen: bool,
    pub points: Vec<Point>,
    pub latest: Option<Latest>,
    pub change: Option<String>,
    pub trend: Option<String>,
    pub verdict: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Point {
    pub number: Option<f64>,
    pub status: Option<String>,
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

impl Point {
    /// The figure with its decimals; else why there is none.
    fn told(&self, decimals: Option<usize>) -> String {
        match (self.number, decimals) {
            (Some(number), Some(decimals)) => format!("{number:.decimals$}"),
            (Some(number), None) => number.to_string(),
            (None, _) => self.status.as_deref().map_or_else(|| UNKNOWN.into(), |word| phrase(word).to_lowercase()),
        }
    }
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
    /// Labels of all times.
    pub times: Vec<String>,
    pub england: Option<Spark>,
    /// The line of the median of the councils and of those most like them; empty where it is nobody's but their own.
    pub median: String,
    /// The councils.
    pub lines: Vec<Spark>,
    /// Those most like the council, where there is only one.
    pub others: Vec<Spark>,
    /// Between which figures these lie, at the latest time of the council.
    pub between: Option<(String, String)>,
    /// How many councils most like them are in the median.
    pub neighbours: usize,
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
    /// A figure for each time, or why there is none.
    pub values: Vec<String>,
    pub latest: String,
    pub at: String,
    /// Change on the year before, with a verdict where the publisher allows one.
    pub change: String,
    /// Where the last three figures go; empty where they cannot tell.
    pub going: String,
}

impl Indicator {
    /// The indicator as it is drawn, its lines on one scale; none without figures.
    pub fn drawn(&self) -> Option<Multiple> {
        let series = self.series.as_ref()?;
        let numbers = |line: &Line| line.points.iter().map(|point| point.number).collect::<Vec<_>>();
        let (chosen, near): (Vec<&Line>, Vec<&Line>) = series.lines.iter().partition(|line| line.chosen);
        let neighbours = near.len();
        let others = if chosen.len() == 1 { near } else { Vec::new() };
        let middle: Vec<Option<f64>> = match neighbours {
            0 => Vec::new(),
            _ if !others.is_empty() => Vec::new(),
            _ => series.median.iter().map(|median| median.number).collect(),
        };
        let drawn = chosen.iter().copied().chain(&series.england).chain(others.iter().copied());
        let mut all: Vec<Vec<Option<f64>>> = drawn.map(numbers).collect();
        all.push(middle.clone());
        let range = spark::range(all.iter().map(Vec::as_slice)).unwrap_or((0.0, 1.0));
        let draw = |line: &Line| Spark {
            name: line.council.as_ref().map_or_else(|| "England".into(), |council| council.name.clone()),
            path: line.council.as_ref().map(|council| format!("/councils/{}", council.slug)),
            line: spark::path(&numbers(line), range),
            values: line.points.iter().map(|point| point.told(self.decimals)).collect(),
            latest: line.latest.as_ref().and_then(|latest| latest.value.clone()).unwrap_or_else(|| UNKNOWN.into()),
            at: line.latest.as_ref().map(|latest| latest.period.label.clone()).unwrap_or_default(),
            change: changed(line),
            going: going(line),
        };
        let (direction, class) = match self.polarity.as_deref() {
            Some("HIGHER_IS_BETTER") => ("higher is better", "judged"),
            Some("LOWER_IS_BETTER") => ("lower is better", "judged"),
            _ => ("neither high nor low is good in itself", "neutral"),
        };
        let periods = &series.periods;
        let span = periods.first().zip(periods.last()).map(|(from, to)| (from.label.clone(), to.label.clone()));
        let cited = series.england.iter().chain(&series.lines).find_map(|line| line.latest.as_ref());
        let source =
            cited.and_then(|latest| latest.source_title.clone().map(|title| (title, latest.source_url.clone())));
        Some(Multiple {
            title: self.title.clone(),
            unit: self.unit.clone().unwrap_or_else(|| "unit not known".into()),
            direction,
            class,
            span,
            times: periods.iter().map(|period| period.label.clone()).collect(),
            england: series.england.as_ref().map(draw),
            median: spark::path(&middle, range),
            lines: chosen.iter().copied().map(draw).collect(),
            between: chosen.first().and_then(|own| between(own, &others)),
            others: others.into_iter().map(draw).collect(),
            neighbours,
            without: series.without_figures.iter().map(|without| without.council.clone()).collect(),
            source,
        })
    }
}

/// The lowest and the highest figure of some councils at the latest time of another.
fn between(own: &Line, others: &[&Line]) -> Option<(String, String)> {
    let at = &own.latest.as_ref()?.period.label;
    let latest = others.iter().filter_map(|line| line.latest.as_ref()).filter(|latest| latest.period.label == *at);
    let values = latest.filter_map(|latest| Some((latest.value.as_ref()?.parse::<f64>().ok()?, latest.value.clone()?)));
    let mut values: Vec<(f64, String)> = values.collect();
    values.sort_by(|one, other| one.0.total_cmp(&other.0));
    Some((values.first()?.1.clone(), values.last()?.1.clone()))
}

/// The change with its sign, and a verdict where the publisher allows one.
fn changed(line: &Line) -> String {
    let Some(change) = &line.change else { return "change not known".into() };
    let size = change.trim_start_matches('-');
    let sign = match (change.starts_with('-'), size.parse::<f64>() == Ok(0.0)) {
        (_, true) => "",
        (true, false) => "−",
        (false, false) => "+",
    };
    let verdict = line.verdict.as_deref().map(|word| format!(", {}", phrase(word).to_lowercase()));
    format!("{sign}{size} in a year{}", verdict.unwrap_or_default())
}

/// Where the last three figures go; empty where they cannot tell.
fn going(line: &Line) -> String {
    match line.trend.as_deref() {
        Some("MIXED") => "last three up and down".into(),
        Some(word) => format!("last three {}", phrase(word).to_lowercase()),
        None => String::new(),
    }
}

/// Indicators of which there are figures of a council, drawn.
pub fn with_figures(indicators: &[Indicator]) -> Vec<Multiple> {
    let drawn = indicators.iter().filter_map(Indicator::drawn);
    drawn.filter(|multiple| !multiple.lines.is_empty()).collect()
}

/// Councils without figures, if they are the same for all.
pub fn without(multiples: &[Multiple]) -> Option<Vec<Named>> {
    let (first, rest) = multiples.split_first()?;
    let slugs = |multiple: &Multiple| multiple.without.iter().map(|council| council.slug.clone()).collect::<Vec<_>>();
    let of_first = slugs(first);
    (!of_first.is_empty() && rest.iter().all(|other| slugs(other) == of_first)).then(|| first.without.clone())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Indicator, neighbours, without};

    fn line(slug: Option<&str>, chosen: bool, values: &[Option<f64>], change: &str) -> Value {
        let latest = values.last().copied().flatten().map(|value| value.to_string());
        json!({
            "council": slug.map(|slug| json!({ "slug": slug, "name": slug })),
            "chosen": chosen,
            "points": values.iter().map(|value| json!({ "number": value, "status": "SUPPRESSED" })).collect::<Vec<_>>(),
            "latest": { "value": latest, "period": { "label": "2025" }, "sourceTitle": "Table", "sourceUrl": null },
            "change": change, "trend": "MIXED", "verdict": null,
        })
    }

    fn indicator(lines: &[Value]) -> Indicator {
        let given = json!({
            "title": "Plans", "unit": "%", "decimals": 1, "polarity": "NEUTRAL",
            "series": {
                "periods": [{ "label": "2024" }, { "label": "2025" }],
                "lines": lines,
                "england": line(None, false, &[Some(4.0), Some(5.0)], "1"),
                "median": [{ "number": 3.0 }, { "number": 4.0 }],
                "withoutFigures": [{ "council": { "slug": "upham", "name": "Upham" } }],
            },
        });
        let Ok(indicator) = serde_json::from_value(given) else { panic!("an indicator") };
        indicator
    }

    #[test]
    fn one_council_stands_among_its_neighbours() {
        let near = [line(Some("b"), false, &[None, Some(9.0)], "0"), line(Some("c"), false, &[None, Some(2.5)], "0")];
        let own = line(Some("a"), true, &[None, Some(3.0)], "-2.5");
        let Some(drawn) = indicator(&[own, near[0].clone(), near[1].clone()]).drawn() else { panic!("drawn") };
        assert_eq!((drawn.lines.len(), drawn.others.len(), drawn.median.as_str()), (1, 2, ""));
        assert_eq!(drawn.between, Some(("2.5".into(), "9".into())));
        let own = &drawn.lines[0];
        assert_eq!(own.values, ["suppressed", "3.0"]);
        assert_eq!((own.change.as_str(), own.going.as_str()), ("−2.5 in a year", "last three up and down"));
        assert_eq!(drawn.others[0].change, "0 in a year");
    }

    #[test]
    fn several_councils_stand_beside_the_middle() {
        let lines = ["a", "b"].map(|slug| line(Some(slug), true, &[Some(1.0), Some(2.0)], "1"));
        let near = line(Some("c"), false, &[Some(1.0), Some(2.0)], "1");
        let Some(drawn) = indicator(&[lines[0].clone(), lines[1].clone(), near]).drawn() else { panic!("drawn") };
        assert_eq!((drawn.lines.len(), drawn.others.len(), drawn.neighbours), (2, 0, 1));
        assert!(!drawn.median.is_empty() && drawn.class == "neutral");
        assert_eq!(without(&[drawn]).map(|councils| councils.len()), Some(1));
    }

    #[test]
    fn no_more_councils_are_asked_for_than_are_compared() {
        for councils in 1..=100 {
            assert!(councils * (1 + neighbours(councils)) <= 100, "{councils}");
        }
        assert_eq!((neighbours(3), neighbours(18), neighbours(40)), (5, 4, 1));
    }
}
