//! `/councils/<slug>`.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use crate::ask::{Query, Trouble, ask};
use crate::event::{self, Event};
use crate::frame::{self, Frame};
use crate::part::{
    Board, Citation, Decision, List, Meeting, Name, Named, Programme, Strategy, Titled, none_of, present, web_address,
};
use crate::told::Fact;
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/council.graphql"));

#[derive(Debug, Deserialize)]
struct Data {
    council: Option<Council>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Council {
    name: String,
    kind: String,
    gss_code: Option<String>,
    #[serde(deserialize_with = "web_address")]
    website: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    aliases: Vec<Name>,
    parent: Option<Named>,
    predecessors: List<Named>,
    successors: List<Named>,
    boards: List<Board>,
    meetings: List<Meeting>,
    decisions: List<Decision>,
    programmes: List<Programme>,
    strategies: List<Strategy>,
    issues: List<Titled>,
    people: List<Named>,
    judgements: List<Judgement>,
    comparators: List<Comparator>,
    publications: List<Publication>,
    timeline: List<Event>,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
struct Judgement {
    framework: Option<String>,
    domain: Option<String>,
    grade: Option<String>,
    date: Option<String>,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Comparator {
    rank: u32,
    peer: Named,
    comparator_set: Name,
}

#[derive(Debug, Deserialize)]
struct Publication {
    title: String,
    #[serde(deserialize_with = "web_address")]
    url: Option<String>,
    coverage: Vec<Coverage>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Coverage {
    year: i32,
    meetings: u32,
    with_minutes: u32,
    decisions: u32,
}

impl Fact for Judgement {
    fn sources(&self) -> &[Citation] {
        &self.sources
    }
}

impl Council {
    /// What is asked for and of which nothing is held.
    fn without(&self) -> String {
        none_of(&[
            ("programmes", self.programmes.is_empty()),
            ("strategies", self.strategies.is_empty()),
            ("boards", self.boards.is_empty()),
            ("meetings", self.meetings.is_empty()),
            ("decisions", self.decisions.is_empty()),
            ("inspectors' findings", self.judgements.is_empty()),
            ("events", self.timeline.is_empty()),
        ])
    }

    /// Parts of this page to which entries of the timeline can lead.
    fn parts_here(&self) -> Vec<&'static str> {
        present(&[("judgements", self.judgements.is_empty())])
    }
}

#[derive(Template)]
#[template(path = "council.html")]
struct Page {
    frame: Frame,
    council: Council,
    /// The date, to tell what is still to come.
    today: String,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>, slug: web::Path<String>) -> HttpResponse {
    let asked = ask(&asking, QUERY, Map::from_iter([("slug".to_string(), json!(*slug))])).await;
    let council = match asked.data::<Data>().and_then(|data| data.council.ok_or(Trouble::Nothing)) {
        Ok(council) => council,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let description = format!(
        "{}: its boards, programmes and strategies, and what they decided, each with its source.",
        council.name
    );
    let frame = Frame::new(&request, &council.name, description).below(&[("Councils", "/councils".into())]).structured(
        &asking,
        "GovernmentOrganization",
        json!({ "name": council.name, "sameAs": council.website }),
    );
    let table = event::table(&council.timeline);
    frame::send(&request, &asked, frame, Some(table), |frame| Page {
        frame,
        council,
        today: filters::today().to_string(),
    })
}
