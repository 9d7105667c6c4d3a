//! A small council by hand that holds every oddity of the real ones once. All names are made up.

use chrono::NaiveDate;

use super::{
    council::{Attendee, Board, Council, Decision, Document, Head, Issue, Item, Meeting},
    large::paragraphs,
    small_people,
};

/// The boards of [`small`].
pub const FULL_COUNCIL: u32 = 101;
pub const CABINET: u32 = 102;
/// Its title holds commas.
pub const PANEL: u32 = 103;
pub const EXPIRED_BOARD: u32 = 104;
pub const DELETED_BOARD: u32 = 105;

/// The meetings of [`small`]: 27/02/2025, in winter, with votes.
pub const BUDGET: u32 = 2001;
/// 10/07/2025, in summer, with a formal decision, a restricted item, and a document that is listed twice.
pub const DECIDING: u32 = 2002;
/// 15/12/2025, which goes on with the issue of [`DECIDING`].
pub const NOTING: u32 = 2003;
/// 11/09/2025.
pub const CANCELLED: u32 = 2004;
/// 16/07/2026, with questions and answers.
pub const ASKING: u32 = 2005;
/// 09/02/2026; its agenda is blank.
pub const UNPUBLISHED: u32 = 2006;
/// 11/02/2027; everybody is expected.
pub const PROVISIONAL: u32 = 2007;
/// 20/01/2025, of the expired board; an item is hidden, and the minutes are not published.
pub const OLD: u32 = 2008;

/// What the web service gives away and nobody may show: the text and the minutes of a restricted item, the text of a
/// hidden one, and minutes that are not published.
pub const WITHHELD: [&str; 4] =
    ["PRIVATE-ITEM-TEXT", "PRIVATE-ITEM-MINUTES", "PRIVATE-HIDDEN-TEXT", "PRIVATE-DRAFT-MINUTES"];

/// The issue that runs over [`DECIDING`] and [`NOTING`].
pub const ISSUE: u32 = 501;
/// The formal decision of [`DECIDING`], and the item that it is of.
pub const DECISION: u32 = 701;
pub const DECIDED_ITEM: u32 = 30_022;
/// A key decision that an officer took, without a meeting.
pub const DELEGATED: u32 = 702;

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

/// The council by hand.
pub fn small() -> Council {
    let board = |id, title: &str| Board { id, title: title.into(), ..Board::default() };
    let boards = vec![
        board(FULL_COUNCIL, "Full Council"),
        Board { category: Some("Decision Makers".into()), ..board(CABINET, "Cabinet") },
        board(PANEL, "Ferries, Harbours, Skills and Learning Policy Panel"),
        Board { expired: true, ..board(EXPIRED_BOARD, "Lighthouse & Beacon Committee") },
        Board { deleted: true, ..board(DELETED_BOARD, "Test Sub-Committee (do not use)") },
    ];
    let mut council = Council {
        boards,
        wards: small_people::wards(),
        issues: vec![issue()],
        decisions: vec![formal(), delegated()],
        ..Council::default()
    };
    for meeting in [budget(), deciding(), noting(), cancelled(), asking(), unpublished(), provisional(), old()] {
        council.put(meeting);
    }
    council
}

fn meeting(id: u32, board: u32, date: NaiveDate, time: &str, status: &str) -> Meeting {
    Meeting {
        head: Head { id, board, date, time: time.into(), status: status.into(), webcast: board == FULL_COUNCIL },
        venue: Some("Council Chamber, Made-Up Hall, Pretend Street".into()),
        agenda_published: true,
        ..Meeting::default()
    }
}

fn item(id: u32, number: u32, title: &str) -> Item {
    let shown = if number == 0 { String::new() } else { format!("{number}.") };
    Item { id, title: title.into(), number, shown, ..Item::default() }
}

fn minuted(item: Item, minute: u32, texts: &[&str]) -> Item {
    Item { minute: Some(minute), minutes: Some(paragraphs(texts)), ..item }
}

fn document(id: u32, title: &str, published: NaiveDate) -> Document {
    Document { id, title: title.into(), published, ..Document::default() }
}

