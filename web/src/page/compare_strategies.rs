//! `/compare?strategies=…`: strategies side by side, topic by topic.

use actix_web::{HttpRequest, HttpResponse};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use crate::ask::{Query, ask};
use crate::comparison::Evidence;
use crate::csv::Table;
use crate::frame::{self, Frame};
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/compare-strategies.graphql"));

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    compare_strategies: Comparison,
}

#[derive(Debug, Deserialize)]
struct Comparison {
    strategies: Vec<Strategy>,
    rows: Vec<Row>,
}

#[derive(Debug, Deserialize)]
struct Strategy {
    title: String,
    council: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Row {
    label: Option<String>,
    cells: Vec<Cell>,
}

#[derive(Debug, Deserialize)]
struct Cell {
    state: String,
    elements: Vec<Element>,
}

#[derive(Debug, Deserialize)]
struct Element {
    kind: String,
    number: Option<String>,
    evidence: Evidence,
}

/// Elements of a cell that are seen at once; the others are folded.
const SEEN: usize = 6;

impl Cell {
    fn first(&self) -> usize {
        // One alone is not worth folding.
        if self.elements.len() > SEEN + 1 { SEEN } else { self.elements.len() }
    }
}

impl Row {
    /// Whether some have something here and others have not, as far as is known.
    fn differs(&self) -> bool {
        self.label.is_some() && self.cells.iter().any(|cell| cell.elements.is_empty())
    }
}

#[derive(Template)]
#[template(path = "compare_strategies.html")]
struct Page {
    frame: Frame,
    comparison: Comparison,
    /// Slugs, in the order of the columns.
    slugs: Vec<String>,
    /// The source that most elements of each column were read in.
    mains: Vec<Option<Read>>,
}

/// A source by its title, with its address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Read {
    title: String,
    url: Option<String>,
}

impl Comparison {
    /// The source that most elements of a column were read in; of equals the first.
    fn main(&self, column: usize) -> Option<Read> {
        let cells = self.rows.iter().filter_map(|row| row.cells.get(column));
        let mut counts: Vec<(Read, usize)> = Vec::new();
        for read in cells.flat_map(|cell| &cell.elements).filter_map(Element::read) {
            match counts.iter_mut().find(|held| held.0 == read) {
                Some(held) => held.1 += 1,
                None => counts.push((read, 1)),
            }
        }
        counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(read, _)| read)
    }
}

impl Element {
    fn read(&self) -> Option<Read> {
        let Evidence { source_title, source_url, .. } = &self.evidence;
        source_title.clone().map(|title| Read { title, url: source_url.clone() })
    }

    /// Whether it was read in the source that is told above its column.
    fn is_of(&self, main: &Option<Read>) -> bool {
        main.is_some() && self.read() == *main
    }
}

pub async fn page(request: &HttpRequest, asking: &Asking, slugs: Vec<String>) -> HttpResponse {
    let by: Vec<_> = slugs.iter().map(|slug| json!({ "slug": slug })).collect();
    let asked = ask(asking, QUERY, Map::from_iter([("strategies".to_string(), json!(by))])).await;
    let comparison = match asked.data::<Data>() {
        Ok(data) => data.compare_strategies,
        Err(trouble) => return frame::trouble(request, trouble),
    };
    let names: Vec<&str> = comparison.strategies.iter().map(|strategy| strategy.title.as_str()).collect();
    let description = format!("Side by side, topic by topic: {}.", names.join(", "));
    let frame = Frame::new(request, "Strategies side by side", description)
        .below(&[("Side by side", "/compare".into())])
        .structured(asking, "Dataset", json!({ "name": names.join(" and ") }));
    let mut rows = Vec::new();
    for row in &comparison.rows {
        for (cell, slug) in row.cells.iter().zip(&slugs) {
            for element in &cell.elements {
                let label = element.evidence.label.clone().unwrap_or_default();
                rows.push(vec![
                    row.label.clone().unwrap_or_default(),
                    slug.clone(),
                    cell.state.clone(),
                    element.kind.clone(),
                    label,
                ]);
            }
        }
    }
    let table = Table { columns: vec!["topic", "strategy", "state", "kind", "text"], rows };
    let mains = (0..comparison.strategies.len()).map(|column| comparison.main(column)).collect();
    frame::send(request, &asked, frame, Some(table), |frame| Page { frame, comparison, slugs, mains })
}
