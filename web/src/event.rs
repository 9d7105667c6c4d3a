//! What happened: entries of timelines, each with the page that tells of it.

use serde::Deserialize;

use crate::csv::Table;
use crate::part::{Citation, List, Named, Titled, web_address};
use crate::told::Fact;
use crate::words::phrase;

/// An entry of a timeline.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    pub at: Option<String>,
    pub kind: String,
    pub label: Option<String>,
    pub certainty: Option<String>,
    pub meeting: Option<Id>,
    pub agenda_item: Option<Item>,
    pub decision: Option<Decided>,
    pub document: Option<Id>,
    pub milestone: Option<Owned>,
    pub strategy_status: Option<Owned>,
    pub funding_award: Option<Owned>,
    pub issue: Option<Titled>,
    pub forward_plan_entry: Option<Announced>,
    /// Where the record that it tells of was read.
    pub sources: Vec<Citation>,
}

impl Fact for Event {
    fn sources(&self) -> &[Citation] {
        &self.sources
    }
}

#[derive(Debug, Deserialize)]
pub struct Id {
    pub id: String,
}

#[derive(Debug, Deserialize)]
pub struct Item {
    pub meeting: Id,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Decided {
    pub agenda_item: Option<Item>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Announced {
    pub forward_plan: Edition,
}

/// An edition of a forward plan.
#[derive(Debug, Deserialize)]
pub struct Edition {
    #[serde(default, deserialize_with = "web_address")]
    pub website: Option<String>,
}

/// A record that belongs to a programme or a strategy.
#[derive(Debug, Deserialize)]
pub struct Owned {
    pub programme: Option<Named>,
    pub strategy: Option<Titled>,
}

/// Events that stand under one heading.
#[derive(Debug)]
pub struct Span<'t> {
    /// The year, where events are many; that they have no date; else nothing.
    pub heading: Option<&'t str>,
    pub events: Vec<&'t Event>,
}

impl Span<'_> {
    pub fn is_undated(&self) -> bool {
        self.events.iter().all(|event| event.at.is_none())
    }
}

/// So many events with a date are told by their years.
const MANY: usize = 7;

impl List<Event> {
    /// Events in their order, by year where they are many, those without a date last.
    pub fn spans(&self) -> Vec<Span<'_>> {
        let (dated, undated): (Vec<&Event>, Vec<&Event>) = self.nodes.iter().partition(|event| event.at.is_some());
        let mut spans: Vec<Span<'_>> = Vec::new();
        for event in &dated {
            let year = event.at.as_deref().and_then(|at| at.get(..4)).filter(|_| dated.len() >= MANY);
            match spans.last_mut() {
                Some(span) if span.heading == year => span.events.push(event),
                _ => spans.push(Span { heading: year, events: vec![event] }),
            }
        }
        if !undated.is_empty() {
            spans.push(Span { heading: Some("Without a date"), events: undated });
        }
        spans
    }
}

/// The part of a record's page that tells of entries of a kind.
fn part(kind: &str) -> Option<&'static str> {
    match kind {
        "MILESTONE" => Some("milestones"),
        "FUNDING_AWARD" => Some("money"),
        "IMPACT_ASSESSMENT" => Some("assessments"),
        "ENGAGEMENT" => Some("heard"),
        "STRATEGY_STATUS" => Some("statuses"),
        "JUDGEMENT" => Some("judgements"),
        "DOCUMENT" => Some("documents"),
        _ => None,
    }
}

impl Event {
    /// Where it is told of, else the part of the page that tells of it, if that is among the parts here.
    pub fn link(&self, here: &[&str]) -> Option<String> {
        let near = || part(&self.kind).filter(|part| here.contains(part)).map(|part| format!("#{part}"));
        self.path().or_else(near)
    }

    /// Where it is told of.
    pub fn path(&self) -> Option<String> {
        let meeting = |item: &Item| format!("/meetings/{}", item.meeting.id);
        let owned = |held: &Owned| match (&held.programme, &held.strategy) {
            (Some(programme), _) => Some(format!("/programmes/{}", programme.slug)),
            (None, strategy) => strategy.as_ref().map(|strategy| format!("/strategies/{}", strategy.slug)),
        };
        let owner = [&self.milestone, &self.strategy_status, &self.funding_award].into_iter().flatten().find_map(owned);
        (self.meeting.as_ref().map(|held| format!("/meetings/{}", held.id)))
            .or_else(|| self.agenda_item.as_ref().map(meeting))
            .or_else(|| self.decision.as_ref().and_then(|held| held.agenda_item.as_ref()).map(meeting))
            .or_else(|| self.document.as_ref().map(|held| format!("/documents/{}", held.id)))
            .or_else(|| self.forward_plan_entry.as_ref().and_then(|held| held.forward_plan.website.clone()))
            .or_else(|| self.issue.as_ref().map(|held| format!("/issues/{}", held.slug)))
            .or(owner)
    }

    pub fn text(&self) -> String {
        let coded = |label: &&String| label.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        match &self.label {
            Some(label) if coded(&label) => phrase(label),
            Some(label) => label.clone(),
            None => phrase(&self.kind),
        }
    }
}

/// A timeline as a table.
pub fn table(events: &List<Event>) -> Table {
    let row = |event: &Event| {
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        let best = event.sources.first();
        let source = best.map(|read| &read.source);
        vec![
            said(&event.at),
            event.kind.clone(),
            said(&event.label),
            said(&event.certainty),
            said(&event.path()),
            source.map(|source| source.title.clone()).unwrap_or_default(),
            source.and_then(|source| source.url.clone()).unwrap_or_default(),
            best.and_then(|read| read.locator.clone()).unwrap_or_default(),
        ]
    };
    let columns = vec!["date", "kind", "what", "certainty", "where", "source_title", "source_url", "locator"];
    Table { columns, rows: events.nodes.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Event;
    use crate::part::List;

    #[test]
    fn events_stand_by_year_and_those_without_a_date_last() {
        let event = |at: Option<&str>| json!({ "at": at, "kind": "MILESTONE", "sources": [] });
        let mut given = vec![event(None), event(Some("2023~"))];
        given.extend(["2024-01", "2024-02", "2024-03", "2024-04", "2025", "2025-02-03"].map(|at| event(Some(at))));
        let Ok(many) = serde_json::from_value::<List<Event>>(json!({ "nodes": given })) else { panic!("events") };
        let said: Vec<(Option<&str>, usize)> =
            many.spans().iter().map(|span| (span.heading, span.events.len())).collect();
        assert_eq!(said, [(Some("2023"), 1), (Some("2024"), 4), (Some("2025"), 2), (Some("Without a date"), 1)]);
        assert_eq!(many.nodes[0].link(&["milestones"]), Some("#milestones".into()));
        assert_eq!(many.nodes[0].link(&[]), None);
    }
}
