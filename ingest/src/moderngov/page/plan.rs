//! One edition of a forward plan (mgListPlanItems): what is to be decided, by whom and when. Contacts are not read.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::flat::{self, Line};
use super::link::{self, is_page, query};
use super::open;
use super::plans::is_of_plans;
use crate::moderngov::note::note;
use crate::moderngov::unexpected::short;
use crate::moderngov::{Note, Unexpected};

/// An edition as its page tells it. Its number is in the page's address, not in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub title: Option<String>,
    pub published: Option<NaiveDate>,
    /// In the order of the page, each issue once.
    pub items: Vec<PlanItem>,
    pub notes: Vec<Note>,
}

/// What an edition announces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanItem {
    /// Number of the issue.
    pub issue: u64,
    pub title: String,
    /// Who is to decide, as written.
    pub maker: Option<String>,
    /// When, as written.
    pub due: Option<String>,
    /// When notice of it was first given.
    pub first_published: Option<NaiveDate>,
    pub key: Option<bool>,
}

/// Entries read of one edition, at most: the longest true ones have a tenth of it.
const MOST: usize = 2_000;

/// Reads the page.
pub fn parse(bytes: &[u8]) -> Result<Plan, Unexpected> {
    const WANTED: &str = "edition of a forward plan";
    let html = open::text(bytes)?;
    let tree = open::open(&html, WANTED, "h1.mgMainTitleTxt, a.mgPlanItemTitle")?;
    let root = tree.root_element();
    let mut plan = Plan { title: open::subject(root), ..Plan::default() };
    let mut seen = HashSet::new();
    // Whether what follows belongs to an entry that is left out.
    let mut left_out = false;
    let lines = flat::lines(&html);
    for (n, line) in lines.iter().enumerate() {
        if let Some((issue, title)) = begins(line) {
            if plan.items.len() == MOST {
                return Err(Unexpected::TooLarge(format!("more than {MOST} entries in an {WANTED}")));
            }
            left_out = issue.is_none_or(|issue| !seen.insert(issue));
            match issue.filter(|_| !left_out) {
                Some(issue) => plan.items.push(PlanItem { issue, title, ..PlanItem::default() }),
                None if issue.is_none() => {
                    note(&mut plan.notes, Note::NoId { what: "forward plan entry", called: short(&title) })
                }
                None => (),
            }
        } else if let Some((name, value)) = label(&line.text).filter(|_| !left_out) {
            // Where the value stands on the next line, that has no label of its own.
            let next = || lines.get(n + 1).filter(|next| label(&next.text).is_none() && begins(next).is_none());
            let value =
                if value.is_empty() { next().map(|next| next.text.as_str()).unwrap_or_default() } else { value };
            if !value.is_empty() {
                told(&mut plan, &name, value);
            }
        }
    }
    if plan.items.is_empty() && !is_of_plans(root) {
        return Err(open::other(&html, WANTED));
    }
    Ok(plan)
}

/// The issue and the title of an entry that begins on a line.
fn begins(line: &Line) -> Option<(Option<u64>, String)> {
    let link = line.links.iter().find(|link| link.is_plan_item)?;
    let issue = query(&link.href, &["IId"]).filter(|_| is_page(&link.href, "mgIssueHistoryHome"));
    Some((issue.and_then(|issue| issue.parse().ok()), link.text.clone()))
}

/// The label that a line begins with, in small letters, and what follows it.
fn label(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':')?;
    (name.len() < 80).then(|| (name.trim().to_lowercase(), value.trim()))
}

