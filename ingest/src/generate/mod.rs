//! Made-up records for load tests: the same plan gives the same records on every machine. Every one of them says that it
//! is synthetic, by its name and by its source.

mod figures;
mod plans;
mod words;

use std::iter;

use chrono::{Days, NaiveDate};
use entities::{
    agenda_item, board, council, decision, meeting, membership, named_indicator, person, post, programme, source,
};
use sea_orm::Value;
use uuid::Uuid;

use crate::error::Error;
use crate::id;
use crate::record::{Citation, Link, Record};
use words::{mixed, pick, summary, title};

/// How much to make up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    pub councils: u32,
    /// Boards of each council.
    pub boards: u32,
    /// Meetings of each board.
    pub meetings: u32,
    /// Agenda items of each meeting.
    pub items: u32,
    /// Indicators, each with figures of ten years for every council and for England; with any, each council has up to ten
    /// neighbours too.
    pub indicators: u32,
}

/// People of each council; each has a seat on one of its boards.
const PEOPLE: u32 = 6;
/// Days over which meetings are spread, up to the end of 2025.
const DAYS: u32 = 10 * 365;
const BOARDS: &[(&str, &str)] = &[
    ("Cabinet", "CABINET"),
    ("Overview and Scrutiny Panel", "SCRUTINY_PANEL"),
    ("Planning Committee", "COMMITTEE"),
    ("Children's Partnership Board", "PARTNERSHIP_BOARD"),
    ("Health and Wellbeing Board", "HEALTH_AND_WELLBEING_BOARD"),
];

impl Plan {
    /// The number of records that the plan gives.
    pub fn records(&self) -> u64 {
        let Plan { councils, boards, meetings, items, .. } = *self;
        let [councils, boards, meetings, items] = [councils, boards, meetings, items].map(u64::from);
        let decided = u64::from(boards * meetings * items > 0);
        let seats = if boards > 0 { u64::from(PEOPLE) } else { 0 };
        let council = 1 + 2 + 2 + u64::from(PEOPLE) + seats + 1 + plans::RECORDS + decided;
        2 + councils * (council + boards * (1 + meetings * (1 + items))) + figures::count(*self)
    }
}

/// The records of a plan, one council after another, then the figures and what names them: each after those that it points
/// to.
pub fn records(plan: Plan) -> impl Iterator<Item = Result<Record, Error>> {
    let councils = (0..plan.councils).flat_map(move |c| {
        let boards = (0..plan.boards).flat_map(move |b| {
            let meetings = (0..plan.meetings).flat_map(move |m| sitting(plan, c, b, m));
            iter::once(board_of(c, b)).chain(meetings)
        });
        council_and_people(plan, c).into_iter().chain(boards)
    });
    let measures = (0..plan.councils).flat_map(move |c| measures(plan, c));
    [the_source(), national()].into_iter().chain(councils).chain(figures::of(plan)).chain(measures).map(Ok)
}

fn the_source() -> Record {
    let title = "Synthetic data: made up by Folkmoot for load tests, no fact at all";
    Record::new(&source::TABLE, made("source", &[])).with("title", title)
}

fn national() -> Record {
    sourced(Record::new(&programme::TABLE, made("programme", &[])), 0)
        .with("slug", "synthetic-programme")
        .with("name", "Synthetic National Programme")
        .with("scope", "NATIONAL")
        .with("kind", "PROGRAMME")
        .with("description", "A made-up programme that every synthetic council carries out.")
}

/// The measures that a council's programme names; with indicators, these are the figures of the first of them.
fn measures(plan: Plan, c: u32) -> impl Iterator<Item = Record> {
    ["Synthetic re-referrals", "Synthetic plans"].into_iter().zip(1_u32..).map(move |(name, position)| {
        sourced(Record::new(&named_indicator::TABLE, made("named_indicator", &[c, position])), seed(&[c]))
            .with("programme_id", made("local", &[c]))
            .with("position", position.cast_signed())
            .with("name", name)
            .with("indicator_id", (position <= plan.indicators).then(|| made("indicator", &[position - 1])))
    })
}