/// Id, name, role, party, ward and posts of a person.
type Seat = (u32, &'static str, &'static str, &'static str, &'static str, Option<&'static str>);

fn people(marks: [&str; 4]) -> Vec<Attendee> {
    let seats: [Seat; 4] = [
        (11, "Councillor Ada Example", "Chair", "LAB", "Upper Madeup", Some("Leader of the Council")),
        (12, "Cllr Ben Sample", "Committee Member", "CON", "Upper Madeup", None),
        (14, "Councillor Eve O'Pretend", "Committee Member", "LD", "Sample & Fiction", None),
        (91, "Olive Officer", "Officer", "", "", None),
    ];
    let seat = |((id, name, role, party, ward, posts), mark): (Seat, &str)| Attendee {
        id,
        name: name.into(),
        role: role.into(),
        attendance: mark.into(),
        party: party.into(),
        ward: ward.into(),
        key_posts: posts.map(Into::into),
    };
    seats.into_iter().zip(marks).map(seat).collect()
}

fn budget() -> Meeting {
    let published = day(2025, 2, 19);
    let report =
        Document { link: Some("https://files.example/budget?a=1&b=2".into()), ..document(40_011, "Budget", published) };
    Meeting {
        started: Some("6.32 pm".into()),
        finished: Some("9.05 pm".into()),
        minutes_published: true,
        items: vec![
            item(30_010, 0, "PART A - Open to the public"),
            minuted(item(30_011, 1, "Apologies for Absence"), 61, &["Apologies were received from Cllr Ben Sample."]),
            Item {
                presented_by: Some("Councillor Ada Example".into()),
                declarations: 1,
                documents: vec![report, document(40_012, "Appendix 1 - Fees & Charges", published)],
                ..minuted(
                    item(30_012, 2, "Fees & Charges: the Council's Budget"),
                    62,
                    &[
                        "The made-up budget was moved and seconded.",
                        "An amendment was put to the vote and LOST.",
                        "&nbsp;",
                        "On being put to the vote (For: 23 Against: 12 Abstentions: 3), it was",
                        "RESOLVED: That the made-up budget be approved.",
                    ],
                )
            },
        ],
        documents: vec![document(40_019, "Agenda frontsheet", published)],
        people: people(["Present", "Apologies", "Present", "In attendance"]),
        ..meeting(BUDGET, FULL_COUNCIL, day(2025, 2, 27), "6.30 pm", "Confirmed; Budget Council")
    }
}

fn deciding() -> Meeting {
    let published = day(2025, 7, 2);
    let fares = document(40_021, "Ferry fares report", published);
    let exempt =
        |id, title| Document { restricted: true, exempt_by: Some("3".into()), ..document(id, title, published) };
    Meeting {
        decisions_published: true,
        minutes_published: true,
        items: vec![
            Item {
                text: Some(paragraphs(&[
                    "To consider ferry fares\nfor next year.",
                    "\u{b7} adults",
                    "\u{b7} children",
                ])),
                decision: Some(paragraphs(&["That ferry fares rise by 2%.", "That the fares be reviewed in a year."])),
                is_decision: true,
                call_in: true,
                documents: vec![fares.clone(), exempt(40_022, "Exempt costs"), fares],
                ..minuted(
                    item(DECIDED_ITEM, 4, "Ferry Fares Review"),
                    12,
                    &["The Cabinet considered the report.", "RESOLVED: That ferry fares rise by 2%."],
                )
            },
            Item {
                restricted: true,
                text: Some(paragraphs(&[WITHHELD[0]])),
                documents: vec![exempt(40_023, "Exempt land report")],
                ..minuted(item(30_023, 5, "Sale of Land (Exempt)"), 13, &[WITHHELD[1]])
            },
        ],
        people: people(["Present", "Present", "Absent", "In attendance"]),
        ..meeting(DECIDING, CABINET, day(2025, 7, 10), "2.00 pm", "Confirmed")
    }
}

fn noting() -> Meeting {
    let fares = Item {
        shown: "3a".into(),
        documents: vec![document(40_031, "Ferry fares: an update", day(2025, 12, 5))],
        ..minuted(
            item(30_031, 3, "Ferry Fares Review"),
            71,
            &["Members asked how many people had travelled.", "The Panel RESOLVED to note the made-up update."],
        )
    };
    Meeting {
        minutes_published: true,
        items: vec![fares],
        people: people(["Expected", "Expected", "Expected", "In attendance"]),
        ..meeting(NOTING, PANEL, day(2025, 12, 15), "10.00 am", "Confirmed")
    }
}

fn cancelled() -> Meeting {
    Meeting { agenda_published: false, ..meeting(CANCELLED, CABINET, day(2025, 9, 11), "2.00 pm", "Cancelled") }
}

fn asking() -> Meeting {
    let questions = minuted(
        item(30_051, 6, "Questions from Members"),
        88,
        &[
            "Question from Cllr Ben Sample to the Leader:",
            "When will the made-up bridge open?",
            "Answer: The bridge will open when it has been made up.",
            "Supplementary question: Will there be a ferry until then?",
            "Answer: Yes.",
        ],
    );
    let motion = minuted(
        item(30_052, 7, "Motion on Lighthouses"),
        89,
        &["The motion was CARRIED, with 23 votes for, 12 against and 3 abstentions."],
    );
    Meeting {
        minutes_published: true,
        items: vec![questions, motion],
        people: people(["Present", "Present", "Apologies", "In attendance"]),
        ..meeting(ASKING, FULL_COUNCIL, day(2026, 7, 16), "6.30 pm", "Confirmed")
    }
}

fn unpublished() -> Meeting {
    Meeting { agenda_published: false, ..meeting(UNPUBLISHED, PANEL, day(2026, 2, 9), "10.00 am", "Confirmed") }
}

fn provisional() -> Meeting {
    Meeting {
        agenda_published: false,
        people: people(["Expected"; 4]),
        ..meeting(PROVISIONAL, FULL_COUNCIL, day(2027, 2, 11), "6.30 pm", "Provisional")
    }
}

fn old() -> Meeting {
    Meeting {
        room: Some("Lamp Room".into()),
        items: vec![
            Item { hidden: true, text: Some(paragraphs(&[WITHHELD[2]])), ..item(30_081, 1, "Lamps") },
            minuted(item(30_082, 2, "Oil"), 4, &[WITHHELD[3]]),
        ],
        ..meeting(OLD, EXPIRED_BOARD, day(2025, 1, 20), "11.30 am", "Confirmed")
    }
}

fn issue() -> Issue {
    let facts = [
        ("Decision type", "Key"),
        ("Reason Key", "Significant effect in two or more wards;"),
        ("Decision status", "Recommendations Approved"),
        ("Wards affected", "Upper Madeup; Invented Marsh;"),
        ("Notice of proposed decision first published", "05/06/2025"),
        ("Decision due", "10 Jul 2025 by Cabinet"),
        ("Lead member", "Cabinet Member for Ferries"),
        ("Department", "Made-Up Services"),
    ];
    Issue {
        id: ISSUE,
        title: "Ferry Fares Review".into(),
        facts: facts.map(|(label, value)| (label.into(), value.into())).into(),
        at: vec![(NOTING, 30_031), (DECIDING, DECIDED_ITEM)],
    }
}

fn formal() -> Decision {
    Decision {
        id: DECISION,
        title: "Ferry Fares Review".into(),
        item: Some(DECIDED_ITEM),
        issue: Some(ISSUE),
        meeting: Some(DECIDING),
        status: Some("Recommendations Approved".into()),
        key: true,
        effective_from: Some(day(2025, 7, 19)),
        wards: Some("Upper Madeup; Invented Marsh;".into()),
        published: day(2025, 7, 14),
        decided: day(2025, 7, 10),
        sections: vec![
            ("Purpose:".into(), paragraphs(&["To set the ferry fares."])),
            (
                "Decision:".into(),
                paragraphs(&["That ferry fares rise by 2%.", "That the fares be reviewed in a year."]),
            ),
            ("Reasons for the decision:".into(), paragraphs(&["Made-up costs have risen."])),
            ("Alternative options considered:".into(), paragraphs(&["To leave the fares as they are."])),
        ],
        documents: vec![document(40_021, "Ferry fares report", day(2025, 7, 2))],
        ..Decision::default()
    }
}

fn delegated() -> Decision {
    Decision {
        id: DELEGATED,
        title: "Paint for the Beacon (Phase 2)".into(),
        maker: Some("Director of Made-Up Services".into()),
        status: Some("For Determination".into()),
        wards: Some("(All Wards);".into()),
        published: day(2025, 10, 3),
        decided: day(2025, 10, 1),
        sections: vec![("Decision:".into(), paragraphs(&["That the made-up paint be bought."]))],
        ..Decision::default()
    }
}
