//! What happened: entries of timelines, each with the page that tells of it.

use serde::Deserialize;

use crate::csv::Table;
use crate::part::{List, Named, Titled, web_address};
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
    pub document: Option<Paper>,
    pub milestone: Option<Owned>,
    pub strategy_status: Option<Owned>,
    pub funding_award: Option<Owned>,
    pub issue: Option<Titled>,
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
pub struct Paper {
    #[serde(default, deserialize_with = "web_address")]
    pub url: Option<String>,
}

/// A record that belongs to a programme or a strategy.
#[derive(Debug, Deserialize)]
pub struct Owned {
    pub programme: Option<Named>,
    pub strategy: Option<Titled>,
}

impl Event {
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
            .or_else(|| self.document.as_ref().and_then(|held| held.url.clone()))
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
        vec![said(&event.at), event.kind.clone(), said(&event.label), said(&event.certainty), said(&event.path())]
    };
    Table { columns: vec!["date", "kind", "what", "certainty", "where"], rows: events.nodes.iter().map(row).collect() }
}
