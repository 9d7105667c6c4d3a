//! `/issues`: matters that run over meetings, by title.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use serde::Deserialize;
use serde_json::Map;

use super::list::{self, Cell, List, Row};
use super::list_filter::{Field, Filter};
use crate::ask::Query;
use crate::part;
use crate::part::Named;

const KINDS: &[&str] =
    &["DECISION", "UPDATE", "STRATEGY", "ANNUAL_REPORT", "FORWARD_PLAN", "PETITION", "PUBLIC_QUESTION", "NOT_KNOWN"];

static LIST: List = List {
    query: Query(include_str!("../../queries/issues.graphql")),
    path: "/issues",
    title: "Matters",
    said: "Matters that come before meetings, often more than once: decisions to take, plans, petitions and questions.",
    nouns: ("matter", "matters"),
    columns: &["Matter", "Council", "Kind", "Last on an agenda"],
    csv: &["slug", "title", "council", "kind", "last_on_agenda"],
    filters: &[
        Filter { name: "title", label: "Words in the title", field: Field::Text },
        Filter { name: "council", label: "Council", field: Field::Council },
        Filter { name: "kind", label: "Kind", field: Field::Word(KINDS) },
    ],
};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Issue {
    slug: String,
    title: String,
    kind: String,
    council: Option<Named>,
    agenda_items: part::List<Item>,
}

#[derive(Debug, Deserialize)]
struct Item {
    meeting: Meeting,
}

#[derive(Debug, Deserialize)]
struct Meeting {
    date: String,
}

impl Row for Issue {
    fn key(&self) -> String {
        self.slug.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::link(&self.title, format!("/issues/{}", self.slug)),
            Cell::named(self.council.as_ref(), "councils"),
            Cell::word(Some(&self.kind)),
            Cell::day(self.agenda_items.nodes.first().map(|item| item.meeting.date.as_str())),
        ]
    }
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    list::page::<Issue>(&LIST, request, asking, Map::new()).await
}
