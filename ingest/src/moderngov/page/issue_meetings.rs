//! "Issue - meetings" (ieIssueDetails with Opt=3): what became of an issue at each meeting. Read by its words, from
//! the page or from its text.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::flat::{self, Line};
use super::link::{self, DocumentLink};
use super::open;
use crate::moderngov::{Note, Unexpected};

/// An issue and the meetings that dealt with it, in the order of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IssueMeetings {
    pub title: Option<String>,
    pub meetings: Vec<IssueMeeting>,
    pub notes: Vec<Note>,
}

/// What one meeting did. Texts have one paragraph a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IssueMeeting {
    pub date: Option<NaiveDate>,
    /// Name of the board, with its commas, dashes and brackets.
    pub board: String,
    /// Number of the item as printed.
    pub item: String,
    pub title: Option<String>,
    pub agenda: Option<String>,
    pub documents: Vec<DocumentLink>,
    pub decision: Option<String>,
    pub minutes: Option<String>,
}

/// The part of a meeting that lines belong to.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// Its head was just read.
    Head,
    /// The number of the item stands on a line by itself: its title follows.
    Title,
    Agenda,
    Documents,
    Decision,
    Minutes,
    /// A lone colon has ended it.
    Over,
}

/// Reads the page or its text.
pub fn parse(bytes: &[u8]) -> Result<IssueMeetings, Unexpected> {
    let html = open::text(bytes)?;
    let lines = flat::lines(&html);
    let Some(start) = lines.iter().position(|line| line.text.eq_ignore_ascii_case("issue - meetings")) else {
        return Err(open::other(&html, "page of an issue's meetings"));
    };
    let mut issue = IssueMeetings::default();
    let mut part = Part::Over;
    for line in &lines[start + 1..] {
        if let Some(meeting) = head(&line.text, &mut issue.notes) {
            issue.meetings.push(meeting);
            part = Part::Head;
        } else if let Some(meeting) = issue.meetings.last_mut() {
            part = take(meeting, part, line);
        } else if issue.title.is_none() {
            issue.title = Some(line.text.clone());
        }
    }
    Ok(issue)
}

/// Reads "Meeting: dd/mm/yyyy - Board (Item 7)"; the board may hold brackets and dashes itself.
fn head(line: &str, notes: &mut Vec<Note>) -> Option<IssueMeeting> {
    static HEAD: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^Meeting:\s*(\d{1,2}/\d{1,2}/\d{4})\s*[-–]\s*(.+)\s+\(Item\s+([^)]+)\)$").ok());
    let (_, [date, board, item]) = HEAD.as_ref()?.captures(line)?.extract();
    let date = link::date(date, "meeting date", notes);
    let item = item.trim().trim_end_matches('.').to_owned();
    Some(IssueMeeting { date, board: board.trim().to_owned(), item, ..IssueMeeting::default() })
}

/// Adds a line to a meeting; gives the part that the next line belongs to.
fn take(meeting: &mut IssueMeeting, part: Part, line: &Line) -> Part {
    let text = line.text.as_str();
    if part == Part::Over {
        return part;
    }
    match text.to_lowercase().as_str() {
        ":" if part == Part::Head => return Part::Agenda,
        ":" => return Part::Over,
        "additional documents:" => return Part::Documents,
        "decision:" | "decisions:" => return Part::Decision,
        "minutes:" => return Part::Minutes,
        _ => (),
    }
    match part {
        Part::Head => {
            let after = text.strip_prefix(&meeting.item).map(|after| after.trim_start_matches('.'));
            match after {
                Some("") => return Part::Title,
                Some(title) if title.starts_with(' ') => {
                    title_of(meeting, title, line);
                    return Part::Agenda;
                }
                _ => add(&mut meeting.agenda, text),
            }
        }
        Part::Title => title_of(meeting, text, line),
        Part::Agenda => add(&mut meeting.agenda, text),
        Part::Documents => meeting.documents.extend(documents(line, true)),
        Part::Decision => add(&mut meeting.decision, text),
        Part::Minutes => add(&mut meeting.minutes, text),
        Part::Over => (),
    }
    if matches!(part, Part::Head | Part::Title) { Part::Agenda } else { part }
}

fn title_of(meeting: &mut IssueMeeting, title: &str, line: &Line) {
    meeting.title = Some(link::without_size(title)).filter(|title| !title.is_empty());
    meeting.documents.extend(documents(line, false));
}

/// The documents of a line; a name alone counts where documents are listed.
fn documents(line: &Line, listed: bool) -> Vec<DocumentLink> {
    let linked: Vec<_> = line.links.iter().filter_map(|link| link::document(&link.href, &link.text)).collect();
    if listed && linked.is_empty() {
        return vec![DocumentLink { id: None, title: link::without_size(&line.text), url: None }];
    }
    linked
}

