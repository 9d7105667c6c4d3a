//! `/people/<slug>`.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use crate::ask::{Query, Trouble, ask};
use crate::csv::Table;
use crate::frame::{self, Frame};
use crate::mentioned::Mentions;
use crate::part::{Citation, Document, List, Meeting, Name, Named, Post, Programme, none_of};
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/person.graphql"));

#[derive(Debug, Deserialize)]
struct Data {
    person: Option<Person>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Person {
    name: String,
    honorific: Option<String>,
    aliases: Vec<Name>,
    council: Option<Named>,
    memberships: List<Membership>,
    agenda_items: List<Item>,
    contributions: List<Contribution>,
    documents: List<Document>,
    programmes: List<Programme>,
    attendances: List<Attendance>,
    mentions: Mentions,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Membership {
    post: Option<Post>,
    board: Option<Named>,
    council: Option<Named>,
    organisation: Option<Name>,
    role: Option<String>,
    attested_on: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    sources: Vec<Citation>,
}

impl Membership {
    fn place(&self) -> &str {
        let post = self.post.as_ref().map(|post| post.title.as_str());
        post.or(self.role.as_deref()).unwrap_or("Member")
    }
}

#[derive(Debug, Deserialize)]
struct Item {
    title: String,
    meeting: Meeting,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Contribution {
    kind: String,
    heading: Option<String>,
    text: String,
    agenda_item: Said,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
struct Said {
    title: String,
    meeting: Meeting,
}

#[derive(Debug, Deserialize)]
struct Attendance {
    status: String,
    meeting: Meeting,
}

impl Person {
    /// What is asked for and of which nothing is held.
    fn without(&self) -> String {
        none_of(&[
            ("posts", self.memberships.is_empty()),
            ("contributions", self.contributions.is_empty()),
            ("attendances", self.attendances.is_empty()),
            ("documents", self.documents.is_empty()),
            ("mentions in papers", self.mentions.total_count == 0),
        ])
    }
}

#[derive(Template)]
#[template(path = "person.html")]
struct Page {
    frame: Frame,
    person: Person,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>, slug: web::Path<String>) -> HttpResponse {
    let asked = ask(&asking, QUERY, Map::from_iter([("slug".to_string(), json!(*slug))])).await;
    let person = match asked.data::<Data>().and_then(|data| data.person.ok_or(Trouble::Nothing)) {
        Ok(person) => person,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let description = format!("{}: posts and places in public office, and what was said there.", person.name);
    let above = person.council.as_ref().map(|council| (council.name.as_str(), format!("/councils/{}", council.slug)));
    let crumbs: Vec<(&str, String)> = [("Councils", "/councils".into())].into_iter().chain(above).collect();
    let frame = Frame::new(&request, &person.name, description).below(&crumbs).structured(
        &asking,
        "Person",
        json!({
            "name": person.name,
            "honorificPrefix": person.honorific,
            "jobTitle": person.memberships.nodes.first().map(Membership::place),
        }),
    );
    let row = |held: &Membership| {
        let name = |named: &Option<Named>| named.as_ref().map(|named| named.slug.clone()).unwrap_or_default();
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        let (from, to) = (said(&held.valid_from), said(&held.valid_to));
        vec![held.place().into(), name(&held.board), name(&held.council), from, to, said(&held.attested_on)]
    };
    let columns = vec!["post", "board", "council", "from", "to", "attested_on"];
    let table = Table { columns, rows: person.memberships.nodes.iter().map(row).collect() };
    frame::send(&request, &asked, frame, Some(table), |frame| Page { frame, person })
}
