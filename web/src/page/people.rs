//! `/people`: people in public office by name.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use serde::Deserialize;
use serde_json::{Map, json};

use super::list::{self, Cell, List, Row};
use super::list_filter::{Field, Filter};
use crate::address::Given;
use crate::ask::Query;
use crate::part::{self, Name, Named, Post};
use crate::words::today;

static LIST: List = List {
    query: Query(include_str!("../../queries/people.graphql")),
    path: "/people",
    title: "People",
    said: "Councillors and officers who stand in public papers. A post is listed until a source says that it ended.",
    nouns: ("person", "people"),
    columns: &["Name", "Council", "Posts and boards"],
    csv: &["slug", "name", "council", "posts"],
    filters: &[
        Filter { name: "name", label: "A name begins with", field: Field::Text },
        Filter { name: "council", label: "Council", field: Field::Council },
    ],
};

#[derive(Debug, Deserialize)]
struct Person {
    slug: String,
    name: String,
    council: Option<Named>,
    memberships: part::List<Membership>,
}

#[derive(Debug, Deserialize)]
struct Membership {
    role: Option<String>,
    post: Option<Post>,
    board: Option<Name>,
    organisation: Option<Name>,
}

impl Membership {
    /// The post, else the role and where; none where only the council is known.
    fn said(&self) -> Option<String> {
        let post = self.post.as_ref().map(|post| post.title.clone());
        let place = self.board.as_ref().or(self.organisation.as_ref()).map(|held| held.name.clone());
        let parts: Vec<String> = [post.or_else(|| self.role.clone()), place].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

impl Row for Person {
    fn key(&self) -> String {
        self.slug.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        let mut said: Vec<String> = self.memberships.nodes.iter().filter_map(Membership::said).collect();
        if self.memberships.more() > 0 {
            said.push(format!("and {} more", self.memberships.more()));
        }
        vec![
            Cell::link(&self.name, format!("/people/{}", self.slug)),
            Cell::named(self.council.as_ref(), "councils"),
            Cell::text((!said.is_empty()).then(|| said.join("; "))),
        ]
    }
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    let inner = Given::of(&request).one("name").map(|name| format!(" {name}"));
    let today = json!(today().to_string());
    let more = Map::from_iter([("inner".to_string(), json!(inner)), ("today".to_string(), today)]);
    list::page::<Person>(&LIST, request, asking, more).await
}
