//! From groups and answers to records.

use std::collections::HashMap;

use entities::{issue, issue_entry, recommendation_answer};
use ingest::id;
use ingest::record::{Citation, Link, Record};
use uuid::Uuid;

use super::answer::{Answer, Asked};
use super::group::{Group, Item};
use super::title::path;

/// What the items of a council are about: their links to programmes and strategies.
pub type About = HashMap<Uuid, Vec<Uuid>>;

/// The records that a group makes: of items of which no source says to what matter they belong, an entry each; and the matter
/// itself, where no source has it. None where sources tell of several matters: then it is not known to which the others belong.
pub fn matter(
    group: &Group,
    items: &[Item],
    (council, slug): (Uuid, &str),
    citations: &HashMap<Uuid, Vec<Citation>>,
    about: &About,
) -> Vec<Record> {
    let mut stated: Vec<Uuid> = group.iter().filter_map(|entry| items[entry.item].issue).collect();
    stated.sort_unstable();
    stated.dedup();
    let first = &items[group[0].item];
    let cited = |item: &Item| item.provenance.and_then(|set| citations.get(&set)).cloned().unwrap_or_default();
    let (own, mut records) = match &*stated {
        [] => {
            let id = id::under(first.id, "folkmoot:issue", "");
            (id, vec![inferred(id, group, items, (council, slug), inferred_from(cited(first)), about)])
        }
        [only] => (*only, Vec::new()),
        _ => return Vec::new(),
    };
    for entry in group {
        let item = &items[entry.item];
        if item.issue.is_some() {
            continue;
        }
        // Where a source has the matter, its own items come first, and the earliest of the others goes with them.
        let rule = if entry.rule == "FIRST_ITEM" && !stated.is_empty() { group_rule(group) } else { entry.rule };
        let mut record = Record::new(&issue_entry::TABLE, id::under(item.id, "folkmoot:issue_entry", &own.to_string()))
            .with("issue_id", own)
            .with("agenda_item_id", item.id)
            .with("date", item.date.to_string())
            .with("certainty", "INFERRED")
            .with("rule", rule);
        record.citations = inferred_from(cited(item));
        records.push(record);
    }
    records
}

/// The rule that ties the first item of a group to the next.
fn group_rule(group: &Group) -> &'static str {
    group.iter().map(|entry| entry.rule).find(|rule| *rule != "FIRST_ITEM").unwrap_or("FIRST_ITEM")
}

fn inferred(
    id: Uuid,
    group: &Group,
    items: &[Item],
    (council, slug): (Uuid, &str),
    citations: Vec<Citation>,
    about: &About,
) -> Record {
    let first = &items[group[0].item];
    let short: String = id.simple().to_string().chars().rev().take(8).collect();
    let mut record = Record::new(&issue::TABLE, id)
        .with("slug", format!("{slug}/matters/{}-{short}", path(&first.title)))
        .with("title", first.title.clone())
        .with("kind", "NOT_KNOWN")
        .with("council_id", council)
        .with("is_inferred", true);
    let mut subjects: Vec<Uuid> =
        group.iter().filter_map(|e| about.get(&items[e.item].id)).flatten().copied().collect();
    subjects.sort_unstable();
    subjects.dedup();
    record.links = subjects.into_iter().map(|to| Link { role: "ABOUT", to, certainty: "INFERRED" }).collect();
    record.citations = citations;
    record
}

/// That a decision answers a recommendation, as a record.
pub fn answered(asked: &Asked, answer: &Answer, citations: &HashMap<Uuid, Vec<Citation>>) -> Record {
    let id = id::under(asked.id, "folkmoot:recommendation_answer", &answer.decision.to_string());
    let mut record = Record::new(&recommendation_answer::TABLE, id)
        .with("recommendation_id", asked.id)
        .with("decision_id", answer.decision)
        .with("outcome", answer.outcome)
        .with("certainty", answer.certainty)
        .with("rule", answer.rule);
    let cited = asked.provenance.and_then(|set| citations.get(&set)).cloned().unwrap_or_default();
    record.citations = if answer.certainty == "STATED" { cited } else { inferred_from(cited) };
    record
}

/// What follows from a source is not stated by it.
fn inferred_from(citations: Vec<Citation>) -> Vec<Citation> {
    citations.into_iter().map(|citation| Citation { certainty: "INFERRED", ..citation }).collect()
}
