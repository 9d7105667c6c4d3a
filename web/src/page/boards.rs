//! `/boards`: cabinets, committees, panels and partnership boards by name.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use serde::Deserialize;
use serde_json::Map;

use super::list::{self, Cell, List, Row};
use super::list_filter::{Field, Filter};
use crate::ask::Query;
use crate::part::{Count, Named};

const KINDS: &[&str] = &[
    "FULL_COUNCIL",
    "CABINET",
    "COMMITTEE",
    "SUB_COMMITTEE",
    "SCRUTINY_PANEL",
    "PARTNERSHIP_BOARD",
    "SAFEGUARDING_PARTNERSHIP",
    "HEALTH_AND_WELLBEING_BOARD",
    "JOINT_COMMITTEE",
    "WORKING_GROUP",
    "INDIVIDUAL_MEMBER",
    "OFFICER_DECISION",
    "NOT_KNOWN",
];

static LIST: List = List {
    query: Query(include_str!("../../queries/boards.graphql")),
    path: "/boards",
    title: "Boards",
    said: "Cabinets, committees, panels and partnership boards, each with how many of its meetings we hold.",
    nouns: ("board", "boards"),
    columns: &["Board", "Council", "Kind", "Meetings"],
    csv: &["slug", "name", "council", "kind", "meetings"],
    filters: &[
        Filter { name: "name", label: "Words in the name", field: Field::Text },
        Filter { name: "council", label: "Council", field: Field::Council },
        Filter { name: "kind", label: "Kind", field: Field::Word(KINDS) },
    ],
};

#[derive(Debug, Deserialize)]
struct Board {
    slug: String,
    name: String,
    kind: String,
    council: Option<Named>,
    meetings: Count,
}

impl Row for Board {
    fn key(&self) -> String {
        self.slug.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::link(&self.name, format!("/boards/{}", self.slug)),
            Cell::named(self.council.as_ref(), "councils"),
            Cell::word(Some(&self.kind)),
            Cell::count(self.meetings.total_count, "none"),
        ]
    }
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    list::page::<Board>(&LIST, request, asking, Map::new()).await
}
