//! Counts hits by what they are: their type, council, kind of board, year and topics.

use std::sync::Arc;

use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader, TantivyError,
    collector::{Collector, SegmentCollector},
};

use crate::facets::{Counter, Part, Tally};

/// Values of a facet that are given at most.
pub const VALUES: usize = 100;

/// How many hits have each value, the most frequent first; at most [`VALUES`] of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub tables: Vec<(String, u64)>,
    pub councils: Vec<(String, u64)>,
    pub board_kinds: Vec<(String, u64)>,
    pub years: Vec<(String, u64)>,
    pub topics: Vec<(String, u64)>,
}

impl Counts {
    /// Of all values, in the order of the fields.
    pub fn of(facets: [Vec<(&str, u64)>; 5]) -> Self {
        let [tables, councils, board_kinds, years, topics] = facets.map(|mut values| {
            values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
            values.truncate(VALUES);
            values.into_iter().map(|(value, count)| (value.to_owned(), count)).collect()
        });
        Self { tables, councils, board_kinds, years, topics }
    }
}

/// Counts while hits are collected.
pub struct Counting<'c>(pub &'c Counter);

pub struct Counted {
    part: Arc<Part>,
    tally: Tally,
}

impl Collector for Counting<'_> {
    type Fruit = Tally;
    type Child = Counted;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> Result<Counted, TantivyError> {
        let part = self.0.parts.get(segment as usize).cloned();
        let part = part.ok_or_else(|| TantivyError::InternalError("a part of the index is not counted".into()))?;
        Ok(Counted { part, tally: self.0.tally() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Tally>) -> Result<Tally, TantivyError> {
        let mut all = self.0.tally();
        parts.iter().for_each(|part| all.join(part));
        Ok(all)
    }
}

impl SegmentCollector for Counted {
    type Fruit = Tally;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.tally.add(&self.part, doc);
    }

    fn harvest(self) -> Tally {
        self.tally
    }
}
