//! Forward plans (mgPlansHome), and the editions of one of them (mgListPlans). Both are lists of links.

use super::flat::{self, Link};
use super::link::{is_page, query};
use super::open;
use crate::moderngov::Unexpected;

/// A plan, or an edition of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Its number: of a plan among plans, of an edition among the editions of all plans. Unique only on its host.
    pub id: u64,
    /// The words of the link.
    pub title: String,
}

/// The editions of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Editions {
    /// What the page calls the plan, without the year behind it: `Cabinet` of "Cabinet, 2026".
    pub plan: Option<String>,
    /// In the order of the page: newest first.
    pub editions: Vec<Listed>,
}

/// Plans or editions read of one page, at most: no true page has a tenth of it.
const MOST: usize = 2_000;

/// Reads the page of all plans.
pub fn plans(bytes: &[u8]) -> Result<Vec<Listed>, Unexpected> {
    Ok(list(bytes, "list of forward plans", "mgListPlans", &["RPId", "RP"])?.1)
}

/// Reads the page of one plan's editions.
pub fn editions(bytes: &[u8]) -> Result<Editions, Unexpected> {
    let (subject, editions) = list(bytes, "list of a forward plan's editions", "mgListPlanItems", &["PlanId"])?;
    Ok(Editions { plan: subject.map(without_year), editions })
}

/// The subject of a page, and its links to pages of one kind: each number once.
fn list(
    bytes: &[u8],
    wanted: &'static str,
    page: &str,
    number: &[&str],
) -> Result<(Option<String>, Vec<Listed>), Unexpected> {
    let html = open::text(bytes)?;
    let tree = open::open(&html, wanted, "h1.mgMainTitleTxt")?;
    let root = tree.root_element();
    let mut found: Vec<Listed> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for Link { text: title, href, .. } in flat::lines(&html).into_iter().flat_map(|line| line.links) {
        let id: Option<u64> = query(&href, number).filter(|_| is_page(&href, page)).and_then(|id| id.parse().ok());
        // Number 0 stands for what is in no plan.
        let Some(id) = id.filter(|id| *id > 0 && seen.insert(*id)) else { continue };
        if found.len() == MOST {
            return Err(Unexpected::TooLarge(format!("more than {MOST} links in a {wanted}")));
        }
        found.push(Listed { id, title });
    }
    if found.is_empty() && !is_of_plans(root) {
        return Err(open::other(&html, wanted));
    }
    Ok((open::subject(root), found))
}

/// Whether a page says that it is of plans.
pub(super) fn is_of_plans(root: scraper::ElementRef) -> bool {
    open::heading(root).is_some_and(|heading| heading.to_lowercase().contains("plan"))
}

fn without_year(subject: String) -> String {
    match subject.rsplit_once(',') {
        Some((name, year)) if year.trim().len() == 4 && year.trim().bytes().all(|b| b.is_ascii_digit()) => {
            name.trim_end().to_owned()
        }
        _ => subject,
    }
}

#[cfg(test)]
mod tests {
    use super::{editions, plans};

    #[test]
    fn plans_are_listed_once_and_nothing_else_is() {
        let page = "<nav><a href='mgListPlans.aspx?RPId=9'>Plans</a></nav><div id='modgov'><h1  class='mgMainTitleTxt' >Browse\n\
            plans</h1><ul><li><a  href='mgListPlans.aspx?RPId=120&amp;RD=0'  >Cabinet &amp; others</a></li>\
            <li><a href='/x/MGLISTPLANS.aspx?rd=0&amp;rp=121#a'>Ponds</a><a href='mgListPlans.aspx?RPId=120'>Again</a>\
            <a href='mgListPlans.aspx?RPId=0'>None</a><a href='mgListPlans.aspx'>All</a>\
            <a href='mgListPlanItems.aspx?PlanId=7&amp;RP=120'>Newest</a></li></ul></div>";
        let found = plans(page.as_bytes()).expect("plans");
        let found: Vec<_> = found.iter().map(|plan| (plan.id, plan.title.as_str())).collect();
        assert_eq!(found, [(120, "Cabinet & others"), (121, "Ponds")]);
        assert_eq!(plans(b"<h1 class='mgMainTitleTxt'>Forward plans</h1><p>None.</p>"), Ok(Vec::new()));
        assert!(plans(b"<h1 class='mgMainTitleTxt'>Sign in</h1>").is_err());
        assert!(plans(b"<h1>Forward plans</h1>").is_err());
    }

    #[test]
    fn editions_keep_the_order_of_the_page() {
        let page = "<div id='modgov'><h1 class='mgMainTitleTxt'>Notices to come</h1><h2 class='mgSubTitleTxt'>Cabinet, 2026</h2>\
            <p>The list of what is to be decided.</p><a href='mgListPlanItems.aspx?planid=1133&amp;RP=1130'>Plan&nbsp;for May\n\
            2026 </a><a href='mgListPlanItems.aspx?RP=1130&amp;PlanID=1121'>Plan for April 2026 <span class='mgFileSize'>PDF 1 KB\
            </span></a></div>";
        let found = editions(page.as_bytes()).expect("editions");
        assert_eq!(found.plan.as_deref(), Some("Cabinet"));
        let all: Vec<_> = found.editions.iter().map(|edition| (edition.id, edition.title.as_str())).collect();
        assert_eq!(all, [(1133, "Plan for May 2026"), (1121, "Plan for April 2026")]);
        let none = "<h1 class='mgMainTitleTxt'>Browse forward plans</h1><h2 class='mgSubTitleTxt'>Ponds, lakes</h2>";
        assert_eq!(editions(none.as_bytes()).map(|none| none.plan), Ok(Some("Ponds, lakes".into())));
        assert!(editions(b"<h1 class='mgMainTitleTxt'>Decision details</h1>").is_err());
    }
}
