//! `/boards/<slug>`.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use crate::ask::{Query, Trouble, ask};
use crate::csv::Table;
use crate::frame::{self, Frame};
use crate::mentioned::Mentions;
use crate::part::{Citation, Decision, Document, List, Name, Named, Post, Programme, Strategy, none_of, web_address};
use crate::plan::Participation;
use crate::told::Fact;
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/board.graphql"));

#[derive(Debug, Deserialize)]
struct Data {
    board: Option<Board>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Board {
    name: String,
    kind: String,
    category: Option<String>,
    standing: Option<String>,
    #[serde(deserialize_with = "web_address")]
    website: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    aliases: Vec<Name>,
    council: Option<Named>,
    parent: Option<Named>,
    boards: List<Named>,
    meetings: List<Meeting>,
    memberships: List<Membership>,
    participations: List<Participation>,
    decisions: List<Decision>,
    programmes: List<Programme>,
    strategies: List<Strategy>,
    documents: List<Document>,
    mentions: Mentions,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
struct Meeting {
    id: String,
    title: String,
    date: String,
    status: String,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Membership {
    person: Option<Named>,
    post: Option<Post>,
    council: Option<Named>,
    organisation: Option<Name>,
    role: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    sources: Vec<Citation>,
}

impl Fact for Meeting {
    fn sources(&self) -> &[Citation] {
        &self.sources
    }
}

impl Fact for Membership {
    fn sources(&self) -> &[Citation] {
        &self.sources
    }
}

impl Board {
    /// What is asked for and of which nothing is held.
    fn without(&self) -> String {
        none_of(&[
            ("meetings", self.meetings.is_empty()),
            ("decisions", self.decisions.is_empty()),
            ("members", self.memberships.is_empty() && self.participations.is_empty()),
            ("programmes", self.programmes.is_empty()),
            ("strategies", self.strategies.is_empty()),
            ("documents", self.documents.is_empty()),
            ("mentions in papers", self.mentions.total_count == 0),
        ])
    }
}

#[derive(Template)]
#[template(path = "board.html")]
struct Page {
    frame: Frame,
    board: Board,
    /// The date, to tell what is still to come.
    today: String,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>, slug: web::Path<String>) -> HttpResponse {
    let asked = ask(&asking, QUERY, Map::from_iter([("slug".to_string(), json!(*slug))])).await;
    let board = match asked.data::<Data>().and_then(|data| data.board.ok_or(Trouble::Nothing)) {
        Ok(board) => board,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let of = board.council.as_ref().map(|council| format!(" of {}", council.name)).unwrap_or_default();
    let description = format!("{}{of}: its meetings, members and decisions, each with its source.", board.name);
    let above = board.council.as_ref().map(|council| (council.name.as_str(), format!("/councils/{}", council.slug)));
    let crumbs: Vec<(&str, String)> = [("Councils", "/councils".into())].into_iter().chain(above).collect();
    let frame = Frame::new(&request, &board.name, description).below(&crumbs).structured(
        &asking,
        "Organization",
        json!({
            "name": board.name,
            "sameAs": board.website,
            "parentOrganization": board.council.as_ref().map(|council| json!({
                "@type": "GovernmentOrganization",
                "name": council.name,
                "url": format!("{}/councils/{}", asking.base(), council.slug),
            })),
        }),
    );
    let row = |meeting: &Meeting| {
        vec![meeting.date.clone(), meeting.title.clone(), meeting.status.clone(), meeting.id.clone()]
    };
    let table =
        Table { columns: vec!["date", "title", "status", "id"], rows: board.meetings.nodes.iter().map(row).collect() };
    frame::send(&request, &asked, frame, Some(table), |frame| Page {
        frame,
        board,
        today: filters::today().to_string(),
    })
}
