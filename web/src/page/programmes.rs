//! `/programmes`: the national ones first, then those of councils.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use super::list::{self, Cell, List as Kind, Listing, Row};
use super::list_filter::{Choice, Field, Filter};
use crate::address::Given;
use crate::ask::Query;
use crate::frame::{self, Frame};
use crate::part::{Count, List, Programme};
use crate::words as filters;

const STAGES: &[&str] = &["ANNOUNCED", "DESIGN", "DELIVERY", "EMBEDDING", "CLOSED"];

static LIST: Kind = Kind {
    query: Query(include_str!("../../queries/programmes.graphql")),
    path: "/programmes",
    title: "Programmes",
    said: "National programmes, and what councils make of them.",
    nouns: ("programme", "programmes"),
    columns: &["Programme", "Council", "Takes up", "Stage"],
    csv: &["slug", "name", "council", "implements", "stage"],
    filters: &[
        Filter { name: "name", label: "Words in the name", field: Field::Text },
        Filter { name: "council", label: "Council", field: Field::Council },
        Filter { name: "implements", label: "Takes up", field: Field::Own(&[("", "All")]) },
        Filter { name: "status", label: "Stage", field: Field::Word(STAGES) },
    ],
};

#[derive(Debug, Deserialize)]
struct Data {
    national: List<National>,
}

#[derive(Debug, Deserialize)]
struct National {
    slug: String,
    name: String,
    status: Option<String>,
    implementations: Count,
}

impl Row for Programme {
    fn key(&self) -> String {
        self.slug.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::link(&self.name, format!("/programmes/{}", self.slug)),
            Cell::named(self.council.as_ref(), "councils"),
            Cell::named(self.implements.as_ref(), "programmes"),
            Cell::word(self.status.as_deref()),
        ]
    }
}

#[derive(Template)]
#[template(path = "programmes.html")]
struct Page {
    frame: Frame,
    /// Those that councils take up, the one with most versions first; none beside a list that is narrowed, or beyond its first
    /// page.
    taken: Vec<National>,
    /// The other ones.
    untaken: Vec<National>,
    listing: Listing,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    let given = Given::of(&request);
    let named = given.one("implements");
    let filter = json!(named.map(|slug| json!({ "slug": { "eq": slug } })));
    let asked = list::asked(&LIST, &given, &asking, Map::from_iter([("implements".to_string(), filter)])).await;
    let read = list::read::<Programme>(&LIST, &given, &asked);
    let (mut listing, data) = match (read, asked.data::<Data>()) {
        (Ok(listing), Ok(data)) => (listing, data),
        (Err(trouble), _) | (_, Err(trouble)) => return frame::trouble(&request, trouble),
    };
    let mut national = data.national.nodes;
    if let Some(field) = listing.fields.iter_mut().find(|field| field.name == "implements") {
        field.choices.extend(national.iter().map(|programme| Choice {
            value: programme.slug.clone(),
            label: programme.name.clone(),
            chosen: named == Some(programme.slug.as_str()),
        }));
    }
    national.sort_by_key(|programme| std::cmp::Reverse(programme.implementations.total_count));
    if listing.narrowed || listing.first.is_some() {
        national.clear();
    }
    let (taken, untaken) = national.into_iter().partition(|programme| programme.implementations.total_count > 0);
    let (frame, table) = (listing.frame(&request, &asking), listing.table());
    frame::send(&request, &asked, frame, Some(table), |frame| Page { frame, taken, untaken, listing })
}
