//! `/programmes`: the national ones first, then those of councils.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use crate::address::{self, Given};
use crate::ask::{Query, ask};
use crate::csv::Table;
use crate::frame::{self, Frame};
use crate::part::{Count, List, PageInfo, Programme};
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/programmes.graphql"));

#[derive(Debug, Deserialize)]
struct Data {
    national: List<National>,
    local: Local,
}

#[derive(Debug, Deserialize)]
struct National {
    slug: String,
    name: String,
    status: Option<String>,
    implementations: Count,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Local {
    total_count: u64,
    page_info: PageInfo,
    nodes: Vec<Programme>,
}

#[derive(Template)]
#[template(path = "programmes.html")]
struct Page {
    frame: Frame,
    national: Vec<National>,
    count: u64,
    local: Vec<Programme>,
    next: Option<String>,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    let given = Given::of(&request);
    let asked = ask(&asking, QUERY, Map::from_iter([("after".to_string(), json!(given.one("after")))])).await;
    let data = match asked.data::<Data>() {
        Ok(data) => data,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = data.local.nodes.iter().map(|programme| {
        let council = programme.council.as_ref().map(|council| council.slug.clone()).unwrap_or_default();
        let national = programme.implements.as_ref().map(|national| national.slug.clone()).unwrap_or_default();
        vec![programme.slug.clone(), programme.name.clone(), said(&programme.status), council, national]
    });
    let table = Table { columns: vec!["slug", "name", "stage", "council", "implements"], rows: rows.collect() };
    let next = data.local.page_info.next().map(|cursor| address::with("/programmes", &[("after", Some(cursor))]));
    let description = "National programmes and what councils make of them.";
    let frame = Frame::new(&request, "Programmes", description).structured(
        &asking,
        "CollectionPage",
        json!({ "name": "Programmes" }),
    );
    let (national, count, local) = (data.national.nodes, data.local.total_count, data.local.nodes);
    frame::send(&request, &asked, frame, Some(table), |frame| Page { frame, national, count, local, next })
}
