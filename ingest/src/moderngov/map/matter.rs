//! Issues, and decisions that the system holds as such.

use chrono::NaiveDate;
use entities::{decision, issue};
use sea_orm::Value;
use uuid::Uuid;

use super::super::text::Body;
use super::batch::Batch;
use super::board::Board;
use super::facts::{DecisionFacts, IssueFacts};
use super::held::{Held, Placed};
use super::host::{Council, Host};
use super::item::Place;
use crate::minutes;
use crate::record::{Actor, Citation, Link, Record};

/// Adds an issue with what its pages say, and gives its id. If only its name could be read, what is held stays.
pub fn issue(host: &Host, held: &mut Held, council: Option<&Council>, facts: &IssueFacts, batch: &mut Batch) -> Uuid {
    let placed = place_of(host, held, council, facts);
    let stays = facts.name_only && placed.known;
    if !stays && !batch.has(placed.id) {
        let kind = if facts.due.is_some() || facts.is_key.is_some() { "DECISION" } else { "NOT_KNOWN" };
        let read = host.on_page(issue_page(facts.number));
        batch.add(issue_record(host, &placed, council, facts, (kind, read)));
    }
    placed.id
}

/// The id of an issue about which something is to be decided; one that is not held is added with what was read of it
/// elsewhere.
pub fn new_issue(
    host: &Host,
    held: &mut Held,
    council: Option<&Council>,
    facts: &IssueFacts,
    read: &Citation,
    batch: &mut Batch,
) -> Uuid {
    let placed = place_of(host, held, council, facts);
    if !placed.known && !batch.has(placed.id) {
        batch.add(issue_record(host, &placed, council, facts, ("DECISION", read.clone())));
    }
    placed.id
}

fn place_of(host: &Host, held: &mut Held, council: Option<&Council>, facts: &IssueFacts) -> Placed {
    held.place(host, &issue::TABLE, "issue", &facts.number.to_string(), council, &issue_title(facts))
}

fn issue_title(facts: &IssueFacts) -> String {
    facts.title.clone().unwrap_or_else(|| format!("Issue {}", facts.number))
}

fn issue_page(number: u64) -> String {
    format!("mgIssueHistoryHome.aspx?IId={number}")
}

fn issue_record(
    host: &Host,
    placed: &Placed,
    council: Option<&Council>,
    facts: &IssueFacts,
    (kind, read): (&str, Citation),
) -> Record {
    let mut record = placed
        .record(host, &issue::TABLE)
        .with("title", issue_title(facts))
        .with("kind", kind)
        .with("council_id", council.map(|c| c.id))
        .with("is_key", facts.is_key)
        .with("status_as_written", facts.status.as_deref())
        .with("decision_due", facts.due.as_deref())
        .with("notice_published_on", day(&facts.notice))
        .with("website", host.page(issue_page(facts.number)));
    record.identifiers = vec![host.identifier("issue", facts.number)];
    record.citations = vec![read];
    record
}

/// Adds the formal decision under an item, from what the service says, from its page, or from both. None if neither has
/// its words.
pub fn decision(
    host: &Host,
    held: &mut Held,
    place: &Place,
    body: Option<&Body>,
    page: Option<&DecisionFacts>,
    batch: &mut Batch,
) -> Option<Uuid> {
    let text = batch.public(body.map(|b| b.text.as_str()).or(page.and_then(|p| p.text.as_deref()))?);
    let html = body.map(|b| b.html.as_str()).or(page.and_then(|p| p.html.as_deref())).map(|html| batch.public(html));
    let id = host.own("decision", &place.key);
    let board = place.board;
    let wards = page.map(|p| p.wards.as_slice()).unwrap_or_default();
    let date = page.and_then(|p| day(&p.decided)).unwrap_or(place.day);
    let mut record = Record::new(&decision::TABLE, id)
        .with("agenda_item_id", place.id)
        .with("board_id", board.id)
        .with("date", date)
        .with("text", text.as_str())
        .with("verbatim", true)
        .with("effects", effects(&text))
        .with("html", html);
    record = with_facts(record, page, batch);
    record.identifiers = vec![host.identifier("decision", &place.key)];
    record.actors.extend(page.and_then(|p| p.maker.as_deref()).map(|maker| made_by(held, board, maker)));
    for council in host.councils.iter().filter(|c| Some(c.id) == board.council) {
        record.links.extend(affected(held, council, wards));
    }
    record.citations = vec![place.part("decision")];
    if page.is_some() {
        let page = host.on_page(format_args!("ieDecisionDetails.aspx?AIId={}", place.key));
        if body.is_some() { record.citations.push(page) } else { record.citations = vec![page] }
    }
    batch.add(record);
    Some(id)
}

/// A decision with what its page says of it, but for its words, its day, its maker and its links.
pub fn with_facts(record: Record, page: Option<&DecisionFacts>, batch: &mut Batch) -> Record {
    let Some(page) = page else { return record };
    record
        .with("is_key", page.is_key)
        .with("all_wards", page.all_wards)
        .with("call_in", (page.call_in == Some(false)).then_some("NOT_ELIGIBLE"))
        .with("call_in_deadline", day(&page.call_in_deadline))
        .with("status_as_written", page.status.as_deref())
        .with("published_on", day(&page.published))
        .with("effective_from", day(&page.effective))
        .with("wards_as_written", list(&page.wards))
        .with("reasons", page.reasons.as_deref().map(|text| batch.public(text)))
        .with("alternatives", page.alternatives.as_deref().map(|text| batch.public(text)))
}

/// What the words of a decision do, as a JSON array.
pub fn effects(text: &str) -> String {
    let mut effects: Vec<&str> = Vec::new();
    for effect in minutes::read_decision(text).resolutions.into_iter().flat_map(|r| r.effects) {
        if !effects.contains(&effect) {
            effects.push(effect);
        }
    }
    if effects.is_empty() {
        effects.push("NOT_KNOWN");
    }
    serde_json::Value::from(effects).to_string()
}

fn list(texts: &[String]) -> Value {
    if texts.is_empty() { Value::String(None) } else { serde_json::Value::from(texts.to_vec()).to_string().into() }
}

/// The maker of a decision: its board if the words are its name.
fn made_by(held: &Held, board: &Board, words: &str) -> Actor {
    let same = super::held::plain(words) == super::held::plain(&board.title);
    let board_id = if same { Some(board.id) } else { board.council.and_then(|c| held.named("board", c, words)) };
    Actor {
        role: "MAKER",
        as_written: Some(words.into()),
        person: None,
        post: None,
        organisation: None,
        board: board_id,
        council: None,
        resolution: if board_id.is_some() { "RESOLVED" } else { "NAME_ONLY" },
        certainty: "STATED",
    }
}

/// Links to the wards that are known by name.
pub fn affected(held: &Held, council: &Council, wards: &[String]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for to in wards.iter().filter_map(|ward| held.named("area", council.id, ward)) {
        if !links.iter().any(|link| link.to == to) {
            links.push(Link { role: "WARD", to, certainty: "STATED" });
        }
    }
    links
}

/// A day that is kept as YYYY-MM-DD.
pub fn day(text: &Option<String>) -> Option<NaiveDate> {
    text.as_deref()?.parse().ok()
}
