//! The items of a meeting: what the agenda and the minutes say of each, its papers, its issue and what was decided.

use chrono::NaiveDate;
use entities::agenda_item::TABLE;
use uuid::Uuid;

use super::super::meeting::Item;
use super::batch::Batch;
use super::board::Board;
use super::held::Held;
use super::host::Host;
use super::matter;
use super::meeting::{Given, links};
use super::paper;
use super::said;
use super::speaker::Room;
use crate::record::{Actor, Citation, Record};

/// Where an item is.
pub struct Place<'a> {
    /// Its record.
    pub id: Uuid,
    /// What the ids of what lies under it are made of.
    pub key: String,
    pub board: &'a Board,
    /// The day of its meeting.
    pub day: NaiveDate,
    /// Where it was read.
    pub read: Citation,
}

impl Place<'_> {
    /// Where a part of it was read.
    pub fn part(&self, part: &str) -> Citation {
        let locator = self.read.locator.as_ref().map(|item| format!("{item}, {part}"));
        Citation { locator, ..self.read.clone() }
    }
}

/// Adds the items of a meeting.
pub fn items(
    host: &Host,
    held: &mut Held,
    given: &Given,
    (meeting, day): (Uuid, NaiveDate),
    room: &Room,
    batch: &mut Batch,
) {
    for (item, position) in given.meeting.items.iter().zip(1_i32..) {
        one(host, held, given, (meeting, day), room, (item, position), batch);
    }
}

fn one(
    host: &Host,
    held: &mut Held,
    given: &Given,
    (meeting, day): (Uuid, NaiveDate),
    room: &Room,
    (item, position): (&Item, i32),
    batch: &mut Batch,
) {
    let title = batch.public(item.title.as_deref().unwrap_or("(no title)"));
    let title = title.as_str();
    let number = item.printed_number.as_deref().map(|n| n.trim_end_matches('.')).filter(|n| !n.is_empty());
    let minute_number = minute_number(item);
    let identifier = host.identifier("item", item.id);
    let prior = given.prior.item(Some(&identifier.value), &[minute_number.as_deref(), number], title);
    // Another item of this meeting may be the one that somebody else wrote.
    let prior = prior.map(|prior| prior.id).filter(|id| !batch.has(*id));
    let id = prior.unwrap_or_else(|| host.own("item", item.id));
    let open = item.restricted != Some(true) && item.display_allowed != Some(false);
    let agenda = item.agenda.as_ref().filter(|_| open).map(|body| batch.public_body(body));
    let published = item.minutes_published.or(given.meeting.minutes_published) == Some(true);
    let minutes = item.minutes.as_ref().filter(|_| open && published).map(|body| batch.public_body(body));
    let facts = given.facts.item(item.id);
    let issue = facts.and_then(|f| f.issue.as_ref());
    let council = host.councils.iter().find(|council| Some(council.id) == given.board.council);
    let issue = issue.map(|issue| matter::issue(host, held, council, issue, batch));
    let shown = item.display_allowed != Some(false);
    let papers = item.documents.iter().filter(|_| shown);
    let papers = papers.filter_map(|document| paper::document(host, document, !open, batch)).collect();

    let mut record = Record::new(&TABLE, id)
        .with("meeting_id", meeting)
        .with("number", number)
        .with("minute_number", minute_number)
        .with("is_heading", item.number.map(|n| n == 0))
        .with("position", position)
        .with("title", title)
        .with("access", (item.restricted == Some(true)).then_some("RESTRICTED"))
        .with("issue_id", issue)
        .with("topics_known", false)
        .with("declarations", item.declarations.and_then(|n| i32::try_from(n).ok()))
        .with("notes", if open { notes(item, batch) } else { None })
        .with("agenda_text", agenda.as_ref().map(|body| body.text.as_str()))
        .with("agenda_html", agenda.as_ref().map(|body| body.html.as_str()))
        .with("minutes_text", minutes.as_ref().map(|body| body.text.as_str()))
        .with("minutes_html", minutes.as_ref().map(|body| body.html.as_str()));
    if open {
        record.actors = presenters(held, given, room, item, batch);
    }
    record.links = links(papers);
    record.identifiers = vec![identifier];
    let read = host.service(format_args!("GetMeeting {}, agendaitem {}", given.meeting.id, item.id));
    record.citations = vec![read.clone()];
    record.citations.extend(issue.is_some().then(|| host.on_page(agenda_page(given))));
    record.feed = prior.map(|_| host.feed().into());
    batch.add(record);
    if given.prior.told.contains(&id) {
        return;
    }
    let place = Place { id, key: item.id.to_string(), board: given.board, day, read };
    let published = item.decision_published.or(given.meeting.decisions_published) != Some(false);
    let is_decided = open && item.is_decision == Some(true) && published;
    let page = facts.and_then(|f| f.decision.as_ref());
    let decided =
        is_decided.then(|| matter::decision(host, held, &place, item.decision.as_ref(), page, batch)).flatten();
    if let Some(body) = minutes {
        said::minutes(host, held, &place, &body.text, room, decided, batch);
    }
}

/// The page of the agenda, which leads to issues.
fn agenda_page(given: &Given) -> String {
    format!("ieListDocuments.aspx?CId={}&MId={}", given.board.number, given.meeting.id)
}

/// The number in the minutes, which has a series of its own.
fn minute_number(item: &Item) -> Option<String> {
    let number = item.minutes_number.filter(|n| *n > 0)?;
    Some(format!("{number}{}", item.minutes_sub_number.as_deref().unwrap_or_default()))
}

/// What the council notes under labels of its own, as a JSON array.
fn notes(item: &Item, batch: &mut Batch) -> Option<String> {
    let notes: Vec<String> = item
        .comments
        .iter()
        .map(|comment| match &comment.label {
            Some(label) => format!("{label}: {}", batch.public(&comment.text)),
            None => batch.public(&comment.text),
        })
        .collect();
    (!notes.is_empty()).then(|| serde_json::Value::from(notes).to_string())
}

/// Who presents, where one of the council's own labels says so.
fn presenters(held: &Held, given: &Given, room: &Room, item: &Item, batch: &mut Batch) -> Vec<Actor> {
    let says = |label: &Option<String>| {
        label
            .as_deref()
            .is_some_and(|label| ["presented by", "presenter"].contains(&label.trim().to_lowercase().as_str()))
    };
    let comments = item.comments.iter().filter(|comment| says(&comment.label));
    comments.map(|comment| room.named(held, given.board, "PRESENTER", &batch.public(&comment.text))).collect()
}
