//! A meeting with its papers and its attendance.

use chrono::{LocalResult, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Europe::London;
use entities::meeting::TABLE;
use uuid::Uuid;

use super::super::meeting::{Attendee, Meeting};
use super::super::meetings::ListedMeeting;
use super::super::{name, status};
use super::batch::Batch;
use super::board::Board;
use super::facts::Facts;
use super::held::{Held, plain};
use super::host::Host;
use super::item;
use super::paper;
use super::prior::Prior;
use super::speaker::Room;
use crate::record::{Actor, Link, Record};

/// All that is known of a meeting when it is mapped.
pub struct Given<'a> {
    pub board: &'a Board,
    pub listed: &'a ListedMeeting,
    pub meeting: &'a Meeting,
    /// What its pages say besides.
    pub facts: &'a Facts,
    /// What others wrote of it.
    pub prior: &'a Prior,
}

/// Adds the records of a meeting; none if it has no day, without which it cannot be one.
pub fn meeting(host: &Host, held: &mut Held, given: &Given, batch: &mut Batch) {
    let Given { board, listed, meeting, .. } = given;
    let Some(date) = meeting.date.or(listed.date) else { return };
    let number = meeting.id;
    let locator = format!("GetMeeting {number}");
    let id = given.prior.meeting.unwrap_or_else(|| host.own("meeting", number));
    let written = meeting.status.as_deref().or(listed.status.as_deref());
    let (word, note) = written.map(status::meeting).unwrap_or_default();
    let begins = meeting.actual_start.or(meeting.time).or(listed.time);
    let ends = meeting.actual_finish;
    // A meeting that ends after midnight ends on a day that is not said.
    let ends = ends.filter(|end| begins.is_none_or(|begin| *end >= begin));
    let shown = meeting.display_allowed != Some(false);

    let mut papers = Vec::new();
    if shown {
        papers.extend(meeting.documents.iter().filter_map(|document| paper::document(host, document, false, batch)));
    }
    let room = attendance(host, held, given, id, batch);
    let page = format!("ieListDocuments.aspx?CId={}&MId={number}", board.number);
    let mut record = Record::new(&TABLE, id)
        .with("board_id", board.id)
        .with("title", board.title.as_str())
        .with("date", date)
        .with("starts_at", begins.and_then(|time| moment(date, time)))
        .with("ends_at", ends.and_then(|time| moment(date, time)))
        .with("status", standing(word, meeting.minutes_published))
        .with("status_as_written", written.map(|text| batch.public(text)))
        .with("note", note.map(|text| batch.public(&text)))
        .with("venue", venue(meeting).map(|text| batch.public(&text)))
        .with("attendance_known", room.known)
        .with("website", host.page(page))
        .with("webcast", meeting.webcast.or(listed.webcast))
        .with("agenda_published", meeting.agenda_published)
        .with("minutes_published", meeting.minutes_published)
        .with("decisions_published", meeting.decisions_published);
    record.links = links(papers);
    record.identifiers = vec![host.identifier("meeting", number)];
    record.citations = vec![host.service(&locator)];
    record.feed = given.prior.meeting.map(|_| host.feed().into());
    batch.add(record);
    if shown {
        item::items(host, held, given, (id, date), &room, batch);
    }
}

/// Links to papers, each once.
pub fn links(papers: Vec<Uuid>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::with_capacity(papers.len());
    for to in papers {
        if !links.iter().any(|link| link.to == to) {
            links.push(Link { role: "DOCUMENT", to, certainty: "STATED" });
        }
    }
    links
}