fn add(text: &mut Option<String>, line: &str) {
    match text {
        Some(text) => {
            text.push('\n');
            text.push_str(line);
        }
        None => *text = Some(line.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::moderngov::tests::{shared, shared_file};

    const TEXT: &str = "Issue - meetings\n\nFish pond\n\nMeeting: 05/01/2026 - Parks, Ponds (and Lakes) - Panel (Item 7)\n:\n\
        Additional documents:\nPond plan pdf icon PDF 20 KB\nMinutes:\nAda spoke: at length.\n\nThe Panel RESOLVED to dig.\n:\n\
        footer\nMeeting: 01/12/2025 - Cabinet (Item 3a)\n3a Fish pond pdf icon PDF 1 MB\nTo consider the pond.\nDecision:\nAgreed.\n";

    #[test]
    fn meetings_are_read_from_plain_text() {
        let issue = parse(TEXT.as_bytes()).expect("an issue");
        assert_eq!(issue.title.as_deref(), Some("Fish pond"));
        let [panel, cabinet] = &issue.meetings[..] else { panic!("two meetings") };
        assert_eq!((panel.board.as_str(), panel.item.as_str()), ("Parks, Ponds (and Lakes) - Panel", "7"));
        assert_eq!(panel.minutes.as_deref(), Some("Ada spoke: at length.\nThe Panel RESOLVED to dig."));
        assert_eq!((panel.title.as_deref(), panel.agenda.as_deref()), (None, None));
        assert_eq!(panel.documents[0].title, "Pond plan");
        assert_eq!((cabinet.title.as_deref(), cabinet.item.as_str()), (Some("Fish pond"), "3a"));
        assert_eq!(cabinet.agenda.as_deref(), Some("To consider the pond."));
        assert_eq!((cabinet.decision.as_deref(), cabinet.minutes.as_deref()), (Some("Agreed."), None));
        assert!(parse(b"Issue details\nFish pond").is_err());
    }

    #[test]
    fn meetings_are_read_from_a_page() {
        let page = "<div id='modgov'><h1>Issue - meetings</h1><h2>Fish pond</h2><p>Meeting: 05/01/2026 - Cabinet (Item 7)</p>\
            <table><tr><td>7.</td><td><p><a href='documents/s8/pond.pdf'>Pond <span class='mgFileSize'>PDF 1 KB</span></a></p>\
            <p>Minutes:</p><div class='mgWordPara'><p>Agreed to\ndig.</p><p>And fill.</p></div></td></tr></table></div>";
        let issue = parse(page.as_bytes()).expect("an issue");
        let meeting = &issue.meetings[0];
        assert_eq!((meeting.title.as_deref(), meeting.documents[0].id), (Some("Pond"), Some(8)));
        assert_eq!(meeting.minutes.as_deref(), Some("Agreed to dig.\nAnd fill."));
    }

    #[test]
    fn real_captures_are_read() {
        if let Some(text) = shared_file("samples/moderngov/text/issue-meetings.bromley-85155.txt") {
            let issue = parse(&text).expect("an issue");
            let meeting = &issue.meetings[0];
            assert!(meeting.board.starts_with("Executive, ") && meeting.board.ends_with(" Committee"));
            assert_eq!(meeting.title, issue.title);
            assert!(meeting.minutes.as_ref().is_some_and(|text| text.lines().count() == 5));
        }
        let seeds = std::fs::read_dir(shared("seeds"))
            .into_iter()
            .flatten()
            .filter_map(|file| std::fs::read(file.ok()?.path()).ok());
        let Some(seed) = seeds.into_iter().find(|bytes| bytes.starts_with(b"Issue - meetings")) else {
            return eprintln!("skipped: ../shared/seeds is absent");
        };
        let issue = parse(&seed).expect("an issue");
        assert_eq!(issue.title.as_deref(), Some("Families First"));
        let [meeting] = &issue.meetings[..] else { panic!("one meeting") };
        assert_eq!(meeting.date.map(|day| day.to_string()).as_deref(), Some("2025-12-15"));
        assert_eq!(meeting.board, "Children, Adults, Health and Wellbeing Policy Development and Scrutiny Panel");
        assert_eq!((meeting.item.as_str(), meeting.documents.len()), ("71", 0));
        let minutes = meeting.minutes.as_deref().expect("minutes");
        assert_eq!(minutes.lines().count(), 13);
        assert!(minutes.lines().last().is_some_and(|line| line.starts_with("The Panel RESOLVED to note")));
    }
}
