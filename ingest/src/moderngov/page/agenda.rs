//! Links on the page of an agenda (ieListDocuments): from items to issues, which the XML does not give.

use super::flat::{self, Link};
use super::link::{is_page, query};
use super::open;
use crate::moderngov::Unexpected;

/// What an item links to. At least one of the links is known.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemLinks {
    /// Number of the item as printed, without the full stop at its end.
    pub number: String,
    /// Number of the issue behind "View the background to item".
    pub issue: Option<u64>,
    /// Number of the agenda item, where "View the decision for item" is linked by that.
    pub agenda_item: Option<u64>,
}

/// Reads the page.
pub fn parse(bytes: &[u8]) -> Result<Vec<ItemLinks>, Unexpected> {
    const WANTED: &str = "page of an agenda";
    let html = open::text(bytes)?;
    let tree = open::open(&html, WANTED, "h1.mgMainTitleTxt, .mgItemTable, .mgItemNumberCell")?;
    let root = tree.root_element();
    let heading = open::heading(root).unwrap_or_default().to_lowercase();
    let is_named = ["agenda", "minutes", "decisions", "meeting", "items"].iter().any(|word| heading.contains(word));
    if !is_named && open::first(root, ".mgItemTable, .mgItemNumberCell").is_none() {
        return Err(open::other(&html, WANTED));
    }
    let mut items: Vec<ItemLinks> = Vec::new();
    for link in flat::lines(&html).into_iter().flat_map(|line| line.links) {
        let Some(found) = item(&link) else { continue };
        match items.iter_mut().rev().take(20).find(|item| item.number == found.number) {
            Some(item) => {
                item.issue = item.issue.or(found.issue);
                item.agenda_item = item.agenda_item.or(found.agenda_item);
            }
            None => items.push(found),
        }
    }
    Ok(items)
}

fn item(link: &Link) -> Option<ItemLinks> {
    let text = link.text.to_lowercase();
    let text = text.strip_prefix("view the ")?;
    let number = text.strip_prefix("background to item ").or_else(|| text.strip_prefix("decision for item "))?;
    let number = number.trim().trim_end_matches('.').to_owned();
    let id = |names: &[&str]| query(&link.href, names)?.parse().ok();
    let is_decision = is_page(&link.href, "ieDecisionDetails");
    let found = ItemLinks {
        number,
        issue: id(&["IId"]).filter(|_| !is_decision),
        agenda_item: id(&["AIId"]).filter(|_| is_decision),
    };
    (found.issue.is_some() || found.agenda_item.is_some()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::moderngov::tests::shared_file;

    #[test]
    fn links_of_items_are_read() {
        let page = "<table class='mgItemTable'><tr><td class='mgItemNumberCell'>4.</td><td><p class='mgAiTitleTxt'>Pond</p>\
            <a href='mgIssueHistoryHome.aspx?IID=65&amp;Opt=0'>View the background to item 4.</a>\
            <a href='ieDecisionDetails.aspx?Id=7'>View the decision for item 4.</a></td></tr><tr><td>\
            <a href='ieDecisionDetails.aspx?AIId=301'>View the decision for item 5a</a><a href='x'>View the map</a></td></tr></table>";
        let items = parse(page.as_bytes()).expect("items");
        let [four, five] = &items[..] else { panic!("two items") };
        assert_eq!((four.number.as_str(), four.issue, four.agenda_item), ("4", Some(65), None));
        assert_eq!((five.number.as_str(), five.issue, five.agenda_item), ("5a", None, Some(301)));
        assert!(parse(b"<h1>Log in</h1>").is_err());
    }

    #[test]
    fn a_real_shape_is_read() {
        let Some(page) = shared_file("samples/moderngov/html/ieListDocuments.westminster-shaped.html") else { return };
        let items = parse(&page).expect("items");
        assert_eq!(items.iter().map(|item| item.agenda_item).collect::<Vec<_>>(), [Some(3001), Some(3002)]);
    }
}
