//! What the pages of a meeting say besides the web service. It is kept as JSON, so that a meeting whose answer changes can
//! be mapped anew without its pages.

use serde::{Deserialize, Serialize};

/// What pages say of one meeting.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// What the page of attendance says, by the number of the person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub came: Vec<(u64, String)>,
    /// By the number of the item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<(u64, ItemFacts)>,
}

/// What pages say of one item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ItemFacts {
    /// The issue that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<IssueFacts>,
    /// The page of its decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionFacts>,
}

/// What the pages of an issue say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IssueFacts {
    pub number: u64,
    pub title: Option<String>,
    /// Whether its own page could not be read, so that only its name is known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub name_only: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_key: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// A day as YYYY-MM-DD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
}

/// What the page of a decision says. Days are YYYY-MM-DD.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DecisionFacts {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maker: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_key: Option<bool>,
    /// Whether it can be called in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_in: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_in_deadline: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wards: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all_wards: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternatives: Option<String>,
}

impl Facts {
    /// The words for whether the person with this number came.
    pub fn attendance(&self, person: u64) -> Option<&str> {
        self.came.iter().find(|(number, _)| *number == person).map(|(_, words)| words.as_str())
    }

    /// What is known of an item.
    pub fn item(&self, number: u64) -> Option<&ItemFacts> {
        self.items.iter().find(|(n, _)| *n == number).map(|(_, facts)| facts)
    }

    /// The same, to be filled.
    pub fn item_mut(&mut self, number: u64) -> &mut ItemFacts {
        let place = self.items.iter().position(|(n, _)| *n == number).unwrap_or_else(|| {
            self.items.push((number, ItemFacts::default()));
            self.items.len() - 1
        });
        &mut self.items[place].1
    }
}
