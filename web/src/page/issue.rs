//! `/issues/<slug>`: a matter that runs over meetings.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use crate::ask::{Query, Trouble, ask};
use crate::event::{self, Event};
use crate::frame::{self, Frame};
use crate::part::{Citation, List, Name, Named, Place, Programme, Strategy, web_address};
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/issue.graphql"));

#[derive(Debug, Deserialize)]
struct Data {
    issue: Option<Issue>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Issue {
    title: String,
    kind: String,
    is_key: Option<bool>,
    is_inferred: Option<bool>,
    status_as_written: Option<String>,
    decision_due: Option<String>,
    notice_published_on: Option<String>,
    #[serde(deserialize_with = "web_address")]
    website: Option<String>,
    council: Option<Named>,
    aliases: Vec<Name>,
    programmes: List<Programme>,
    strategies: List<Strategy>,
    timeline: List<Event>,
    entries: List<Entry>,
    sources: Vec<Citation>,
}

/// Something that belongs to a matter by a rule.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    date: Option<String>,
    certainty: String,
    rule: String,
    agenda_item: Option<Place>,
    decision: Option<Text>,
    document: Option<Title>,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
struct Text {
    text: String,
}

#[derive(Debug, Deserialize)]
struct Title {
    title: String,
}

impl Entry {
    fn name(&self) -> &str {
        let item = self.agenda_item.as_ref().and_then(|item| item.title.as_deref());
        let decision = self.decision.as_ref().map(|decision| decision.text.as_str());
        let document = self.document.as_ref().map(|document| document.title.as_str());
        item.or(decision).or(document).unwrap_or(filters::UNKNOWN)
    }
}

#[derive(Template)]
#[template(path = "issue.html")]
struct Page {
    frame: Frame,
    issue: Issue,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>, slug: web::Path<String>) -> HttpResponse {
    let asked = ask(&asking, QUERY, Map::from_iter([("slug".to_string(), json!(*slug))])).await;
    let issue = match asked.data::<Data>().and_then(|data| data.issue.ok_or(Trouble::Nothing)) {
        Ok(issue) => issue,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let of = issue.council.as_ref().map(|council| format!(", {}", council.name)).unwrap_or_default();
    let description = format!("{}{of}: what happened with this matter, in order.", issue.title);
    let above = issue.council.as_ref().map(|council| (council.name.as_str(), format!("/councils/{}", council.slug)));
    let crumbs: Vec<(&str, String)> = [("Councils", "/councils".into())].into_iter().chain(above).collect();
    let frame = Frame::new(&request, &issue.title, description).below(&crumbs).structured(
        &asking,
        "CreativeWork",
        json!({ "name": issue.title, "sameAs": issue.website }),
    );
    let table = event::table(&issue.timeline);
    frame::send(&request, &asked, frame, Some(table), |frame| Page { frame, issue })
}
