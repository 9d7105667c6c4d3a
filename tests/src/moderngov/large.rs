//! A council of any size, made up on the fly: the same numbers always give the same council.

use chrono::{Days, NaiveDate};

use super::council::{Attendee, Board, Council, Document, Head, Item, Meeting, Person, Ward};

const FIRST_BOARD: u32 = 101;
const FIRST_MEETING: u32 = 1_001;
const FIRST_ITEM: u32 = 100_001;
/// The days that meetings are spread over.
const DAYS: u64 = 730;
const WARDS: u32 = 20;
/// Of these, how many sit on each board.
const SEATS: u32 = 12;

/// How large a made-up council is: its boards, the meetings of each, the items of each meeting.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub boards: u32,
    pub meetings: u32,
    pub items: u32,
}

/// A council with made-up boards, meetings between January 2024 and December 2025, and 60 councillors.
///
/// # Panics
/// With more items than ids of 31 bits.
pub fn large(boards: u32, meetings: u32, items: u32) -> Council {
    let all = u64::from(boards) * u64::from(meetings) * u64::from(items);
    assert!(all * 2 + u64::from(FIRST_ITEM) < 1 << 31, "{all} items are too many");
    let kinds = ["Committee", "Panel", "Scrutiny Committee", "Sub-Committee"];
    let title = |b: u32| match b {
        0 => "Council".into(),
        1 => "Cabinet".into(),
        _ => format!("Made-Up {b} {}", kinds[b as usize % kinds.len()]),
    };
    let boards_made = (0..boards).map(|b| Board {
        id: FIRST_BOARD + b,
        title: title(b),
        category: (b % 3 == 1).then(|| "Made-Up Committees".into()),
        deleted: false,
        expired: b % 10 == 9,
    });
    Council {
        boards: boards_made.collect(),
        wards: (0..WARDS).map(ward).collect(),
        made: Some(Size { boards, meetings, items }),
        ..Council::default()
    }
}

fn name(person: u32) -> String {
    format!("Councillor Made-Up Number {person}")
}

fn ward(w: u32) -> Ward {
    let people = (w * 3..w * 3 + 3).map(|p| Person {
        id: p + 1,
        name: name(p + 1),
        party: Some(["Labour", "Conservative", "Liberal Democrats"][p as usize % 3].into()),
        email: Some(format!("number.{}@madeup.example", p + 1)),
        at_home: true,
        terms: vec![(NaiveDate::from_ymd_opt(2023, 5, 4), None)],
        ..Person::default()
    });
    Ward { title: format!("Made-Up Ward {w}"), people: people.collect() }
}

impl Size {
    fn head(self, nth: u32) -> Head {
        let (board, m) = (nth / self.meetings, nth % self.meetings);
        let day = u64::from(m) * DAYS / u64::from(self.meetings) + u64::from(board % 5);
        Head {
            id: FIRST_MEETING + nth,
            board: FIRST_BOARD + board,
            date: NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default() + Days::new(day),
            time: ["10.00 am", "2.00 pm", "6.30 pm"][nth as usize % 3].into(),
            status: if nth % 20 == 19 { "Cancelled" } else { "Confirmed" }.into(),
            webcast: nth.is_multiple_of(2),
        }
    }

    pub(super) fn heads(self) -> impl Iterator<Item = Head> {
        (0..self.boards * self.meetings).map(move |nth| self.head(nth))
    }

    /// The meeting that holds an item.
    pub(super) fn holder(self, item: u32) -> Option<u32> {
        let nth = item.checked_sub(FIRST_ITEM)? / self.items.max(1);
        (nth < self.boards * self.meetings).then_some(FIRST_MEETING + nth)
    }

    pub(super) fn meeting(self, id: u32) -> Option<Meeting> {
        let nth = id.checked_sub(FIRST_MEETING).filter(|nth| *nth < self.boards * self.meetings)?;
        let head = self.head(nth);
        let held = head.status == "Confirmed";
        let people = (0..SEATS).map(|seat| {
            let p = (nth / self.meetings * 7 + seat * 5) % (WARDS * 3);
            Attendee {
                id: p + 1,
                name: name(p + 1),
                role: if seat == 0 { "Chair" } else { "Committee Member" }.into(),
                attendance: if (p + nth).is_multiple_of(9) { "Apologies" } else { "Present" }.into(),
                party: ["LAB", "CON", "LD"][p as usize % 3].into(),
                ward: format!("Made-Up Ward {}", p / 3),
                key_posts: None,
            }
        });
        Some(Meeting {
            venue: Some("Made-Up Town Hall".into()),
            agenda_published: true,
            decisions_published: held,
            minutes_published: held,
            items: (0..self.items).map(|i| self.item(nth, i, &head)).collect(),
            people: people.collect(),
            head,
            ..Meeting::default()
        })
    }

    fn item(self, nth: u32, i: u32, head: &Head) -> Item {
        let id = FIRST_ITEM + nth * self.items + i;
        let subject = ["Roads & Paths", "Homes", "Schools", "Parks", "Budget"][(nth + i) as usize % 5];
        let held = head.status == "Confirmed";
        let is_decision = held && i % 5 == 2;
        let published = head.date - Days::new(8);
        let document = |k: u32| Document {
            id: (id - FIRST_ITEM) * 2 + k + 1,
            title: format!("Made-up report {k} on {subject}"),
            published,
            ..Document::default()
        };
        let outcome =
            format!("RESOLVED: That the made-up plan {id} for {} be approved.", subject.replace('&', "&amp;"));
        Item {
            id,
            title: format!("Made-up item {id}: {subject}"),
            number: i + 1,
            shown: format!("{}.", i + 1),
            minute: Some(nth % self.meetings * self.items + i + 1),
            text: Some(paragraphs(&[&format!("To consider the made-up report {id}.")])),
            minutes: held.then(|| paragraphs(&[
                "The Chair introduced the made-up report, which set out\nwhat had been done since the last meeting.",
                "&nbsp;",
                "Members asked about the cost, and officers answered.",
                &outcome,
            ])),
            decision: is_decision.then(|| paragraphs(&[&outcome])),
            is_decision,
            documents: (0..2).map(document).collect(),
            ..Item::default()
        }
    }
}

/// HTML as a word processor leaves it.
pub fn paragraphs(texts: &[&str]) -> String {
    let inner: String = texts
        .iter()
        .map(|text| format!("<p class=\"MsoNormal\" style=\"margin:0cm\"><span style=\"\">{text}</span></p>\n"))
        .collect();
    format!("<div class=\"WordSection1\">\n{inner}</div>\n")
}
