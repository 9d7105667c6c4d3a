//! `/councils`: every council that is held, with how much is held of it.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::Map;

use super::list::{self, Cell, List, Listing, Row};
use super::list_filter::{Field, Filter};
use crate::address::Given;
use crate::ask::Query;
use crate::frame::{self, Frame};
use crate::part::Count;
use crate::words::{self as filters, grouped};

const KINDS: &[&str] = &[
    "COUNTY",
    "UNITARY",
    "METROPOLITAN",
    "DISTRICT",
    "LONDON_BOROUGH",
    "COMBINED_AUTHORITY",
    "STRATEGIC_AUTHORITY",
    "WELSH",
    "SCOTTISH",
    "NORTHERN_IRISH",
];

static LIST: List = List {
    query: Query(include_str!("../../queries/councils.graphql")),
    path: "/councils",
    title: "Councils",
    said: "A council that is missing here is missing in our data; it exists all the same.",
    nouns: ("council", "councils"),
    columns: &["Council", "Kind", "Held here"],
    csv: &["slug", "name", "kind", "gss_code", "programmes", "strategies", "boards", "meetings"],
    filters: &[
        Filter { name: "name", label: "Words in the name", field: Field::Text },
        Filter { name: "kind", label: "Kind", field: Field::Word(KINDS) },
        Filter { name: "letter", label: "First letter", field: Field::Kept },
    ],
};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Council {
    slug: String,
    name: String,
    kind: String,
    gss_code: Option<String>,
    programmes: Count,
    strategies: Count,
    boards: Count,
    meetings: Count,
}

impl Council {
    /// How much is held of it, in words.
    fn held(&self) -> String {
        let said = |count: &Count, one: &str, several: &str| match count.total_count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{} {several}", grouped(count.try_into().unwrap_or(i64::MAX)))),
        };
        let parts = [
            said(&self.programmes, "programme", "programmes"),
            said(&self.strategies, "strategy", "strategies"),
            said(&self.boards, "board", "boards"),
            said(&self.meetings, "meeting", "meetings"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "name and codes only".into() } else { parts.join(", ") }
    }
}

impl Row for Council {
    fn key(&self) -> String {
        self.slug.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::link(&self.name, format!("/councils/{}", self.slug)),
            Cell::word(Some(&self.kind)),
            Cell::text(Some(self.held())),
        ]
    }

    fn values(&self) -> Vec<String> {
        let counts = [&self.programmes, &self.strategies, &self.boards, &self.meetings];
        let named =
            [self.slug.clone(), self.name.clone(), self.kind.clone(), self.gss_code.clone().unwrap_or_default()];
        named.into_iter().chain(counts.map(|count| count.total_count.to_string())).collect()
    }
}

#[derive(Template)]
#[template(path = "councils.html")]
struct Page {
    frame: Frame,
    listing: Listing,
    /// The letter that is looked at, small; empty for all.
    letter: String,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    let given = Given::of(&request);
    let letter = given.one("letter").unwrap_or_default().to_lowercase();
    let asked = list::asked(&LIST, &given, &asking, Map::new()).await;
    let listing = match list::read::<Council>(&LIST, &given, &asked) {
        Ok(listing) => listing,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let (frame, table) = (listing.frame(&request, &asking), listing.table());
    frame::send(&request, &asked, frame, Some(table), |frame| Page { frame, listing, letter })
}
