//! `/documents/<id>`: a document, where it was taken up, and what its file says, fifteen pages at a time.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use super::document_name::{Instrument, Mention, Name, names};
use crate::address::{self, Given};
use crate::ask::{Query, Trouble, ask};
use crate::csv::Table;
use crate::frame::{self, Frame};
use crate::part::{
    Actor, Board, Citation, Count, Document as Other, List, Meeting, Place, Programme, Strategy, web_address,
};
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/document.graphql"));

/// Pages of the document on one page here, as the query asks for them.
const SHOWN: i32 = 15;

#[derive(Debug, Deserialize)]
struct Data {
    document: Option<Document>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    id: String,
    title: String,
    kind: String,
    date: Option<String>,
    period: Option<String>,
    #[serde(deserialize_with = "web_address")]
    url: Option<String>,
    available: Option<bool>,
    access: Option<String>,
    restriction: Option<String>,
    is_key: Option<bool>,
    key_reason_text: Option<String>,
    board: Option<Board>,
    parent: Option<Parent>,
    authors: Vec<Actor>,
    attachments: List<Other>,
    meetings: List<Meeting>,
    agenda_items: List<Place>,
    programmes: List<Programme>,
    strategies: List<Strategy>,
    text_of: List<Strategy>,
    policy_instruments: List<Instrument>,
    files: List<File>,
    held: Count,
    pages: List<Words>,
    mentions: List<Mention>,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
struct Parent {
    id: String,
    title: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    outcome: String,
    media_type: Option<String>,
    bytes: Option<u64>,
    page_count: Option<u64>,
    pages_without_words: Option<u64>,
    retrieved_on: String,
}

/// What a page says.
#[derive(Debug, Deserialize)]
struct Words {
    position: i32,
    number: Option<i32>,
    text: String,
}

impl File {
    /// What came of reading it, in a sentence.
    fn said(&self) -> String {
        let without = self.pages_without_words.unwrap_or(0);
        let pages = if without == 1 { "1 page, which shows".into() } else { format!("{without} pages, which show") };
        match self.outcome.as_str() {
            "READ" => "Its words were read.".into(),
            "PARTLY_READ" => {
                format!("Its words were read, but for {pages} none that can be read, as scans and pictures do.")
            }
            "NO_WORDS" => {
                "It shows no words that can be read: it is a scan or pictures, or does not tell its letters.".into()
            }
            "LOCKED" => "It opens only with a password.".into(),
            "DAMAGED" => "It is damaged, so that it could not be read.".into(),
            "OTHER_FORMAT" => "It is in a format that is not read here.".into(),
            "TOO_LARGE" => "It is too large to be read here, or takes too long.".into(),
            "NOT_THERE" => "Its address leads to no file.".into(),
            other => filters::phrase(other),
        }
    }

    /// What it is: its format, its pages, its size.
    fn shape(&self) -> String {
        let format = match self.media_type.as_deref() {
            Some("application/pdf") => Some("PDF".into()),
            Some("text/html") => Some("web page".into()),
            Some("text/plain") => Some("plain text".into()),
            other => other.map(str::to_owned),
        };
        let pages = self.page_count.map(|n| if n == 1 { "1 page".into() } else { format!("{n} pages") });
        let size = self.bytes.map(|bytes| match bytes {
            0..1_000 => format!("{bytes} bytes"),
            1_000..1_000_000 => format!("{} kB", bytes / 1_000),
            _ => format!("{:.1} MB", bytes as f64 / 1e6),
        });
        [format, pages, size].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl Document {
    /// Where its words go on, and where they begin, seen from a page.
    fn ways(&self, from: i32) -> (Option<String>, Option<String>) {
        let path = format!("/documents/{}", self.id);
        let last = self.pages.nodes.last().map_or(from, |page| page.position);
        let next = (self.pages.more() > 0).then(|| (last + 1).to_string());
        let back = (from > 1).then(|| (from - SHOWN).max(1).to_string());
        let to =
            |from: Option<String>| from.map(|from| format!("{}#words", address::with(&path, &[("from", Some(&from))])));
        (to(back), to(next))
    }
}

#[derive(Template)]
#[template(path = "document.html")]
struct Page {
    frame: Frame,
    document: Document,
    /// Names in the title and on pages, each once.
    names: Vec<Name>,
    back: Option<String>,
    next: Option<String>,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>, id: web::Path<String>) -> HttpResponse {
    if !address::is_id(&id) {
        return frame::nothing(&request);
    }
    let given = Given::of(&request);
    let from = match given.one("from").map(str::parse::<i32>) {
        None => 1,
        Some(Ok(from)) if from >= 1 => from,
        Some(_) => return frame::wrong(&request, "The page to begin with must be a whole number from 1."),
    };
    let variables = Map::from_iter([("id".to_string(), json!(*id)), ("from".to_string(), json!(from))]);
    let asked = ask(&asking, QUERY, variables).await;
    let document = match asked.data::<Data>().and_then(|data| data.document.ok_or(Trouble::Nothing)) {
        Ok(document) => document,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let council = document.board.as_ref().or(document.meetings.nodes.iter().find_map(|m| m.board.as_ref()));
    let council = council.or(document.agenda_items.nodes.iter().find_map(|item| item.meeting.board.as_ref()));
    let above = council.and_then(|board| board.council.as_ref());
    let of = above.map(|council| format!(", {}", council.name)).unwrap_or_default();
    let description = format!("{}{of}: where it was taken up, and what it says.", document.title);
    let above = above.map(|council| (council.name.as_str(), format!("/councils/{}", council.slug)));
    let crumbs: Vec<(&str, String)> = [("Councils", "/councils".into())].into_iter().chain(above).collect();
    let frame = Frame::new(&request, &document.title, description).below(&crumbs).structured(
        &asking,
        "DigitalDocument",
        json!({ "name": document.title, "datePublished": document.date, "sameAs": document.url }),
    );
    let row = |page: &Words| vec![page.number.map(|n| n.to_string()).unwrap_or_default(), page.text.clone()];
    let rows: Vec<Vec<String>> = document.pages.nodes.iter().map(row).collect();
    let table = (!rows.is_empty()).then(|| Table { columns: vec!["page", "text"], rows });
    let names = names(&document.mentions.nodes);
    let (back, next) = document.ways(from);
    frame::send(&request, &asked, frame, table, |frame| Page { frame, document, names, back, next })
}
