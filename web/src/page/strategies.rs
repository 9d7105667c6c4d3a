//! `/strategies`: strategies and plans by title.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use serde::Deserialize;
use serde_json::Map;

use super::list::{self, Cell, List, Row};
use super::list_filter::{Field, Filter};
use crate::ask::Query;
use crate::part::Named;

const KINDS: &[&str] = &[
    "STRATEGY",
    "CORPORATE_STRATEGY",
    "PLAN",
    "DELIVERY_PLAN",
    "IMPROVEMENT_PLAN",
    "COMMISSIONING_STRATEGY",
    "FRAMEWORK",
    "FORWARD_PLAN",
];

static LIST: List = List {
    query: Query(include_str!("../../queries/strategies.graphql")),
    path: "/strategies",
    title: "Strategies",
    said: "Strategies and plans of councils, with the years that they are for and how they stand.",
    nouns: ("strategy or plan", "strategies and plans"),
    columns: &["Strategy", "Council", "Kind", "Years", "How it stands"],
    csv: &["slug", "title", "council", "kind", "period", "status"],
    filters: &[
        Filter { name: "title", label: "Words in the title", field: Field::Text },
        Filter { name: "council", label: "Council", field: Field::Council },
        Filter { name: "kind", label: "Kind", field: Field::Word(KINDS) },
    ],
};

#[derive(Debug, Deserialize)]
struct Strategy {
    slug: String,
    title: String,
    kind: String,
    period: Option<String>,
    status: Option<String>,
    council: Option<Named>,
}

impl Row for Strategy {
    fn key(&self) -> String {
        self.slug.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::link(&self.title, format!("/strategies/{}", self.slug)),
            Cell::named(self.council.as_ref(), "councils"),
            Cell::word(Some(&self.kind)),
            Cell::day(self.period.as_deref()),
            Cell::word(self.status.as_deref()),
        ]
    }
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    list::page::<Strategy>(&LIST, request, asking, Map::new()).await
}
