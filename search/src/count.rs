//! Counts hits by what they are: their type, council, kind of board, year and topics.

use std::collections::HashMap;

use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader, TantivyError,
    collector::{Collector, SegmentCollector},
    columnar::{Cardinality, StrColumn},
};

/// Values of a facet that are given at most.
pub const VALUES: usize = 100;

/// The facets, in the order in which they are counted.
const FACETS: [&str; 5] = ["table", "council", "board_kind", "year", "topic"];

/// Hits counted at once.
const BLOCK: usize = 512;

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
    columns: Vec<Option<Counted>>,
    /// Hits that are not counted yet: many at once are counted faster than one after another.
    waiting: Vec<DocId>,
}

/// A column, and how many hits have each of its values.
struct Counted {
    column: StrColumn,
    /// Whether a record may have several values.
    several: bool,
    counts: Vec<u64>,
    values: Vec<Option<u64>>,
}

impl Counted {
    fn new(column: StrColumn) -> Self {
        let several = column.ords().get_cardinality() == Cardinality::Multivalued;
        Self { several, counts: vec![0; column.num_terms()], values: vec![None; BLOCK], column }
    }

    fn add(&mut self, docs: &[DocId]) {
        let Self { column, several, counts, values } = self;
        let mut count = |ord: u64| {
            if let Some(count) = usize::try_from(ord).ok().and_then(|ord| counts.get_mut(ord)) {
                *count += 1;
            }
        };
        if *several {
            docs.iter().for_each(|doc| column.term_ords(*doc).for_each(&mut count));
            return;
        }
        let values = &mut values[..docs.len()];
        values.fill(None);
        column.ords().first_vals(docs, values);
        values.iter().flatten().for_each(|ord| count(*ord));
    }
}

type Found = Result<Vec<HashMap<String, u64>>, TantivyError>;

impl Collector for Counting {
    type Fruit = Counts;
    type Child = Part;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> Result<Part, TantivyError> {
        let column = |name| {
            let column = reader.fast_fields().str(name)?;
            Ok(column.map(Counted::new))
        };
        let columns = FACETS.into_iter().map(column).collect::<Result<_, TantivyError>>()?;
        Ok(Part { columns, waiting: Vec::with_capacity(BLOCK) })
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

impl Part {
    fn count(&mut self) {
        self.columns.iter_mut().flatten().for_each(|column| column.add(&self.waiting));
        self.waiting.clear();
    }
}

impl SegmentCollector for Part {
    type Fruit = Found;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.waiting.push(doc);
        if self.waiting.len() == BLOCK {
            self.count();
        }
    }

    fn harvest(mut self) -> Found {
        self.count();
        let part = |counted: Option<Counted>| {
            let Some(Counted { column, counts, .. }) = counted else { return Ok(HashMap::new()) };
            let (ords, counts): (Vec<u64>, Vec<u64>) = (0..).zip(counts).filter(|(_, count)| *count > 0).unzip();
            // All values in one go: each by itself would read its part of the dictionary anew.
            let mut values = Vec::with_capacity(ords.len());
            let take = |value: &[u8]| values.push(String::from_utf8_lossy(value).into_owned());
            column.dictionary().sorted_ords_to_term_cb(&ords, take)?;
            Ok(values.into_iter().zip(counts).collect())
        };
        self.columns.into_iter().map(part).collect()
    }
}
