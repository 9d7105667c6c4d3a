//! Editions of forward plans, and what they announce.

use std::collections::HashMap;

use entities::{forward_plan, forward_plan_entry};
use uuid::Uuid;

use super::super::page::plan::{Plan, PlanItem};
use super::super::span;
use super::batch::Batch;
use super::delegated::maker_of;
use super::facts::IssueFacts;
use super::held::{Held, plain};
use super::host::{Council, Host};
use super::matter;
use crate::record::{Citation, Record};

/// An edition: what lists and its own page say of it.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Its number.
    pub number: u64,
    /// The number of the plan.
    pub of: u64,
    /// What the plan is called: in the list of plans, and on the page of its editions.
    pub names: Vec<String>,
    /// What the list of editions calls it.
    pub title: String,
    pub page: Plan,
    /// What the own pages of issues that it names say, as far as they were read now.
    pub issues: HashMap<u64, IssueFacts>,
}

/// Words around the name of a board in the name of a plan.
const BEHIND: [&str; 3] = [" forward plan", " forward plan of key decisions", " forward work plan"];
const BEFORE: [&str; 5] =
    ["forward plan for the ", "forward plan for ", "forward plan of the ", "forward plan of ", "forward plan "];

/// Adds an edition with its entries, and gives its id. Of an issue that was not read now, what is held stays.
pub fn edition(host: &Host, held: &mut Held, given: &Edition, batch: &mut Batch) -> Uuid {
    let title = batch.public(&given.title);
    let names: Vec<String> = given.names.iter().map(|name| batch.public(name)).collect();
    let words: Vec<&str> = names.iter().chain([&title]).map(String::as_str).collect();
    let council = host.council_of(&words);
    let board = council.and_then(|council| names.iter().find_map(|name| board_named(held, council, name)));
    let period = span::named(&title).or_else(|| span::named(given.page.title.as_deref()?));
    let path = format!("mgListPlanItems.aspx?PlanId={}&RP={}", given.number, given.of);
    let id = host.own("plan", given.number);
    let mut record = Record::new(&forward_plan::TABLE, id)
        .with("title", title)
        .with("plan_name", names.first().map(String::as_str))
        .with("council_id", council.map(|council| council.id))
        .with("board_id", board)
        .with("period", period)
        .with("published_on", given.page.published)
        .with("website", host.page(&path));
    record.identifiers = vec![host.identifier("forward-plan", given.number)];
    record.citations = vec![host.on_page(&path)];
    batch.add(record);
    for (item, position) in given.page.items.iter().zip(1_i32..) {
        let read = host.on_page(format_args!("{path}, issue {}", item.issue));
        entry(host, held, council, (given, id), (item, position), read, batch);
    }
    id
}

fn entry(
    host: &Host,
    held: &mut Held,
    council: Option<&Council>,
    (given, edition): (&Edition, Uuid),
    (item, position): (&PlanItem, i32),
    read: Citation,
    batch: &mut Batch,
) {
    let title = batch.public(&item.title);
    let due = item.due.as_deref().map(|due| batch.public(due));
    let issue = match given.issues.get(&item.issue).filter(|_| council.is_some()) {
        Some(facts) => {
            let facts = IssueFacts { title: facts.title.clone().or(Some(title.clone())), ..facts.clone() };
            matter::issue(host, held, council, &facts, batch)
        }
        None => {
            let facts = IssueFacts {
                number: item.issue,
                title: Some(title.clone()),
                name_only: false,
                is_key: item.key,
                status: None,
                due: due.clone(),
                notice: item.first_published.map(|day| day.to_string()),
            };
            matter::new_issue(host, held, council, &facts, &read, batch)
        }
    };
    let maker = item.maker.as_deref().map(|maker| batch.public(maker));
    let maker = maker.or_else(|| by_whom(due.as_deref()?));
    let maker = maker.map(|maker| maker_of(host, held, council, &maker, &read, batch));
    let mut record = Record::new(
        &forward_plan_entry::TABLE,
        host.own("plan-entry", format_args!("{}/{}", given.number, item.issue)),
    )
    .with("forward_plan_id", edition)
    .with("issue_id", issue)
    .with("position", position)
    .with("title", title)
    .with("due", due.as_deref().and_then(span::due))
    .with("decision_due", due)
    .with("notice_published_on", item.first_published)
    .with("is_key", item.key);
    record.actors.extend(maker);
    record.citations = vec![read];
    batch.add(record);
}

/// Who is to decide, where that stands behind the time: "10 Jul 2026 by Cabinet".
fn by_whom(due: &str) -> Option<String> {
    span::due(due)?;
    due.split_once(" by ").map(|(_, maker)| maker.trim().to_owned()).filter(|maker| !maker.is_empty())
}

/// The board whose name is that of a plan, but for words that say that it is one.
fn board_named(held: &Held, council: &Council, plan: &str) -> Option<Uuid> {
    let plan = plain(plan);
    let behind = BEHIND.iter().filter_map(|words| plan.strip_suffix(words));
    let before = BEFORE.iter().filter_map(|words| plan.strip_prefix(words));
    let mut names = std::iter::once(plan.as_str()).chain(behind).chain(before);
    names.find_map(|name| held.named("board", council.id, name))
}
