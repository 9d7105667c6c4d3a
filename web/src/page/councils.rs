//! `/councils`: those that are held, by letter.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use crate::address::{self, Given};
use crate::ask::{Query, ask};
use crate::csv::Table;
use crate::frame::{self, Frame};
use crate::part::PageInfo;
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/councils.graphql"));

#[derive(Debug, Deserialize)]
struct Data {
    councils: Councils,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Councils {
    total_count: u64,
    page_info: PageInfo,
    nodes: Vec<Council>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Council {
    slug: String,
    name: String,
    kind: String,
    gss_code: Option<String>,
}

#[derive(Template)]
#[template(path = "councils.html")]
struct Page {
    frame: Frame,
    count: u64,
    letter: Option<char>,
    /// Letters of short names, each with its councils.
    groups: BTreeMap<char, Vec<Council>>,
    next: Option<String>,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    let given = Given::of(&request);
    let letter = given.one("letter").and_then(|text| text.chars().next()).filter(char::is_ascii_alphabetic);
    let letter = letter.map(|letter| letter.to_ascii_lowercase());
    let after = given.one("after");
    let variables = json!({ "letter": letter.map(String::from), "after": after });
    let asked = ask(&asking, QUERY, variables.as_object().cloned().unwrap_or_else(Map::new)).await;
    let held = match asked.data::<Data>() {
        Ok(data) => data.councils,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let rows = held.nodes.iter().map(|council| {
        vec![
            council.slug.clone(),
            council.name.clone(),
            council.kind.clone(),
            council.gss_code.clone().unwrap_or_default(),
        ]
    });
    let table = Table { columns: vec!["slug", "name", "kind", "gss_code"], rows: rows.collect() };
    let mut groups: BTreeMap<char, Vec<Council>> = BTreeMap::new();
    for council in &held.nodes {
        let first = council.slug.chars().next().unwrap_or('?').to_ascii_uppercase();
        groups.entry(first).or_default().push(council.clone());
    }
    let text = letter.map(String::from);
    let next = held.page_info.next();
    let next = next.map(|cursor| address::with("/councils", &[("letter", text.as_deref()), ("after", Some(cursor))]));
    let frame = Frame::new(&request, "Councils", "Every council that is held, with its kind and code.").structured(
        &asking,
        "CollectionPage",
        json!({ "name": "Councils" }),
    );
    let count = held.total_count;
    frame::send(&request, &asked, frame, Some(table), |frame| Page { frame, count, letter, groups, next })
}