fn council_and_people(plan: Plan, c: u32) -> Vec<Record> {
    let place = format!("synthetic-council-{}", c + 1);
    let council = made("council", &[c]);
    let mut records = vec![
        sourced(Record::new(&council::TABLE, council), seed(&[c]))
            .with("slug", place.as_str())
            .with("name", format!("Synthetic Council {}", c + 1))
            .with("kind", pick(council::KIND.words, seed(&[c])).word),
        sourced(Record::new(&programme::TABLE, made("local", &[c])), seed(&[c]))
            .with("slug", format!("{place}/synthetic-programme"))
            .with("name", format!("Synthetic Programme in Synthetic Council {}", c + 1))
            .with("scope", "LOCAL")
            .with("kind", "PROGRAMME")
            .with("status", pick(programme::STATUS.words, seed(&[c])).word)
            .with("council_id", council)
            .with("implements_id", made("programme", &[])),
    ];
    records.extend(plans::of(c));
    for (p, name, kind) in [(0, "Leader", "CABINET_MEMBER"), (1, "Chief Executive", "OFFICER")] {
        let record = sourced(Record::new(&post::TABLE, made("post", &[c, p])), seed(&[c, p]))
            .with("slug", format!("{place}/{}", name.to_lowercase().replace(' ', "-")))
            .with("title", format!("Synthetic {name}"))
            .with("kind", kind)
            .with("council_id", council);
        records.push(record);
    }
    for p in 0..PEOPLE {
        let name = format!("Synthetic Person {}", c * PEOPLE + p + 1);
        let record = sourced(Record::new(&person::TABLE, made("person", &[c, p])), seed(&[c, p]))
            .with("slug", format!("{place}/{}", name.to_lowercase().replace(' ', "-")))
            .with("name", name)
            .with("honorific", "Councillor")
            .with("council_id", council);
        records.push(record);
        if plan.boards > 0 {
            let record = sourced(Record::new(&membership::TABLE, made("seat", &[c, p])), seed(&[c, p]))
                .with("person_id", made("person", &[c, p]))
                .with("board_id", made("board", &[c, p % plan.boards]))
                .with("council_id", council)
                .with("role", "Member")
                .with("valid_from", "2021-05");
            records.push(record);
        }
    }
    records
}

fn board_of(c: u32, b: u32) -> Record {
    let (name, kind) = BOARDS[b as usize % BOARDS.len()];
    sourced(Record::new(&board::TABLE, made("board", &[c, b])), seed(&[c, b]))
        .with("slug", format!("synthetic-council-{}/synthetic-board-{}", c + 1, b + 1))
        .with("name", format!("Synthetic {name} {}", b + 1))
        .with("kind", kind)
        .with("council_id", made("council", &[c]))
}