/// Takes what a label says: of the edition before its entries, else of the last entry. The first word for it stands.
fn told(plan: &mut Plan, name: &str, value: &str) {
    let notes = &mut plan.notes;
    let Some(item) = plan.items.last_mut() else {
        if matches!(name, "published" | "date published" | "publication date") && plan.published.is_none() {
            plan.published = link::date(value, "publication date", notes);
        }
        return;
    };
    match name {
        "decision maker" | "decision taken by" if item.maker.is_none() => item.maker = Some(value.to_owned()),
        "decision due" | "decision due date" if item.due.is_none() => item.due = Some(value.to_owned()),
        "decision type" if item.key.is_none() => item.key = link::is_key(value),
        "key decision" | "key decision?" | "is key decision?" if item.key.is_none() => item.key = link::yes(value),
        _ if name.ends_with("first published") && item.first_published.is_none() => {
            item.first_published = link::date(value, "first published", notes);
        }
        _ => (),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    const PAGE: &str = r#"<nav><a href="mgPlansHome.aspx">Plans</a></nav><div id="modgov"><h1  class="mgMainTitleTxt" >Forward plan</h1>
        <h2 class="mgSubTitleTxt">Plan for May 2026</h2><p>Published: 28&#47;04&#47;2026</p><p>What is key: see the constitution.</p>
        <p><a  class=" mgPlanItemTitle  "  href="mgIssueHistoryHome.aspx?IId=65&amp;PlanId=1133&amp;RPID=1130" title="Link">Fish &amp;
        pond</a> <span>New!</span></p>
        <p><span  class="mgLabel" >Decision maker: </span>Cabinet</p><p><span class="mgLabel">Decision due: </span>10 Jul 2026 by Cabinet</p>
        <p><span class="mgLabel">Lead officer: </span>Ada Field, 01632 960001</p>
        <p><span class="mgLabel">Notice of proposed decision first published: </span>22&#47;04&#47;2026</p>
        <p><span class="mgLabel">Decision type:</span></p><p>Non-key - Low</p>
        <p><a class="mgPlanItemTitle" href="MGISSUEHISTORYHOME.ASPX?iid=66">Benches</a></p>
        <p>DECISION DUE : soon</p><p>Decision due: later</p><p>Is key decision?: Yes</p><p>First published: 31/02/2026</p>
        <p>See <a href="mgIssueHistoryHome.aspx?IId=70">a matter like it</a>.</p>
        <p><a class="mgPlanItemTitle" href="mgIssueHistoryHome.aspx?IID=65">Fish and pond once more</a></p><p>Decision maker: Leader</p>
        <p><a class="mgPlanItemTitle" href="mgIssueHistoryHome.aspx">Without a number</a></p><p>Decision maker: nobody</p>
        <p><a class="mgPlanItemTitle" href="mgIssueHistoryHome.aspx?IId=67">Paths</a></p></div>"#;

    #[test]
    fn an_edition_is_read() {
        let plan = parse(PAGE.as_bytes()).expect("a plan");
        assert_eq!(plan.title.as_deref(), Some("Plan for May 2026"));
        assert_eq!(plan.published.map(|day| day.to_string()).as_deref(), Some("2026-04-28"));
        let [pond, benches, paths] = &plan.items[..] else { panic!("{plan:?}") };
        assert_eq!((pond.issue, pond.title.as_str()), (65, "Fish & pond"));
        assert_eq!((pond.maker.as_deref(), pond.due.as_deref()), (Some("Cabinet"), Some("10 Jul 2026 by Cabinet")));
        assert_eq!(pond.first_published.map(|day| day.to_string()).as_deref(), Some("2026-04-22"));
        assert_eq!((pond.key, benches.key, paths.key), (Some(false), Some(true), None));
        assert_eq!((benches.issue, benches.due.as_deref(), &benches.maker), (66, Some("soon"), &None));
        assert_eq!(benches.first_published, None);
        let notes: Vec<String> = plan.notes.iter().map(ToString::to_string).collect();
        let [day, number] = &notes[..] else { panic!("{notes:?}") };
        assert_eq!(day, "the page: `first published` cannot be read: \"31/02/2026\"");
        assert_eq!(number, "a forward plan entry has no id and is left out: Without a number");
        assert_eq!((paths.issue, &paths.maker, &paths.due), (67, &None, &None));
        assert!(!format!("{plan:?}").contains("01632"));
    }

    #[test]
    fn other_pages_are_no_edition() {
        let empty = "<h1 class='mgMainTitleTxt'>Forward plan</h1><p>There is nothing.</p>";
        assert_eq!(parse(empty.as_bytes()).map(|plan| plan.items.len()), Ok(0));
        for page in [
            "<h1 class='mgMainTitleTxt'>Sign in</h1><p>Decision maker: nobody</p>",
            "<h1 class='mgMainTitleTxt'>Issue details</h1><a href='mgIssueHistoryHome.aspx?IId=65'>x</a>",
            "<h1>Forward plan</h1>",
        ] {
            assert!(parse(page.as_bytes()).is_err(), "{page}");
        }
    }
}
