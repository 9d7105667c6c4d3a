//! `/meetings/<id>`: the agenda with what came of it, questions and answers as a conversation.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use crate::address;
use crate::ask::{Query, Trouble, ask};
use crate::csv::Table;
use crate::frame::{self, Frame};
use crate::part::{Actor, Board, Citation, Decision, Document, List, Named, Titled, web_address};
use crate::told::{Fact, Shared};
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/meeting.graphql"));

#[derive(Debug, Deserialize)]
struct Data {
    meeting: Option<Meeting>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Meeting {
    title: String,
    date: String,
    starts_at: Option<String>,
    status: String,
    status_as_written: Option<String>,
    note: Option<String>,
    mode: Option<String>,
    venue: Option<String>,
    summary: Option<String>,
    attendance_known: bool,
    #[serde(deserialize_with = "web_address")]
    website: Option<String>,
    minutes_published: Option<bool>,
    board: Board,
    agenda_items: List<Item>,
    attendances: List<Attendance>,
    documents: List<Document>,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    number: Option<String>,
    title: String,
    summary: Option<String>,
    access: Option<String>,
    issue: Option<Titled>,
    agenda_text: Option<String>,
    minutes_text: Option<String>,
    presenters: Vec<Actor>,
    contributions: List<Contribution>,
    decisions: List<Decision>,
    recommendations: List<Recommendation>,
    votes: List<Vote>,
    action_items: List<Action>,
    documents: List<Document>,
    programmes: List<Named>,
    strategies: List<Titled>,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Contribution {
    position: u32,
    kind: String,
    heading: Option<String>,
    text: String,
    verbatim: bool,
    reply_to: Option<Position>,
    speaker: Option<Actor>,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
struct Position {
    position: u32,
}

#[derive(Debug, Deserialize)]
struct Recommendation {
    number: Option<String>,
    text: String,
    outcome: String,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vote {
    votes_for: Option<u32>,
    votes_against: Option<u32>,
    abstentions: Option<u32>,
    carried: Option<bool>,
    text: String,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
struct Action {
    text: String,
    due: Option<String>,
    status: String,
    owner: Option<Actor>,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
struct Attendance {
    status: String,
    capacity: Option<String>,
    attendee: Option<Actor>,
    sources: Vec<Citation>,
}

impl Vote {
    fn counts(&self) -> String {
        let said = |count: Option<u32>| count.map_or_else(|| filters::UNKNOWN.into(), |count| count.to_string());
        let result = match self.carried {
            Some(true) => "carried",
            Some(false) => "not carried",
            None => "result not known",
        };
        let (yes, no, neither) = (said(self.votes_for), said(self.votes_against), said(self.abstentions));
        format!("For: {yes}; against: {no}; abstained: {neither}; {result}")
    }
}

impl Fact for Attendance {
    fn sources(&self) -> &[Citation] {
        &self.sources
    }
}

impl Item {
    /// What the item and all that came of it share of where they were read.
    fn read(&self) -> Shared<'_> {
        let mut facts: Vec<&[Citation]> = vec![&self.sources];
        facts.extend(self.contributions.nodes.iter().map(|said| said.sources.as_slice()));
        facts.extend(self.decisions.nodes.iter().map(|decision| decision.sources.as_slice()));
        facts.extend(self.recommendations.nodes.iter().map(|recommended| recommended.sources.as_slice()));
        facts.extend(self.votes.nodes.iter().map(|vote| vote.sources.as_slice()));
        facts.extend(self.action_items.nodes.iter().map(|action| action.sources.as_slice()));
        Shared::places(facts)
    }

    /// Whether nothing of what was said is given word for word.
    fn is_in_our_words(&self) -> bool {
        self.contributions.nodes.iter().all(|said| !said.verbatim)
    }

    /// Whether a contribution is among those shown.
    fn holds(&self, position: &u32) -> bool {
        self.contributions.nodes.iter().any(|said| said.position == *position)
    }

    /// Whether of something to be done no source says what became of it.
    fn has_open_actions(&self) -> bool {
        self.action_items.nodes.iter().any(|action| action.status == "NOT_KNOWN")
    }
}

impl Meeting {
    /// Time of the day in the United Kingdom; none where only the day is known.
    fn time(&self) -> Option<String> {
        let at = chrono::DateTime::parse_from_rfc3339(self.starts_at.as_deref()?).ok()?;
        Some(at.with_timezone(&chrono_tz::Europe::London).format("%-H:%M").to_string())
    }

    fn table(&self) -> Table {
        let mut rows = Vec::new();
        for item in &self.agenda_items.nodes {
            let place = || [item.number.clone().unwrap_or_default(), item.title.clone()];
            let mut add = |kind: &str, who: Option<&Actor>, text: &str| {
                let who = who.map(|who| who.name().to_string()).unwrap_or_default();
                rows.push([place().as_slice(), &[kind.into(), who, text.into()]].concat());
            };
            add("ITEM", None, item.summary.as_deref().unwrap_or_default());
            for said in &item.contributions.nodes {
                add(&said.kind, said.speaker.as_ref(), &said.text);
            }
            for decision in &item.decisions.nodes {
                add("DECISION", None, &decision.text);
            }
        }
        Table { columns: vec!["item", "title", "kind", "who", "text"], rows }
    }
}

#[derive(Template)]
#[template(path = "meeting.html")]
struct Page {
    frame: Frame,
    meeting: Meeting,
    /// The date, to tell what is still to come.
    today: String,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>, id: web::Path<String>) -> HttpResponse {
    if !address::is_id(&id) {
        return frame::nothing(&request);
    }
    let asked = ask(&asking, QUERY, Map::from_iter([("id".to_string(), json!(*id))])).await;
    let meeting = match asked.data::<Data>().and_then(|data| data.meeting.ok_or(Trouble::Nothing)) {
        Ok(meeting) => meeting,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let board = &meeting.board;
    let title = format!("{}, {}", board.name, filters::written(&meeting.date));
    let description = format!("Meeting of the {title}: agenda, what was said and decided, papers, who came.");
    let council = board.council.as_ref().map(|council| (council.name.as_str(), format!("/councils/{}", council.slug)));
    let mut crumbs: Vec<(&str, String)> = council.into_iter().collect();
    crumbs.push((board.name.as_str(), format!("/boards/{}", board.slug)));
    let status = match meeting.status.as_str() {
        "CANCELLED" => "https://schema.org/EventCancelled",
        "POSTPONED" => "https://schema.org/EventPostponed",
        _ => "https://schema.org/EventScheduled",
    };
    let frame = Frame::new(&request, title, description).below(&crumbs).structured(
        &asking,
        "Event",
        json!({
            "name": meeting.title,
            "startDate": meeting.starts_at.as_ref().unwrap_or(&meeting.date),
            "eventStatus": status,
            "location": meeting.venue.as_ref().map(|venue| json!({ "@type": "Place", "name": venue })),
            "organizer": { "@type": "Organization", "name": board.name, "url": format!("{}/boards/{}", asking.base(), board.slug) },
        }),
    );
    let table = meeting.table();
    frame::send(&request, &asked, frame, Some(table), |frame| Page {
        frame,
        meeting,
        today: filters::today().to_string(),
    })
}
