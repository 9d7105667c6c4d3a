//! `/search`: hits with what they are counted by, all of it in the address.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::address::{self, Given};
use crate::ask::{Asked, Query, ask};
use crate::csv::Table;
use crate::frame::{self, Frame};
use crate::part::PageInfo;
use crate::snippet::{Piece, pieces};
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/search.graphql"));

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
struct Hit {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    label: String,
    council_slug: Option<String>,
    snippet: Snippet,
    record: Option<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Snippet {
    text: String,
    marks: Vec<Mark>,
    begins_before: bool,
    goes_on: bool,
}

#[derive(Debug, Deserialize)]
struct Mark {
    from: usize,
    to: usize,
}

#[derive(Debug, Deserialize)]
struct Facets {
    types: Vec<TypeCount>,
    councils: Vec<Count>,
    years: Vec<Count>,
    topics: Vec<Count>,
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

impl Found {
    /// The name of a council, as far as it is counted; else its slug.
    fn council<'t>(&'t self, slug: &'t str) -> &'t str {
        self.facets.councils.iter().find(|held| held.value == slug).map_or(slug, |held| held.label.as_str())
    }
}

impl Hit {
    /// The page that shows it, or its own address; none where it stands on no page.
    fn path(&self) -> Option<String> {
        let record = self.record.as_ref()?;
        let text = |at: &str| record.pointer(at).and_then(Value::as_str);
        let above = |of: &str| {
            let slug = |name: &str| text(&format!("{of}/{name}/slug"));
            let strategy = slug("strategy").map(|slug| format!("/strategies/{slug}"));
            strategy.or_else(|| slug("programme").map(|slug| format!("/programmes/{slug}")))
        };
        let meeting = ["/meeting/id", "/saidUnder/meeting/id", "/agendaItem/meeting/id"].into_iter().find_map(text);
        let own = match self.kind.as_str() {
            "COUNCIL" => Some("councils"),
            "BOARD" => Some("boards"),
            "PERSON" => Some("people"),
            "PROGRAMME" => Some("programmes"),
            "STRATEGY" => Some("strategies"),
            "ISSUE" => Some("issues"),
            _ => None,
        };
        if self.kind == "MEETING" {
            return Some(format!("/meetings/{}", self.id));
        }
        own.and_then(|place| text("/slug").map(|slug| format!("/{place}/{slug}")))
            .or_else(|| meeting.map(|id| format!("/meetings/{id}")))
            .or_else(|| text("/url").filter(|url| url.starts_with("http")).map(Into::into))
            .or_else(|| text("/board/slug").map(|slug| format!("/boards/{slug}")))
            .or_else(|| above(""))
            .or_else(|| above("/strategyElement"))
    }

    fn pieces(&self) -> Vec<Piece> {
        let marks: Vec<(usize, usize)> = self.snippet.marks.iter().map(|mark| (mark.from, mark.to)).collect();
        pieces(&self.snippet.text, &marks)
    }
}

/// A way to narrow a search.
struct Narrow {
    name: String,
    count: u64,
    path: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    frame: Frame,
    /// None where nothing was looked for, or there is no index.
    found: Option<Found>,
    /// Why there is nothing to show.
    said: String,
    types: Vec<Narrow>,
    councils: Vec<Narrow>,
    kind: Option<String>,
    council: Option<String>,
    next: Option<String>,
    meant: Option<String>,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    let given = Given::of(&request);
    let words = given.one("q").unwrap_or_default();
    let title = if words.is_empty() { "Search".to_string() } else { format!("Search: {words}") };
    let mut frame = Frame::new(&request, title, "Search names and texts of councils' records.").structured(
        &asking,
        "SearchResultsPage",
        json!({ "name": "Search" }),
    );
    frame.searched = words.into();
    if words.is_empty() {
        let said =
            "Write a name or some words above. Words in quotation marks stand together; a minus leaves a word out.";
        return empty(frame, said);
    }
    // A type is a word of a closed list: anything else would not be a question.
    let kind = given.one("type").filter(|word| word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_'));
    let council = given.one("council");
    let variables = Map::from_iter([
        ("query".to_string(), json!(words)),
        ("types".to_string(), json!(kind.map(|kind| vec![kind]))),
        ("councils".to_string(), json!(council.map(|slug| json!({ "slug": { "eq": slug } })))),
        ("after".to_string(), json!(given.one("after"))),
    ]);
    let asked = ask(&asking, QUERY, variables).await;
    if is_without_index(&asked) {
        return empty(
            frame,
            "Search is not available here at the moment: this server has no search index, or is still making it.",
        );
    }
    let found = match asked.data::<Data>() {
        Ok(data) => data.search,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let at = |kind: Option<&str>, council: Option<&str>, after: Option<&str>| {
        address::with("/search", &[("q", Some(words)), ("type", kind), ("council", council), ("after", after)])
    };
    let types = found.facets.types.iter().map(|held| Narrow {
        name: filters::phrase(&held.kind),
        count: held.count,
        path: at(Some(&held.kind), council, None),
        chosen: kind == Some(held.kind.as_str()),
    });
    let councils = found.facets.councils.iter().map(|held| Narrow {
        name: held.label.clone(),
        count: held.count,
        path: at(kind, Some(&held.value), None),
        chosen: council == Some(held.value.as_str()),
    });
    let (types, councils) = (types.collect(), councils.collect());
    let next = found.page_info.next().map(|cursor| at(kind, council, Some(cursor)));
    let meant = found
        .did_you_mean
        .as_deref()
        .map(|meant| address::with("/search", &[("q", Some(meant)), ("type", kind), ("council", council)]));
    let rows = found.nodes.iter().map(|hit| {
        let council = hit.council_slug.clone().unwrap_or_default();
        vec![hit.kind.clone(), hit.label.clone(), council, hit.snippet.text.clone(), hit.path().unwrap_or_default()]
    });
    let table = Table { columns: vec!["type", "label", "council", "snippet", "where"], rows: rows.collect() };
    let (kind, council) = (kind.map(Into::into), council.map(Into::into));
    frame::send(&request, &asked, frame, Some(table), |frame| Page {
        frame,
        found: Some(found),
        said: String::new(),
        types,
        councils,
        kind,
        council,
        next,
        meant,
    })
}

fn is_without_index(asked: &Asked) -> bool {
    asked.answer.pointer("/errors/0/extensions/code").and_then(Value::as_str) == Some("UNAVAILABLE")
}

fn empty(frame: Frame, said: &str) -> HttpResponse {
    let page = Page {
        frame,
        found: None,
        said: said.into(),
        types: Vec::new(),
        councils: Vec::new(),
        kind: None,
        council: None,
        next: None,
        meant: None,
    };
    frame::html(actix_web::http::StatusCode::OK, &page)
}
