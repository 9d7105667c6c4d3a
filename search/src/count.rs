//! Counts hits by what they are: their type, council, kind of board, year and topics.

use std::collections::HashMap;

use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader, TantivyError,
    collector::{Collector, SegmentCollector},
    columnar::StrColumn,
};

/// Values of a facet that are given at most.
pub const VALUES: usize = 100;

/// The facets, in the order in which they are counted.
const FACETS: [&str; 5] = ["table", "council", "board_kind", "year", "topic"];

/// How many hits have each value, the most frequent first; at most [`VALUES`] of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub tables: Vec<(String, u64)>,
    pub councils: Vec<(String, u64)>,
    pub board_kinds: Vec<(String, u64)>,
    pub years: Vec<(String, u64)>,
    pub topics: Vec<(String, u64)>,
}

/// Counts while hits are collected.
pub struct Counting;

pub struct Part {
    columns: Vec<Option<(StrColumn, Vec<u64>)>>,
}

type Found = Result<Vec<HashMap<String, u64>>, TantivyError>;

impl Collector for Counting {
    type Fruit = Counts;
    type Child = Part;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> Result<Part, TantivyError> {
        let column = |name| {
            let column = reader.fast_fields().str(name)?;
            Ok(column.map(|column| {
                let counts = vec![0; column.num_terms()];
                (column, counts)
            }))
        };
        Ok(Part { columns: FACETS.into_iter().map(column).collect::<Result<_, TantivyError>>()? })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Found>) -> Result<Counts, TantivyError> {
        let mut sums: Vec<HashMap<String, u64>> = vec![HashMap::new(); FACETS.len()];
        for part in parts {
            for (sum, counts) in sums.iter_mut().zip(part?) {
                for (value, count) in counts {
                    *sum.entry(value).or_default() += count;
                }
            }
        }
        let mut sorted = sums.into_iter().map(|sum| {
            let mut values: Vec<_> = sum.into_iter().collect();
            values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            values.truncate(VALUES);
            values
        });
        let mut next = || sorted.next().unwrap_or_default();
        Ok(Counts { tables: next(), councils: next(), board_kinds: next(), years: next(), topics: next() })
    }
}

impl SegmentCollector for Part {
    type Fruit = Found;

    fn collect(&mut self, doc: DocId, _: Score) {
        for (column, counts) in self.columns.iter_mut().flatten() {
            for ord in column.term_ords(doc) {
                if let Some(count) = usize::try_from(ord).ok().and_then(|ord| counts.get_mut(ord)) {
                    *count += 1;
                }
            }
        }
    }

    fn harvest(self) -> Found {
        let part = |column: Option<(StrColumn, Vec<u64>)>| {
            let mut found = HashMap::new();
            let Some((column, counts)) = column else { return Ok(found) };
            for (ord, count) in (0..).zip(counts).filter(|(_, count)| *count > 0) {
                let mut value = String::new();
                column.ord_to_str(ord, &mut value)?;
                found.insert(value, count);
            }
            Ok(found)
        };
        self.columns.into_iter().map(part).collect()
    }
}
