//! `/search`: hits with what they are counted by, all of it in the address; without words, what can be looked for.

use std::collections::{BTreeSet, HashMap};

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use super::search_hit::Hit;
use super::search_narrow::{Facet, Wanted};
use crate::address::{self, Given};
use crate::ask::{Asked, Query, Trouble, ask};
use crate::csv::Table;
use crate::frame::{self, Frame};
use crate::part::{self, List, Name, Named, PageInfo};
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/search.graphql"));
const COUNCILS: Query = Query(include_str!("../../queries/search-councils.graphql"));
const START: Query = Query(include_str!("../../queries/search-start.graphql"));

#[derive(Debug, Deserialize)]
struct Data {
    search: Found,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    total_count: u64,
    loosened: bool,
    did_you_mean: Option<String>,
    page_info: PageInfo,
    nodes: Vec<Hit>,
    facets: Facets,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Facets {
    types: Vec<TypeCount>,
    councils: Vec<Count>,
    years: Vec<Count>,
    topics: Vec<Count>,
    board_kinds: Vec<Count>,
}

#[derive(Debug, Deserialize)]
struct TypeCount {
    #[serde(rename = "type")]
    kind: String,
    count: u64,
}

#[derive(Debug, Deserialize)]
struct Count {
    value: String,
    label: String,
    count: u64,
}

#[derive(Debug, Deserialize)]
struct Councils {
    councils: List<Named>,
}

#[derive(Debug, Deserialize)]
struct Start {
    councils: part::Count,
    programmes: part::Count,
    strategies: part::Count,
    boards: part::Count,
    meetings: part::Count,
    everybody: part::Count,
    issues: part::Count,
    people: List<Name>,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Page<'t> {
    frame: Frame,
    found: Found,
    wanted: Wanted<'t>,
    names: HashMap<String, String>,
    /// What is chosen, in words, and the address without it.
    chosen: Vec<(String, String)>,
    facets: Vec<Facet>,
    first: Option<String>,
    next: Option<String>,
    meant: Option<String>,
}

impl Page<'_> {
    fn council<'n>(&'n self, slug: &'n str) -> &'n str {
        self.names.get(slug).map_or(slug, String::as_str)
    }
}

/// The page without words, or without an index.
#[derive(Template)]
#[template(path = "search_start.html")]
struct Empty {
    frame: Frame,
    /// Why nothing can be found; empty where it can.
    said: &'static str,
    /// Words to look for, and their address.
    examples: Vec<(String, String)>,
    /// What is held: its name, how many, and the address of its list.
    held: Vec<(&'static str, u64, &'static str)>,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    let given = Given::of(&request);
    let wanted = Wanted::of(&given);
    let title = if wanted.words.is_empty() { "Search".to_string() } else { format!("Search: {}", wanted.words) };
    let mut frame = Frame::new(&request, title, "Search names and texts of councils' records.").structured(
        &asking,
        "SearchResultsPage",
        json!({ "name": "Search" }),
    );
    frame.searched = wanted.words.into();
    if wanted.words.is_empty() {
        return empty(&request, &asking, frame, "").await;
    }
    if let Some(said) = wanted.wrong() {
        return frame::wrong(&request, &said);
    }
    let asked = ask(&asking, QUERY, wanted.variables(given.one("after"))).await;
    if is_without_index(&asked) {
        let said =
            "Search is not available here at the moment: this server has no search index, or is still making it.";
        return empty(&request, &asking, frame, said).await;
    }
    let found = match asked.data::<Data>() {
        Ok(data) => data.search,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let names = match names(&asking, &found, &wanted).await {
        Ok(names) => names,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let counts = &found.facets;
    let facets = vec![
        wanted.types(counts.types.iter().map(|held| (held.kind.as_str(), held.count))),
        wanted.councils(counts.councils.iter().map(|held| (held.value.as_str(), held.label.as_str(), held.count))),
        wanted.boards(counts.board_kinds.iter().map(|held| (held.value.as_str(), held.count))),
        wanted.topics(counts.topics.iter().map(|held| (held.value.as_str(), held.label.as_str(), held.count))),
        wanted.years(counts.years.iter().map(|held| (held.value.as_str(), held.count))),
    ];
    let (council, topic) = (wanted.council.as_deref().unwrap_or_default(), wanted.topic.as_deref().unwrap_or_default());
    // What is found has the topic that is chosen: so it is counted, by its name.
    let named = counts.topics.iter().find(|held| held.value == topic).map_or(topic, |held| held.label.as_str());
    let chosen = wanted.chosen(names.get(council).map_or(council, String::as_str), named);
    let meant = found.did_you_mean.as_deref().map(|meant| Wanted { words: meant, ..wanted.clone() }.path(None));
    let first = given.one("after").map(|_| wanted.path(None));
    let next = found.page_info.next().map(|cursor| wanted.path(Some(cursor)));
    let rows = found.nodes.iter().map(|hit| {
        let council = hit.council_slug.clone().unwrap_or_default();
        vec![hit.kind.clone(), hit.label.clone(), council, hit.snippet.text.clone(), hit.path().unwrap_or_default()]
    });
    let table = Table { columns: vec!["type", "label", "council", "snippet", "where"], rows: rows.collect() };
    frame::send(&request, &asked, frame, Some(table), |frame| Page {
        frame,
        found,
        wanted,
        names,
        chosen,
        facets,
        first,
        next,
        meant,
    })
}

fn is_without_index(asked: &Asked) -> bool {
    asked.errors().first().is_some_and(|error| error["extensions"]["code"] == "UNAVAILABLE")
}

/// Names of the councils of hits, and of the one that is chosen, by slug.
async fn names(asking: &Asking, found: &Found, wanted: &Wanted<'_>) -> Result<HashMap<String, String>, Trouble> {
    let slugs: BTreeSet<&str> =
        found.nodes.iter().filter_map(|hit| hit.council_slug.as_deref()).chain(wanted.council.as_deref()).collect();
    let variables = Map::from_iter([("slugs".to_string(), json!(slugs))]);
    let held = ask(asking, COUNCILS, variables).await.data::<Councils>()?.councils.nodes;
    Ok(held.into_iter().map(|council| (council.slug, council.name)).collect())
}

async fn empty(request: &HttpRequest, asking: &Asking, frame: Frame, said: &'static str) -> HttpResponse {
    let asked = ask(asking, START, Map::new()).await;
    let start = match asked.data::<Start>() {
        Ok(start) => start,
        Err(trouble) => return frame::trouble(request, trouble),
    };
    let words = ["Families First", "step-down", "\"family hubs\""].map(str::to_string);
    let words = words.into_iter().chain(start.people.nodes.into_iter().map(|person| person.name));
    let examples = words.map(|words| {
        let path = address::with("/search", &[("q", Some(&words))]);
        (words, path)
    });
    let examples = examples.collect();
    let held = vec![
        ("Programmes", start.programmes.total_count, "/programmes"),
        ("Councils", start.councils.total_count, "/councils"),
        ("Strategies", start.strategies.total_count, "/strategies"),
        ("Boards", start.boards.total_count, "/boards"),
        ("Meetings", start.meetings.total_count, "/meetings"),
        ("People", start.everybody.total_count, "/people"),
        ("Matters", start.issues.total_count, "/issues"),
    ];
    frame::send(request, &asked, frame, None, |frame| Empty { frame, said, examples, held })
}
