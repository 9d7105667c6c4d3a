//! `/compare`: two to four councils in a programme, or strategies, side by side. The address holds all of it.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use super::compare_strategies;
use crate::address::Given;
use crate::ask::{Query, Trouble, ask};
use crate::comparison::Comparison;
use crate::csv::Table;
use crate::frame::{self, Frame};
use crate::part::{Count, List, Named};
use crate::words as filters;

const COUNCILS: Query = Query(include_str!("../../queries/compare.graphql"));
const CHOICE: Query = Query(include_str!("../../queries/comparable.graphql"));

/// How many are put side by side at most.
pub const MOST: usize = 4;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    programme: Option<Programme>,
    compare_programmes: Comparison,
}

#[derive(Debug, Deserialize)]
struct Programme {
    slug: String,
    name: String,
    implementations: List<Version>,
}

#[derive(Debug, Deserialize)]
struct Version {
    council: Option<Named>,
}

#[derive(Debug, Deserialize)]
pub struct Choice {
    programmes: List<National>,
    pub strategies: List<Strategy>,
}

#[derive(Debug, Deserialize)]
struct National {
    slug: String,
    name: String,
    implementations: Count,
}

#[derive(Debug, Deserialize)]
pub struct Strategy {
    pub slug: String,
    pub title: String,
    pub council: Option<Named>,
    elements: Count,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct Page {
    frame: Frame,
    programme: Programme,
    comparison: Comparison,
    /// Councils that can be chosen, and whether they are.
    choices: Vec<(Named, bool)>,
    enough: bool,
}

#[derive(Template)]
#[template(path = "comparable.html")]
struct Chooser {
    frame: Frame,
    choice: Choice,
    chosen: Vec<String>,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    let given = Given::of(&request);
    let strategies = given.many("strategies", MOST + 1);
    let councils = given.many("councils", MOST + 1);
    if strategies.len() > MOST || councils.len() > MOST {
        return frame::wrong(&request, "Two to four can be put side by side, not more.");
    }
    match given.one("programme") {
        Some(programme) => side_by_side(&request, &asking, programme, councils).await,
        None if strategies.len() >= 2 => compare_strategies::page(&request, &asking, strategies).await,
        None => choose(&request, &asking, strategies).await,
    }
}

/// Names as a sentence lists them.
fn listed(names: &[&str]) -> String {
    match names {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

async fn choose(request: &HttpRequest, asking: &Asking, chosen: Vec<String>) -> HttpResponse {
    let asked = ask(asking, CHOICE, Map::new()).await;
    let choice = match asked.data::<Choice>() {
        Ok(choice) => choice,
        Err(trouble) => return frame::trouble(request, trouble),
    };
    let description = "Two to four councils or strategies, with what differs between them marked.";
    let frame = Frame::new(request, "Side by side", description).structured(
        asking,
        "WebPage",
        json!({ "name": "Side by side" }),
    );
    let national =
        choice.programmes.nodes.iter().map(|held| vec!["programme".into(), held.slug.clone(), held.name.clone()]);
    let strategies =
        choice.strategies.nodes.iter().map(|held| vec!["strategy".into(), held.slug.clone(), held.title.clone()]);
    let table = Table { columns: vec!["type", "slug", "name"], rows: national.chain(strategies).collect() };
    frame::send(request, &asked, frame, Some(table), |frame| Chooser { frame, choice, chosen })
}

async fn side_by_side(request: &HttpRequest, asking: &Asking, programme: &str, councils: Vec<String>) -> HttpResponse {
    let variables =
        Map::from_iter([("programme".to_string(), json!(programme)), ("councils".to_string(), json!(councils))]);
    let asked = ask(asking, COUNCILS, variables).await;
    let data = match asked.data::<Data>() {
        Ok(data) => data,
        Err(trouble) => return frame::trouble(request, trouble),
    };
    let Some(programme) = data.programme else { return frame::trouble(request, Trouble::Nothing) };
    let comparison = data.compare_programmes;
    let names: Vec<&str> = comparison.columns.iter().map(|column| column.council.name.as_str()).collect();
    let title = if names.is_empty() { format!("Side by side: {}", programme.name) } else { listed(&names) };
    let description = format!("Side by side in the {}: {}.", programme.name, names.join(", "));
    let crumbs =
        [("Programmes", "/programmes".into()), (programme.name.as_str(), format!("/programmes/{}", programme.slug))];
    let frame = Frame::new(request, title, description).below(&crumbs).structured(
        asking,
        "Dataset",
        json!({ "name": format!("{} in councils side by side", programme.name) }),
    );
    let mut choices: Vec<(Named, bool)> = Vec::new();
    for council in programme.implementations.nodes.iter().filter_map(|version| version.council.as_ref()) {
        if !choices.iter().any(|(held, _)| held.slug == council.slug) {
            choices.push((council.clone(), councils.contains(&council.slug)));
        }
    }
    choices.sort_by(|one, other| one.0.name.cmp(&other.0.name));
    let enough = comparison.columns.len() >= 2;
    let table = comparison.table();
    frame::send(request, &asked, frame, Some(table), |frame| Page { frame, programme, comparison, choices, enough })
}
