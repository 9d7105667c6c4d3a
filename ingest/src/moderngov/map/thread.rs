//! A page "Issue - meetings" by itself, saved by hand: the issue, its meetings and what was said and decided there.

use entities::{agenda_item, board, issue, meeting};
use sea_orm::{DatabaseConnection, DbErr};

use super::super::board_kind;
use super::super::page::issue_meetings::{IssueMeeting, IssueMeetings};
use super::batch::Batch;
use super::board::Board;
use super::held::{Held, plain};
use super::host::{Council, Host};
use super::item::Place;
use super::matter;
use super::meeting::links;
use super::own::SAVED;
use super::paper;
use super::prior::{self, Prior};
use super::said;
use super::speaker::Room;
use crate::record::{Citation, Record};

/// Adds what a page says, and the installation where that is not held. Boards, meetings and items that are held are joined;
/// under an item of which something is told already, nothing is added. Gives how many meetings could not be placed: they
/// have no day.
pub async fn thread(
    db: &DatabaseConnection,
    host: &Host,
    held: &mut Held,
    page: &IssueMeetings,
    batch: &mut Batch,
) -> Result<u64, DbErr> {
    held.add_source(host, batch);
    let title = page.title.as_deref().unwrap_or("(no title)");
    let papers = paper::held(db, host, page.meetings.iter().flat_map(|one| &one.documents)).await?;
    let mut undated = 0;
    for (n, one) in page.meetings.iter().enumerate() {
        let council = host.council_of(&[&one.board]);
        let issue = issue_titled(host, held, council, title, batch);
        let Some(day) = one.date else {
            undated += 1;
            continue;
        };
        let board = board_of(host, held, council, one, title, batch);
        let prior = prior::on_day(db, board.id, day).await?.unwrap_or_default();
        let meeting = sitting(host, &board, one, day, &prior, title, batch);
        let item_title = one.title.as_deref().unwrap_or(title);
        let known = prior.item(None, &[Some(one.item.as_str())], item_title).map(|item| item.id);
        let key = format!("{}/{day}/{}", plain(&one.board), one.item);
        let agenda = one.agenda.as_deref().map(|text| batch.public(text));
        let minutes = one.minutes.as_deref().map(|text| batch.public(text));
        let own = host.own("item-of-issue", &key);
        let id = known.unwrap_or(own);
        let read = cited(host, title, one);
        let mut record = Record::new(&agenda_item::TABLE, id)
            .with("meeting_id", meeting)
            .with("minute_number", one.item.as_str())
            .with("position", i32::try_from(n + 1).unwrap_or(i32::MAX))
            .with("title", item_title)
            .with("issue_id", issue)
            .with("topics_known", false)
            .with("agenda_text", agenda)
            .with("minutes_text", minutes.as_deref());
        let documents = one.documents.iter();
        let documents = documents.filter_map(|document| paper::linked(host, document, &papers, &read, batch));
        record.links = links(documents.collect());
        record.citations = vec![read.clone()];
        record.feed = (id != own).then(|| format!("issue:{}", host.name).into());
        batch.add(record);
        if prior.told.contains(&id) {
            continue;
        }
        let place = Place { id, key, board: &board, day, read };
        let decided = one.decision.as_deref().map(|text| batch.public(text));
        let decided = decided.map(|text| decision(host, &place, &text, batch));
        if let Some(text) = minutes.as_deref() {
            said::minutes(host, held, &place, text, &Room::default(), decided, batch);
        }
    }
    Ok(undated)
}

/// Where it was read: there is no address, only the title and the meeting.
fn cited(host: &Host, title: &str, one: &IssueMeeting) -> Citation {
    let day = one.date.map(|day| day.to_string()).unwrap_or_default();
    host.on_page(format_args!("{SAVED} {title}, {day}, {} (Item {})", one.board, one.item))
}

fn issue_titled(host: &Host, held: &mut Held, council: Option<&Council>, title: &str, batch: &mut Batch) -> uuid::Uuid {
    if let Some(known) = council.and_then(|c| held.named("issue", c.id, title)) {
        return known;
    }
    let place = council.map_or(host.name.as_str(), |c| c.slug.as_str());
    let number = format!("{place}/{}", plain(title));
    let placed = held.place(host, &issue::TABLE, "titled-issue", &number, council, title);
    if !placed.known && !placed.joined {
        let mut record = placed
            .record(host, &issue::TABLE)
            .with("title", title)
            .with("kind", "NOT_KNOWN")
            .with("council_id", council.map(|c| c.id));
        record.citations = vec![host.on_page(format_args!("{SAVED} {title}"))];
        batch.add(record);
    }
    placed.id
}

fn board_of(
    host: &Host,
    held: &mut Held,
    council: Option<&Council>,
    one: &IssueMeeting,
    title: &str,
    batch: &mut Batch,
) -> Board {
    let whose = council.map(|c| c.id);
    if let Some(id) = council.and_then(|c| held.named("board", c.id, &one.board)) {
        return Board { number: 0, id, title: one.board.clone(), council: whose };
    }
    let place = council.map_or(host.name.as_str(), |c| c.slug.as_str());
    let number = format!("{place}/{}", plain(&one.board));
    let placed = held.place(host, &board::TABLE, "named-board", &number, council, &one.board);
    if !placed.known && !placed.joined {
        let mut record = placed
            .record(host, &board::TABLE)
            .with("name", one.board.as_str())
            .with("kind", board_kind::of(&one.board, None))
            .with("council_id", council.map(|c| c.id));
        record.citations = vec![host.on_page(format_args!("{SAVED} {title}"))];
        batch.add(record);
    }
    Board { number: 0, id: placed.id, title: one.board.clone(), council: whose }
}

fn sitting(
    host: &Host,
    board: &Board,
    one: &IssueMeeting,
    day: chrono::NaiveDate,
    prior: &Prior,
    title: &str,
    batch: &mut Batch,
) -> uuid::Uuid {
    if let Some(id) = prior.meeting {
        return id;
    }
    let id = host.own("meeting-of-issue", format_args!("{}/{day}", plain(&one.board)));
    let told = one.minutes.is_some() || one.decision.is_some();
    let mut record = Record::new(&meeting::TABLE, id)
        .with("board_id", board.id)
        .with("title", one.board.as_str())
        .with("date", day)
        .with("status", if told { "HELD" } else { "SCHEDULED" })
        .with("attendance_known", false)
        .with("minutes_published", one.minutes.is_some().then_some(true));
    record.citations = vec![host.on_page(format_args!("{SAVED} {title}, {day}"))];
    batch.add(record);
    id
}

fn decision(host: &Host, place: &Place, text: &str, batch: &mut Batch) -> uuid::Uuid {
    let id = host.own("decision", &place.key);
    let mut record = Record::new(&entities::decision::TABLE, id)
        .with("agenda_item_id", place.id)
        .with("board_id", place.board.id)
        .with("date", place.day)
        .with("text", text)
        .with("verbatim", true)
        .with("effects", matter::effects(text));
    record.citations = vec![place.part("decision")];
    batch.add(record);
    id
}
