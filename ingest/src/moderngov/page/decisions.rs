//! The list of decisions published in a stretch of days (mgDelegatedDecisions): those of officers and single members, who
//! decide outside meetings, and those of meetings with them.

use chrono::NaiveDate;
use scraper::ElementRef;

use super::link;
use super::open::{self, all, first, line};
use crate::moderngov::{Note, Unexpected};

/// A decision as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedDecision {
    /// The number of its page. Unique only on its host.
    pub id: u64,
    pub title: Option<String>,
    pub published: Option<NaiveDate>,
}

/// Decisions read of one list, at most: a month of the largest council has a tenth of it.
const MOST: usize = 2_000;

/// Reads the page; each decision comes once. Rows that lead to something else than a decision are left out.
pub fn parse(bytes: &[u8]) -> Result<(Vec<ListedDecision>, Vec<Note>), Unexpected> {
    const WANTED: &str = "list of decisions";
    const TABLE: &str = "table[summary*='decision' i]";
    let html = open::text(bytes)?;
    let tree = open::open(&html, WANTED, &format!("h1.mgMainTitleTxt, {TABLE}"))?;
    let root = tree.root_element();
    let is_named = open::heading(root).is_some_and(|heading| heading.to_lowercase().contains("decisions"));
    if !is_named && first(root, TABLE).is_none() {
        return Err(open::other(&html, WANTED));
    }
    let (mut found, mut notes) = (Vec::<ListedDecision>::new(), Vec::new());
    let mut seen = std::collections::HashSet::new();
    for row in all(root, &format!("{TABLE} tr")) {
        let Some((id, anchor)) = decision(row) else { continue };
        if !seen.insert(id) {
            continue;
        }
        if found.len() == MOST {
            return Err(Unexpected::TooLarge(format!("more than {MOST} decisions in a list")));
        }
        let written = all(row, "td").get(1).copied().and_then(line).unwrap_or_default();
        let published = link::date(&written, "date of publication", &mut notes);
        found.push(ListedDecision { id, title: line(anchor), published });
    }
    Ok((found, notes))
}

/// The link to a decision in a row, and its number.
fn decision(row: ElementRef) -> Option<(u64, ElementRef)> {
    let anchor = all(row, "a[href]")
        .into_iter()
        .find(|anchor| anchor.value().attr("href").is_some_and(|href| link::is_page(href, "ieDecisionDetails")))?;
    Some((open::number(anchor, &["ID"])?, anchor))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::moderngov::tests::shared_file;

    const HEAD: &str = "<h1 class='mgMainTitleTxt'>Decisions</h1><table summary='Table of decision summary data'><tr><th>Title</th></tr>";

    #[test]
    fn decisions_are_listed_once_and_nothing_else_is() {
        let row = |href: &str, day: &str| {
            format!(
                "<tr><td><a href='{href}'>Paint &amp; oil<span class='mgHide'> ref: 7</span></a></td><td>{day}</td></tr>"
            )
        };
        let page = [
            HEAD,
            &row("iedecisiondetails.aspx?Id=7", "03&#47;10&#47;2025"),
            &row("ieDecisionDetails.aspx?ID=7", "03/10/2025"),
            &row("mgIssueHistoryHome.aspx?IId=65&amp;Opt=0", "03/10/2025"),
            &row("ieDecisionDetails.aspx?AIId=301", "03/10/2025"),
            &row("ieDecisionDetails.aspx?ID=8", "soon"),
            "</table>",
        ]
        .concat();
        let (found, notes) = parse(page.as_bytes()).expect("a list");
        let [one, other] = &found[..] else { panic!("{found:?}") };
        assert_eq!((one.id, one.title.as_deref()), (7, Some("Paint & oil")));
        assert_eq!(one.published.map(|day| day.to_string()).as_deref(), Some("2025-10-03"));
        assert_eq!((other.id, other.published, notes.len()), (8, None, 1));
        assert_eq!(parse(format!("{HEAD}</table>").as_bytes()), Ok((Vec::new(), Vec::new())));
        assert!(parse(b"<h1 class='mgMainTitleTxt'>Decision details</h1><p>x").is_err());
        assert!(parse(b"<h1>Log in</h1>").is_err());
    }

    #[test]
    fn a_real_list_is_read() {
        let Some(page) = shared_file("samples/moderngov/html/mgDelegatedDecisions.kirklees.html") else { return };
        let (found, notes) = parse(&page).expect("a list");
        assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [13567, 13149]);
        assert!(
            found.iter().all(|one| one.published.is_some() && one.title.as_ref().is_some_and(|t| !t.contains("ref")))
        );
        assert_eq!(notes, []);
    }
}