/// Published minutes say that a meeting took place, if nothing else does.
fn standing(word: Option<&'static str>, minutes: Option<bool>) -> &'static str {
    match word {
        Some("CONFIRMED" | "SCHEDULED" | "PROVISIONAL") | None if minutes == Some(true) => "HELD",
        Some(word) => word,
        None => "SCHEDULED",
    }
}

fn venue(meeting: &Meeting) -> Option<String> {
    match (&meeting.location, &meeting.room) {
        (Some(place), Some(room)) if plain(place).contains(&plain(room)) => Some(place.clone()),
        (Some(place), Some(room)) => Some(format!("{room}, {place}")),
        (place, room) => place.clone().or_else(|| room.clone()),
    }
}

/// Milliseconds since 1970 of a local time; none where the clocks leave it open.
pub fn moment(day: NaiveDate, time: NaiveTime) -> Option<i64> {
    match London.from_local_datetime(&day.and_time(time)) {
        LocalResult::Single(moment) => Some(moment.timestamp_millis()),
        LocalResult::Ambiguous(..) | LocalResult::None => None,
    }
}

/// Adds who came, and gives who is in the room.
fn attendance(host: &Host, held: &mut Held, given: &Given, meeting: Uuid, batch: &mut Batch) -> Room {
    let mut room = Room::default();
    let locator = format!("GetMeeting {}, attendees", given.meeting.id);
    for (place, attendee) in given.meeting.attendees.iter().enumerate() {
        let Some(written) = attendee.name.as_deref() else { continue };
        let (word, as_written) = came(given, attendee);
        let person = person(host, held, given.board, attendee, written, batch);
        let came = matches!(word, "PRESENT" | "REMOTE" | "SUBSTITUTE");
        room.known |= !matches!(word, "EXPECTED" | "NOT_KNOWN");
        room.enter(person, written, attendee.role.as_deref(), came);
        let key = attendee.id.map_or_else(|| format!("{}/{place}", plain(written)), |number| number.to_string());
        let id = host.own("attendance", format_args!("{}/{key}", given.meeting.id));
        if given.prior.attended {
            continue;
        }
        let mut record = Record::new(&entities::attendance::TABLE, id)
            .with("meeting_id", meeting)
            .with("status", word)
            .with("status_as_written", as_written)
            .with("capacity", attendee.role.as_deref());
        record.actors = vec![Actor {
            role: "ATTENDEE",
            as_written: Some(written.into()),
            person,
            post: None,
            organisation: None,
            board: None,
            council: None,
            resolution: if person.is_some() { "RESOLVED" } else { "NAME_ONLY" },
            certainty: "STATED",
        }];
        record.citations = vec![host.service(&locator)];
        batch.add(record);
    }
    room
}

/// Whether an attendee came. What a page says counts where the service only expects.
fn came(given: &Given, attendee: &Attendee) -> (&'static str, Option<String>) {
    let written = attendee.attendance.clone();
    let word = written.as_deref().map_or("NOT_KNOWN", status::attendance);
    let on_page = || attendee.id.and_then(|number| given.facts.attendance(number));
    match on_page().filter(|_| matches!(word, "EXPECTED" | "NOT_KNOWN")) {
        Some(page) => (status::attendance(page), Some(page.to_string())),
        None => (word, written),
    }
}

/// The person whom the system numbers so, whose record is added if the roster does not bring it.
fn person(
    host: &Host,
    held: &mut Held,
    board: &Board,
    attendee: &Attendee,
    written: &str,
    batch: &mut Batch,
) -> Option<Uuid> {
    let number = attendee.id?;
    if name::is_vacancy(written) {
        return None;
    }
    let council = host.councils.iter().find(|c| Some(c.id) == board.council);
    let (honorific, name) = name::split(written);
    let placed = held.place(host, &entities::person::TABLE, "person", &number.to_string(), council, &name);
    if placed.known {
        return Some(placed.id);
    }
    let mut record = placed
        .record(host, &entities::person::TABLE)
        .with("name", name)
        .with("honorific", honorific)
        .with("council_id", council.map(|c| c.id));
    record.identifiers = vec![host.identifier("person", number)];
    record.citations = vec![host.service(format_args!("memberid {number}"))];
    batch.add(record);
    Some(placed.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_say_that_it_was_held() {
        assert_eq!(standing(Some("CONFIRMED"), Some(true)), "HELD");
        assert_eq!(standing(Some("CONFIRMED"), Some(false)), "CONFIRMED");
        assert_eq!(standing(Some("CANCELLED"), Some(true)), "CANCELLED");
        assert_eq!(standing(None, None), "SCHEDULED");
    }

    #[test]
    fn times_are_those_of_london() {
        let day = |m, d| NaiveDate::from_ymd_opt(2025, m, d).expect("a day");
        let at = |h, m| NaiveTime::from_hms_opt(h, m, 0).expect("a time");
        assert_eq!(moment(day(7, 1), at(19, 0)), Some(1_751_392_800_000), "18:00 UTC in summer");
        assert_eq!(moment(day(12, 15), at(16, 0)), Some(1_765_814_400_000), "16:00 UTC in winter");
        assert_eq!(moment(day(3, 30), at(1, 30)), None, "a time that does not come");
        assert_eq!(moment(day(10, 26), at(1, 30)), None, "a time that comes twice");
    }
}
