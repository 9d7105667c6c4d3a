//! GetMeetings and GetAllMeetingsByDate: lists of meetings.

use chrono::{NaiveDate, NaiveTime};
use roxmltree::Node;

use super::answer::{Parsed, read, read_root};
use super::element;
use super::note::{Note, note};
use super::unexpected::Unexpected;

/// A meeting as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedMeeting {
    /// Unique only on its host.
    pub id: u64,
    pub committee_id: Option<u64>,
    pub committee_title: Option<String>,
    pub date: Option<NaiveDate>,
    pub time: Option<NaiveTime>,
    /// As written: see [`super::status::meeting`].
    pub status: Option<String>,
    pub webcast: Option<bool>,
}

/// Reads the answer of GetMeetings, where meetings lie within their boards.
pub fn parse(bytes: &[u8]) -> Result<Parsed<Vec<ListedMeeting>>, Unexpected> {
    read_root(bytes, "getmeetings", |root, notes| {
        let mut meetings = Vec::new();
        let boards: Vec<Node> = element::children(root, "committee").collect();
        let mut rows = 0;
        for board in &boards {
            let title = element::line(*board, "committeetitle");
            let within = title.clone().unwrap_or_else(|| "a board".into());
            let listed: Vec<Node> = element::within(*board, "committeemeetings", "meeting").collect();
            element::counted(*board, "committeemeetingcount", "meetings", &within, listed.len(), notes);
            let id = element::number(*board, "committeeid");
            rows += listed.len();
            meetings.extend(listed.into_iter().filter_map(|row| meeting(row, (id, title.clone()), notes)));
        }
        element::counted(root, "committeescount", "committees", "the answer", boards.len(), notes);
        closed(root, rows, notes);
        meetings
    })
}

/// Reads the answer of GetAllMeetingsByDate, where each meeting names its board. The name of its root is not relied
/// on.
pub fn parse_by_date(bytes: &[u8]) -> Result<Parsed<Vec<ListedMeeting>>, Unexpected> {
    let accepts = |root: Node| ["meetings", "meetingscount"].iter().any(|name| element::child(root, name).is_some());
    read(bytes, "getmeetingsbydate", accepts, |root, notes| {
        let rows: Vec<Node> = element::within(root, "meetings", "meeting").collect();
        closed(root, rows.len(), notes);
        rows.into_iter()
            .filter_map(|row| {
                let board = (element::number(row, "committeeid"), element::line(row, "committeetitle"));
                meeting(row, board, notes)
            })
            .collect()
    })
}

/// Notes what the list as a whole says wrong.
fn closed(root: Node, rows: usize, notes: &mut Vec<Note>) {
    element::counted(root, "meetingscount", "meetings", "the answer", rows, notes);
    if rows == 0 {
        note(notes, Note::EmptyList { what: "meetings" });
    }
}

fn meeting(
    row: Node,
    (committee_id, committee_title): (Option<u64>, Option<String>),
    notes: &mut Vec<Note>,
) -> Option<ListedMeeting> {
    let id = element::id(row, "meetingid", "meeting", committee_title.as_deref(), notes)?;
    Some(ListedMeeting {
        id,
        committee_id,
        committee_title,
        date: element::date(row, "meetingdate", &format!("meeting {id}"), notes),
        time: element::time(row, "meetingtime"),
        status: element::line(row, "meetingstatus"),
        webcast: element::flag(row, "iswebcast"),
    })
}

#[cfg(test)]
mod tests {
    use super::{parse, parse_by_date};
    use crate::moderngov::{Note, Unexpected};

    const ROW: &str = "<meetingid>11</meetingid><meetingdate>03/02/2026</meetingdate><meetingtime>6.30 pm</meetingtime>\
        <meetingstatus>Confirmed; Budget</meetingstatus><iswebcast>Perhaps</iswebcast>";

    #[test]
    fn meetings_within_boards_are_read() {
        let xml = format!(
            "<getmeetings><meetingscount> 2</meetingscount><committeescount> 1</committeescount><committee>\
            <committeeid>5</committeeid><committeetitle>Moot</committeetitle>\
            <committeemeetingcount> 2</committeemeetingcount><committeemeetings><meeting>{ROW}</meeting>\
            <meeting><meetingid>12</meetingid><meetingdate>soon</meetingdate></meeting></committeemeetings>\
            </committee></getmeetings>"
        );
        let parsed = parse(xml.as_bytes()).expect("an answer");
        let [first, second] = &parsed.value[..] else { panic!("two meetings") };
        assert_eq!((first.id, first.committee_id, first.webcast), (11, Some(5), None));
        assert_eq!(first.date.map(|date| date.to_string()).as_deref(), Some("2026-02-03"));
        assert_eq!(first.status.as_deref(), Some("Confirmed; Budget"));
        assert_eq!((second.id, second.date), (12, None));
        let told: Vec<String> = parsed.notes.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["meeting 12: `meetingdate` cannot be read: \"soon\""]);
    }

    #[test]
    fn meetings_by_date_are_read_under_any_root() {
        let xml = format!(
            "<anything><meetingscount> 2</meetingscount><meetings><meeting>{ROW}<committeeid>5</committeeid>\
            <committeetitle>Moot</committeetitle></meeting></meetings></anything>"
        );
        let parsed = parse_by_date(xml.as_bytes()).expect("an answer");
        assert_eq!(parsed.value[0].committee_title.as_deref(), Some("Moot"));
        assert!(matches!(parsed.notes[..], [Note::CountDiffers { said: 2, found: 1, .. }]));
        let none = parse_by_date(b"<x><meetingscount> 0</meetingscount></x>").expect("an answer");
        assert_eq!((none.value.len(), &none.notes[..]), (0, &[Note::EmptyList { what: "meetings" }][..]));
        assert!(matches!(parse_by_date(b"<x/>"), Err(Unexpected::OtherRoot { .. })));
    }
}
