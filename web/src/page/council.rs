//! `/councils/<slug>`.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use super::{Citation, List};
use crate::ask::{Query, Trouble, ask};
use crate::csv::Table;
use crate::frame::{self, Frame};

const QUERY: Query = Query(include_str!("../../queries/council.graphql"));

#[derive(Debug, Deserialize)]
struct Data {
    council: Option<Council>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Council {
    slug: String,
    name: String,
    kind: String,
    gss_code: Option<String>,
    website: Option<String>,
    boards: List<Board>,
    programmes: List<Programme>,
    strategies: List<Strategy>,
    timeline: List<Entry>,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
struct Board {
    slug: String,
    name: String,
    kind: String,
}

#[derive(Debug, Deserialize)]
struct Programme {
    slug: String,
    name: String,
    status: Option<String>,
    implements: Option<Named>,
}

#[derive(Debug, Deserialize)]
struct Named {
    slug: String,
    name: String,
}

#[derive(Debug, Deserialize)]
struct Strategy {
    slug: String,
    title: String,
    period: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    at: Option<String>,
    kind: String,
    label: Option<String>,
}

#[derive(Template)]
#[template(path = "council.html")]
struct Page {
    frame: Frame,
    council: Council,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>, slug: web::Path<String>) -> HttpResponse {
    let variables = Map::from_iter([("slug".to_string(), json!(*slug))]);
    let asked = ask(&asking, QUERY, variables).await;
    let council = match asked.data::<Data>().and_then(|data| data.council.ok_or(Trouble::Nothing)) {
        Ok(council) => council,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let description = format!(
        "{}: its boards, programmes and strategies, and what they decided, each with its source.",
        council.name
    );
    let frame = Frame::new(&request, &council.name, description).below(&[("Councils", "/councils".into())]).structured(
        &asking,
        "GovernmentOrganization",
        json!({ "name": council.name, "sameAs": council.website }),
    );
    let row = |entry: &Entry| {
        vec![entry.at.clone().unwrap_or_default(), entry.kind.clone(), entry.label.clone().unwrap_or_default()]
    };
    let table = Table { columns: vec!["date", "kind", "what"], rows: council.timeline.nodes.iter().map(row).collect() };
    frame::send(&request, &asked, frame, Some(table), |frame| Page { frame, council })
}
