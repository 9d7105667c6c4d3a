//! Decisions that officers and single members took outside any meeting.

use std::collections::HashSet;

use entities::decision;
use uuid::Uuid;

use super::super::name;
use super::super::page::DocumentLink;
use super::batch::Batch;
use super::facts::{DecisionFacts, IssueFacts};
use super::held::Held;
use super::host::{Council, Host};
use super::{matter, paper, speaker};
use crate::record::{Actor, Citation, Link, Record};

/// A decision and what its page says.
#[derive(Clone, Debug)]
pub struct Delegated {
    /// The number of its page.
    pub number: u64,
    pub title: Option<String>,
    /// The number of the issue that it belongs to.
    pub issue: Option<u64>,
    pub facts: DecisionFacts,
    pub documents: Vec<DocumentLink>,
}

/// Adds a decision, and gives its id; none if its page does not say what was decided. Of its documents, those that are
/// held are only linked.
pub fn delegated(
    host: &Host,
    held: &mut Held,
    given: &Delegated,
    papers: &HashSet<Uuid>,
    batch: &mut Batch,
) -> Option<Uuid> {
    let Delegated { number, facts, .. } = given;
    let text = batch.public(facts.text.as_deref()?);
    let title = given.title.as_deref().map(|title| batch.public(title));
    let words = [facts.maker.as_deref().unwrap_or_default(), title.as_deref().unwrap_or_default()];
    let council = host.council_of(&words);
    let id = host.own("delegated-decision", number);
    // A decision has no title of its own: that of its page says where its words stand.
    let read = Citation { quote: title.clone(), ..host.on_page(format_args!("ieDecisionDetails.aspx?ID={number}")) };
    let maker = facts.maker.as_deref().map(|maker| maker_of(host, held, council, maker, &read, batch));
    let mut record = Record::new(&decision::TABLE, id)
        .with("board_id", maker.as_ref().and_then(|maker| maker.board))
        .with("date", matter::day(&facts.decided))
        .with("text", text.as_str())
        .with("verbatim", true)
        .with("effects", matter::effects(&text))
        .with("html", facts.html.as_deref().map(|html| batch.public(html)));
    record = matter::with_facts(record, Some(facts), batch);
    record.identifiers = vec![host.identifier("delegated-decision", number)];
    record.actors.extend(maker);
    record.links.extend(council.map(|council| matter::affected(held, council, &facts.wards)).unwrap_or_default());
    let about = |to| Link { role: "ABOUT", to, certainty: "STATED" };
    let mut papers: Vec<Uuid> =
        given.documents.iter().filter_map(|document| paper::linked(host, document, papers, &read, batch)).collect();
    let mut seen = HashSet::new();
    papers.retain(|id| seen.insert(*id));
    record.links.extend(papers.into_iter().map(about));
    let issue = given.issue.map(|number| {
        let facts = IssueFacts { number, title: title.clone(), ..IssueFacts::default() };
        matter::new_issue(host, held, council, &facts, &read, batch)
    });
    record.links.extend(issue.map(about));
    record.citations = vec![read];
    batch.add(record);
    Some(id)
}

/// Who decides: a board or person of the council by name, or a post. The council is that under which it was decided.
pub fn maker_of(
    host: &Host,
    held: &mut Held,
    council: Option<&Council>,
    words: &str,
    read: &Citation,
    batch: &mut Batch,
) -> Actor {
    let mut actor = Actor {
        role: "MAKER",
        as_written: Some(words.into()),
        person: None,
        post: None,
        organisation: None,
        board: None,
        council: council.map(|council| council.id),
        resolution: "NAME_ONLY",
        certainty: "STATED",
    };
    let Some(council) = council else { return actor };
    if let Some(board) = held.named("board", council.id, words) {
        (actor.board, actor.resolution) = (Some(board), "RESOLVED");
    } else if let Some(person) = held.named("person", council.id, &name::split(words).1) {
        (actor.person, actor.resolution, actor.certainty) = (Some(person), "RESOLVED", "EXTRACTED");
    } else if let Some(post) = speaker::post(host, held, council, words, read, batch) {
        (actor.post, actor.resolution) = (Some(post), "POST_ONLY");
    }
    actor
}
