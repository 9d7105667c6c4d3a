//! Where a record is mentioned: how often, by year, and the latest places.

use serde::Deserialize;

use crate::part::{Meeting, Named};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mentions {
    pub total_count: u64,
    pub facets: Vec<Facet>,
    pub nodes: Vec<Mention>,
}

#[derive(Debug, Deserialize)]
pub struct Facet {
    pub by: String,
    pub values: Vec<Value>,
}

#[derive(Debug, Deserialize)]
pub struct Value {
    pub value: Option<String>,
    pub label: Option<String>,
    pub count: u64,
}

impl Value {
    pub fn name(&self) -> &str {
        self.label.as_deref().or(self.value.as_deref()).unwrap_or(crate::words::UNKNOWN)
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mention {
    pub words: String,
    pub date: Option<String>,
    pub certainty: String,
    pub council: Option<Named>,
    pub meeting: Option<Meeting>,
    pub agenda_item: Option<Place>,
    pub document: Option<Paper>,
    pub document_page: Option<Page>,
}

#[derive(Debug, Deserialize)]
pub struct Place {
    pub title: String,
    pub meeting: Meeting,
}

#[derive(Debug, Deserialize)]
pub struct Paper {
    pub id: String,
    pub title: String,
}

#[derive(Debug, Deserialize)]
pub struct Page {
    /// None where the document has no pages of its own.
    pub number: Option<i64>,
}

impl Mention {
    /// The page on which it stands, where it is one with a number.
    fn page(&self) -> Option<i64> {
        self.document_page.as_ref()?.number
    }

    pub fn path(&self) -> Option<String> {
        if let Some(paper) = &self.document {
            let page = self.page().map(|n| format!("?from={n}#page-{n}")).unwrap_or_default();
            return Some(format!("/documents/{}{page}", paper.id));
        }
        let meeting = self.agenda_item.as_ref().map(|item| &item.meeting).or(self.meeting.as_ref());
        meeting.map(|meeting| format!("/meetings/{}", meeting.id))
    }

    /// In what it stands.
    pub fn place(&self) -> String {
        if let Some(paper) = &self.document {
            let page = self.page().map(|n| format!(", page {n}")).unwrap_or_default();
            return format!("{}{page}", paper.title);
        }
        let item = self.agenda_item.as_ref().map(|item| item.title.as_str());
        item.or(self.meeting.as_ref().map(Meeting::label)).unwrap_or("a paper").into()
    }
}

impl Mentions {
    /// Counts by year, the first year first.
    pub fn years(&self) -> Vec<&Value> {
        let years = self.facets.iter().find(|facet| facet.by == "DATE_YEAR");
        let mut years: Vec<&Value> = years.into_iter().flat_map(|facet| &facet.values).collect();
        years.sort_by_key(|year| (year.value.is_none(), year.value.clone()));
        years
    }

    pub fn more(&self) -> u64 {
        self.total_count.saturating_sub(self.nodes.len() as u64)
    }
}
