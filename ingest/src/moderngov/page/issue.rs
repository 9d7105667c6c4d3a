//! Issue details (mgIssueHistoryHome): what is to be decided, by whom and when. Read by its labels, from the page or
//! from its text. The contact person and their e-mail address are not read.

use chrono::NaiveDate;

use super::flat::{self, Line};
use super::link;
use super::open;
use crate::moderngov::{Note, Unexpected};

/// An issue as its page tells it. Its number is in the page's address, not in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Issue {
    pub title: Option<String>,
    /// As written: "Key", "Non-key".
    pub decision_type: Option<String>,
    pub status: Option<String>,
    /// When notice of it was first given.
    pub first_published: Option<NaiveDate>,
    /// When a decision is due and by whom, as written.
    pub due: Option<String>,
    pub notes: Vec<Note>,
}

/// Labels, in small letters. Those that are not taken are known so that no other value runs on into them.
const LABELS: [&str; 16] = [
    "decision type",
    "reason key",
    "decision status",
    "wards affected",
    "notice of proposed decision first published",
    "decision due",
    "lead member",
    "lead director",
    "department",
    "additional information",
    "background information",
    "contact",
    "decision maker",
    "date introduced",
    "consultees",
    "decisions",
];

/// Reads the page.
pub fn parse(bytes: &[u8]) -> Result<Issue, Unexpected> {
    let html = open::text(bytes)?;
    let lines = flat::lines(&html);
    let start = lines.iter().position(|line| label(&line.text).is_some_and(|(at, _)| at < 6));
    let Some(start) = start else { return Err(open::other(&html, "page of an issue")) };
    let mut issue = Issue::default();
    let title = lines[..start]
        .iter()
        .rev()
        .find(|line| !line.text.eq_ignore_ascii_case("issue details") && line.links.is_empty());
    issue.title = title.map(|line| line.text.clone());
    let mut rest = &lines[start..];
    while let Some((first, after)) = rest.split_first() {
        let Some((at, value)) = label(&first.text) else {
            rest = after;
            continue;
        };
        let more = after.iter().take_while(|line| label(&line.text).is_none() && !is_end(line)).count();
        let is_long = value.is_empty();
        let taken = if is_long { &after[..more] } else { &[] };
        let parts = std::iter::once(value).chain(taken.iter().map(|line| line.text.as_str()));
        let value = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        if !value.is_empty() {
            set(&mut issue, at, value);
        }
        rest = &after[taken.len()..];
    }
    Ok(issue)
}

/// Which label a line begins with, and what follows it.
fn label(line: &str) -> Option<(usize, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim().to_lowercase();
    Some((LABELS.iter().position(|label| *label == name)?, value.trim()))
}

/// Whether a line is no longer part of a long text: a heading of the next part of the page.
fn is_end(line: &Line) -> bool {
    line.text.ends_with(':') && line.text.len() < 60
}

fn set(issue: &mut Issue, at: usize, value: String) {
    match at {
        0 => issue.decision_type = Some(value),
        2 => issue.status = Some(value),
        4 => issue.first_published = link::date(&value, "first published", &mut issue.notes),
        5 => issue.due = Some(value),
        _ => (),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::moderngov::tests::shared_file;

    #[test]
    fn an_issue_is_read_from_its_page() {
        let page = "<div id='modgov'><h1 class='mgMainTitleTxt'>Issue details</h1><h2 class='mgSubTitleTxt'>Fish pond</h2>\
            <p><span class='mgLabel'>Decision type: </span>Non-key</p><p>Wards affected: Hill; Vale;</p>\
            <p>Notice of proposed decision first published: 22/05/2025</p><p>Decision due: 3 Jul 2025 by Cabinet</p>\
            <p>Contact: Ada Field, 01632 960001 Email: a@x.example</p><p>Additional Information:</p><p>One.</p><p>Two.</p></div>";
        let issue = parse(page.as_bytes()).expect("an issue");
        assert_eq!((issue.title.as_deref(), issue.decision_type.as_deref()), (Some("Fish pond"), Some("Non-key")));
        assert_eq!(issue.due.as_deref(), Some("3 Jul 2025 by Cabinet"));
        assert_eq!(issue.first_published.map(|day| day.to_string()).as_deref(), Some("2025-05-22"));
        assert!(!format!("{issue:?}").contains("01632"));
        assert!(parse(b"<h1>Log in</h1>").is_err());
    }

    #[test]
    fn a_real_issue_is_read() {
        let Some(page) = shared_file("samples/moderngov/text/issue-details.cambridge-18895.txt") else { return };
        let issue = parse(&page).expect("an issue");
        assert!(issue.title.is_some_and(|title| title.ends_with("redevelopment.")));
        assert_eq!((issue.decision_type.as_deref(), issue.status.as_deref()), (Some("Key"), Some("Withdrawn")));
        assert!(issue.due.is_some_and(|due| due.starts_with("3 Jul 2017")));
    }
}
