//! What comes of plans: milestones, money, partners, risks and the rest, which programmes and strategies share.

use serde::Deserialize;

use crate::part::{Citation, List, Name, Named, web_address};
use crate::told::Fact;
use crate::words::grouped;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Milestone {
    pub label: String,
    pub due: Option<String>,
    pub due_text: Option<String>,
    pub status: Option<String>,
    pub slips: List<Slip>,
    #[serde(default)]
    pub sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Slip {
    pub from_date: Option<String>,
    pub to_date: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Award {
    pub funder_text: Option<String>,
    pub amount: Option<i64>,
    pub amount_text: Option<String>,
    pub period: Option<String>,
    pub purpose: Option<String>,
    pub organisation: Option<Name>,
    pub council: Option<Named>,
    pub sources: Vec<Citation>,
}

impl Award {
    /// The sum as printed, else in whole pounds; none where it is not known.
    pub fn sum(&self) -> Option<String> {
        let pounds = self.amount.map(|amount| format!("£{}", grouped(amount)));
        self.amount_text.clone().or(pounds)
    }

    /// Who gives it; none where that is not known.
    pub fn funder(&self) -> Option<&str> {
        let named = self.organisation.as_ref().map(|held| held.name.as_str());
        named.or(self.funder_text.as_deref())
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Participation {
    pub role: Option<String>,
    pub sector: Option<String>,
    pub organisation: Option<Name>,
    pub partner_council: Option<Named>,
    pub sources: Vec<Citation>,
}

impl Fact for Participation {
    fn sources(&self) -> &[Citation] {
        &self.sources
    }
}

impl List<Participation> {
    /// Whether the part that one takes is not known.
    pub fn has_unknown_role(&self) -> bool {
        self.nodes.iter().any(|part| part.role.is_none())
    }
}

#[derive(Debug, Deserialize)]
pub struct Measure {
    pub name: String,
    pub fit: Option<String>,
    pub indicator: Option<MeasuredBy>,
    pub sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
pub struct MeasuredBy {
    pub title: String,
}

#[derive(Debug, Deserialize)]
pub struct Risk {
    pub text: String,
    pub mitigation: Option<String>,
    pub sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assessment {
    pub kind: String,
    pub stage: String,
    pub expected_by: Option<String>,
    pub text: Option<String>,
    pub sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
pub struct Engagement {
    pub kind: String,
    pub status: Option<String>,
    pub period: Option<String>,
    pub text: Option<String>,
    pub sources: Vec<Citation>,
}

/// A law or guidance that is cited.
#[derive(Debug, Deserialize)]
pub struct Instrument {
    /// How sure it is that it is cited; none where the plan's own sources say it.
    pub certainty: Option<String>,
    pub node: Law,
}

#[derive(Debug, Deserialize)]
pub struct Law {
    pub title: String,
    pub kind: String,
    #[serde(deserialize_with = "web_address")]
    pub url: Option<String>,
    pub sources: Vec<Citation>,
}

impl Fact for Instrument {
    fn sources(&self) -> &[Citation] {
        &self.node.sources
    }
}