/// A meeting and its items; at the first of each council, a decision about the programme.
fn sitting(plan: Plan, c: u32, b: u32, m: u32) -> Vec<Record> {
    let meeting = made("meeting", &[c, b, m]);
    let back = (u64::from(DAYS) * u64::from(m) / u64::from(plan.meetings)) + mixed(seed(&[c, b])) % 28;
    let date = NaiveDate::from_ymd_opt(2025, 12, 31).unwrap_or_default() - Days::new(back);
    let (name, _) = BOARDS[b as usize % BOARDS.len()];
    let mut records = Vec::with_capacity(plan.items as usize + 2);
    let record = sourced(Record::new(&meeting::TABLE, meeting), seed(&[c, b, m]))
        .with("board_id", made("board", &[c, b]))
        .with("title", format!("Synthetic {name} {}", b + 1))
        .with("date", date)
        .with("starts_at", moment(date))
        .with("status", "HELD")
        .with("attendance_known", false);
    records.push(record);
    for i in 0..plan.items {
        let seed = seed(&[c, b, m, i]);
        let record = sourced(Record::new(&agenda_item::TABLE, made("item", &[c, b, m, i])), seed)
            .with("meeting_id", meeting)
            .with("number", (i + 1).to_string())
            .with("position", i32::try_from(i + 1).unwrap_or(i32::MAX))
            .with("title", title(seed))
            .with("summary", if seed.is_multiple_of(4) { Value::from(summary(seed)) } else { Value::String(None) })
            .with("access", "OPEN")
            .with("topics_known", false);
        records.push(record);
    }
    if (b, m) == (0, 0) && plan.items > 0 {
        let mut record = sourced(Record::new(&decision::TABLE, made("decision", &[c])), seed(&[c]))
            .with("agenda_item_id", made("item", &[c, b, m, 0]))
            .with("board_id", made("board", &[c, b]))
            .with("date", date)
            .with("text", "To approve how the synthetic programme is carried out here.")
            .with("effects", "[\"APPROVE\"]");
        record.links = vec![Link { role: "ABOUT", to: made("local", &[c]), certainty: "STATED" }];
        records.push(record);
    }
    records
}

/// Half past six in the evening, UTC.
fn moment(day: NaiveDate) -> Option<i64> {
    day.and_hms_opt(18, 30, 0).map(|evening| evening.and_utc().timestamp_millis())
}

/// The record with the synthetic source, in one of a few places of it.
fn sourced(mut record: Record, seed: u64) -> Record {
    record.citations = vec![Citation {
        source: made("source", &[]),
        locator: Some(format!("Seed group {}", seed % 8)),
        quote: None,
        certainty: "STATED",
        method: "SYNTHETIC",
    }];
    record
}

fn made(what: &str, numbers: &[u32]) -> Uuid {
    let mut name = what.to_string();
    for number in numbers {
        name.push('/');
        name.push_str(&number.to_string());
    }
    id::of("synthetic", &name)
}

fn seed(numbers: &[u32]) -> u64 {
    numbers.iter().fold(0, |seed, number| mixed(seed ^ u64::from(*number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_gives_as_many_records_as_it_says() {
        for (councils, boards, meetings, items) in
            [(2, 3, 4, 5), (1, 0, 0, 0), (1, 1, 1, 0), (0, 9, 9, 9), (14, 0, 0, 0)]
        {
            for indicators in [0, 1, 3] {
                let plan = Plan { councils, boards, meetings, items, indicators };
                assert_eq!(records(plan).count() as u64, plan.records(), "{plan:?}");
            }
        }
    }

    #[test]
    fn figures_come_after_all_else_and_change_none_but_what_names_them() {
        let plan = Plan { councils: 3, boards: 2, meetings: 2, items: 2, indicators: 0 };
        let told = |plan: Plan| {
            let all = records(plan).map(|record| record.expect("a record"));
            let (names, others): (Vec<_>, Vec<_>) = all.partition(|record| record.table.name == "named_indicator");
            (format!("{names:?}"), others.iter().map(|record| format!("{record:?}")).collect::<Vec<_>>())
        };
        let (without, with) = (told(plan), told(Plan { indicators: 2, ..plan }));
        assert!(with.1.len() > without.1.len() && with.1.starts_with(&without.1));
        assert_ne!(with.0, without.0, "measures that programmes name have figures now");
        let last = records(Plan { indicators: 2, ..plan }).last().expect("a record").expect("a record");
        assert_eq!(last.table.name, "named_indicator", "each comes after what it points to");
    }

    #[test]
    fn the_same_plan_gives_the_same_records() {
        let plan = Plan { councils: 1, boards: 2, meetings: 2, items: 2, indicators: 2 };
        let told = || format!("{:?}", records(plan).collect::<Vec<_>>());
        assert_eq!(told(), told());
    }
}
