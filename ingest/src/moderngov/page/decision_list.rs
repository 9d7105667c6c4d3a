//! Lists of decisions: mgDelegatedDecisions, and mgListOfficerDecisions, which has fewer columns.

use chrono::NaiveDate;
use scraper::ElementRef;

use super::link;
use super::open::{self, all, first, line};
use crate::moderngov::{Note, Unexpected};

/// A row of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedDecision {
    /// Number of the decision's page. Unique only on its host.
    pub id: u64,
    pub title: Option<String>,
    pub published: Option<NaiveDate>,
    pub effective: Option<NaiveDate>,
    /// As written: "Not for call-in".
    pub call_in: Option<String>,
}

/// A list; rows that lead to no decision are not in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DecisionList {
    pub decisions: Vec<ListedDecision>,
    pub notes: Vec<Note>,
}

/// Reads the page.
pub fn parse(bytes: &[u8]) -> Result<DecisionList, Unexpected> {
    const WANTED: &str = "list of decisions";
    let html = open::text(bytes)?;
    let tree = open::open(&html, WANTED, "h1.mgMainTitleTxt, table.mgTabTable")?;
    let root = tree.root_element();
    let is_named = |text: Option<String>| text.is_some_and(|text| text.to_lowercase().contains("decision"));
    let captions = all(root, "table.mgTabTable caption, table.mgTabTable[summary]");
    let told =
        |element: ElementRef| is_named(line(element)) || is_named(element.value().attr("summary").map(Into::into));
    if !is_named(open::heading(root)) && !captions.into_iter().any(told) {
        return Err(open::other(&html, WANTED));
    }
    let mut list = DecisionList::default();
    for row in all(root, "table.mgTabTable tr") {
        list.decisions.extend(decision(row, &mut list.notes));
    }
    Ok(list)
}

fn decision(row: ElementRef, notes: &mut Vec<Note>) -> Option<ListedDecision> {
    let anchor = first(row, "a[href*='iedecisiondetails' i]")?;
    let cells: Vec<Option<String>> = all(row, "td").into_iter().map(line).collect();
    let cell = |at: usize| cells.get(at).cloned().flatten();
    Some(ListedDecision {
        id: open::number(anchor, &["ID"])?,
        title: line(anchor),
        published: cell(1).and_then(|day| link::date(&day, "published", notes)),
        effective: cell(2).and_then(|day| link::date(&day, "effective from", notes)),
        call_in: cell(3),
    })
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::moderngov::tests::shared_file;

    #[test]
    fn rows_of_decisions_are_read() {
        let page = "<table class='mgTabTable'><caption>Decisions published</caption><tr><th>Title</th></tr><tr><td>\
            <a href='ieDecisionDetails.aspx?id=5'>Pond &amp; park<span class='mgHide'> ref: 5</span></a></td>\
            <td>01&#47;04&#47;2025</td><td></td><td>Not for call-in</td></tr><tr><td><a href='mgIssueHistoryHome.aspx?IId=1'>\
            Other</a></td></tr></table>";
        let list = parse(page.as_bytes()).expect("a list").decisions;
        assert_eq!((list.len(), list[0].id, list[0].title.as_deref()), (1, 5, Some("Pond & park")));
        assert_eq!(list[0].published.map(|day| day.to_string()).as_deref(), Some("2025-04-01"));
        assert_eq!((list[0].effective, list[0].call_in.as_deref()), (None, Some("Not for call-in")));
        assert_eq!(parse(b"<h1 class=mgMainTitleTxt>Officer decisions</h1>").map(|list| list.decisions.len()), Ok(0));
        assert!(parse(b"<table class=mgTabTable><tr><td>x</table>").is_err());
    }

    #[test]
    fn real_lists_are_read() {
        for (name, rows) in [("mgDelegatedDecisions", 2), ("mgListOfficerDecisions", 1)] {
            let Some(page) = shared_file(&format!("samples/moderngov/html/{name}.kirklees.html")) else { continue };
            assert_eq!(parse(&page).map(|list| (list.decisions.len(), list.notes.len())), Ok((rows, 0)), "{name}");
        }
    }
}
