//! What was found, counted by what it is.

use std::{collections::HashMap, sync::Arc};

use ::search::{Counts, Names};
use async_graphql::{Object, SimpleObject};

use super::kind::SearchType;

pub struct Facets {
    pub counts: Counts,
    pub names: Arc<Names>,
}

/// All that was found, counted by what it is: each list holds the most frequent first, at most 100.
#[Object(name = "SearchFacets", serial)]
impl Facets {
    /// By type.
    async fn types(&self) -> Vec<TypeCount> {
        let counts = self.counts.tables.iter();
        counts.filter_map(|(table, n)| Some(TypeCount { ty: SearchType::of_table(table)?, count: *n })).collect()
    }

    /// By council: slug and name. What belongs to none counts nowhere.
    async fn councils(&self) -> Vec<Count> {
        named(&self.counts.councils, &self.names.councils)
    }

    /// By kind of board: a word of `BoardKind`. What belongs to no board counts nowhere.
    async fn board_kinds(&self) -> Vec<Count> {
        plain(&self.counts.board_kinds)
    }

    /// By year: of a period its first. What has no date counts nowhere.
    async fn years(&self) -> Vec<Count> {
        plain(&self.counts.years)
    }

    /// By topic: slug and label. What has several counts under each.
    async fn topics(&self) -> Vec<Count> {
        named(&self.counts.topics, &self.names.topics)
    }
}

/// How many there are of a type.
#[derive(SimpleObject)]
#[graphql(name = "SearchTypeCount")]
pub struct TypeCount {
    /// The type.
    #[graphql(name = "type")]
    ty: SearchType,
    /// How many there are.
    count: u64,
}

/// A value, and how many of what was found have it.
#[derive(SimpleObject)]
#[graphql(name = "SearchCount")]
pub struct Count {
    /// The value: a slug, word or year.
    value: String,
    /// How people call it: the name or label of the record, or the value again.
    label: String,
    /// How many have it.
    count: u64,
}

fn plain(counts: &[(String, u64)]) -> Vec<Count> {
    let counts = counts.iter();
    counts.map(|(value, count)| Count { value: value.clone(), label: value.clone(), count: *count }).collect()
}

/// Values that are slugs, with the names of their records: a slug that has none as yet stands for itself.
fn named(counts: &[(String, u64)], names: &HashMap<String, String>) -> Vec<Count> {
    let mut counts = plain(counts);
    for count in &mut counts {
        if let Some(name) = names.get(&count.value) {
            count.label.clone_from(name);
        }
    }
    counts
}
