//! What records are, kept in memory for counting: their type, council, kind of board, year and topics. A number for each
//! record says which of these values it has, so that counting a hit is adding one to one place.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use tantivy::{DocId, Searcher, SegmentReader, TantivyError, columnar::StrColumn, index::SegmentId};

use crate::{count::Counts, error::Error, place::Bits, stands::each};

/// The facets, in the order in which they are given.
const FACETS: [&str; 5] = ["table", "council", "board_kind", "year", "topic"];
/// Those of which the values of a record are counted as one set, by place: few sets are counted faster than many.
const TOGETHER: [&[usize]; 3] = [&[0, 2, 3], &[1], &[4]];

/// Values of records, and which records of each part of the index have them. It only grows, but for parts that are no more.
#[derive(Default)]
pub struct Facets {
    held: RwLock<Held>,
    /// Held by who reads parts that are new: others wait for what is read.
    reading: Mutex<()>,
}

#[derive(Default)]
struct Held {
    values: Numbered<(usize, String)>,
    sets: Numbered<Vec<u32>>,
    /// The values of all sets, one after the other, and where those of each stand.
    members: Vec<u32>,
    spans: Vec<(usize, usize)>,
    parts: HashMap<SegmentId, Arc<Part>>,
}

/// Things, each with the number of its place.
struct Numbered<T> {
    numbers: HashMap<T, u32>,
    all: Vec<T>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), all: vec![] }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Numbered<T> {
    fn number(&mut self, thing: &T) -> u32 {
        if let Some(number) = self.numbers.get(thing) {
            return *number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.numbers.insert(thing.clone(), number);
        self.all.push(thing.clone());
        number
    }
}

/// The numbers of the sets of values of the records of a part of the index.
pub struct Part {
    /// As many of each record.
    each: usize,
    sets: Sets,
}

/// Half the memory where the numbers are small: what is nearer to the processor is counted faster.
enum Sets {
    Few(Vec<u16>),
    Many(Vec<u32>),
}

impl Sets {
    fn of(numbers: Vec<u32>) -> Self {
        let few: Result<Vec<u16>, _> = numbers.iter().map(|number| u16::try_from(*number)).collect();
        few.map_or(Self::Many(numbers), Self::Few)
    }
}

/// How many hits have each set of values, while they are counted.
pub struct Tally(Vec<u32>);

impl Tally {
    /// Counts a hit of a part.
    pub fn add(&mut self, part: &Part, doc: DocId) {
        let from = doc as usize * part.each;
        match &part.sets {
            Sets::Few(sets) => self.count(sets.get(from..from + part.each).unwrap_or_default()),
            Sets::Many(sets) => self.count(sets.get(from..from + part.each).unwrap_or_default()),
        }
    }

    fn count<N: Copy + Into<u32>>(&mut self, sets: &[N]) {
        for set in sets {
            if let Some(count) = self.0.get_mut((*set).into() as usize) {
                *count += 1;
            }
        }
    }

    /// Counts the hits of a window of a part, which begins with a record.
    pub fn add_all(&mut self, part: &Part, from: DocId, hits: &Bits) {
        match &part.sets {
            Sets::Few(sets) => self.add_sets(sets, part.each, from, hits),
            Sets::Many(sets) => self.add_sets(sets, part.each, from, hits),
        }
    }

    fn add_sets<N: Copy + Into<u32>>(&mut self, sets: &[N], each: usize, from: DocId, hits: &Bits) {
        match each {
            1 => self.count_all::<1, N>(sets, from, hits),
            2 => self.count_all::<2, N>(sets, from, hits),
            3 => self.count_all::<3, N>(sets, from, hits),
            _ => {}
        }
    }

    /// With a number of sets that is known when this is compiled, a hit is counted in a few steps.
    fn count_all<const EACH: usize, N: Copy + Into<u32>>(&mut self, sets: &[N], from: DocId, hits: &Bits) {
        let window = sets.as_chunks::<EACH>().0.get(from as usize..).unwrap_or_default();
        each(hits, |place| self.count(window.get(place as usize).map_or(&[], <[N; EACH]>::as_slice)));
    }

    /// Adds what was counted elsewhere.
    pub fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own += other);
    }
}

/// What counts the hits of one searcher.
#[derive(Clone)]
pub struct Counter {
    /// A part for each segment, in their order.
    pub parts: Vec<Arc<Part>>,
    sets: usize,
}

impl Counter {
    /// Nothing counted yet.
    pub fn tally(&self) -> Tally {
        Tally(vec![0; self.sets])
    }
}

impl Facets {
    /// What counts the hits of a searcher. Reads the parts that are new; forgets those that it does not have.
    pub fn counter(&self, searcher: &Searcher) -> Result<Counter, Error> {
        if let Some(counter) = self.known(searcher) {
            return Ok(counter);
        }
        let _one = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        for segment in searcher.segment_readers() {
            if !self.held.read().unwrap_or_else(PoisonError::into_inner).parts.contains_key(&segment.segment_id()) {
                let read = Read::of(segment)?;
                self.held.write().unwrap_or_else(PoisonError::into_inner).take_in(segment.segment_id(), read);
            }
        }
        let counter = self.known(searcher).ok_or(Error::Astray)?;
        let live: HashSet<SegmentId> = searcher.segment_readers().iter().map(SegmentReader::segment_id).collect();
        self.held.write().unwrap_or_else(PoisonError::into_inner).parts.retain(|id, _| live.contains(id));
        Ok(counter)
    }

    fn known(&self, searcher: &Searcher) -> Option<Counter> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let parts = searcher.segment_readers().iter().map(|segment| held.parts.get(&segment.segment_id()).cloned());
        Some(Counter { parts: parts.collect::<Option<_>>()?, sets: held.sets.all.len() })
    }

    /// What was counted, by value.
    pub fn counts(&self, tally: &Tally) -> Counts {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let mut sums = vec![0_u64; held.values.all.len()];
        for ((from, to), count) in held.spans.iter().zip(&tally.0).filter(|(_, count)| **count > 0) {
            for value in &held.members[*from..*to] {
                sums[*value as usize] += u64::from(*count);
            }
        }
        let mut facets: [Vec<(&str, u64)>; FACETS.len()] = Default::default();
        for ((facet, value), sum) in held.values.all.iter().zip(sums).filter(|(_, sum)| *sum > 0) {
            facets[*facet].push((value, sum));
        }
        Counts::of(facets)
    }
}

impl Held {
    fn take_in(&mut self, id: SegmentId, read: Read) {
        let values: Vec<u32> = read.values.all.iter().map(|value| self.values.number(value)).collect();
        let sets = read.sets.all.iter().map(|set| {
            let set = set.iter().map(|value| values[*value as usize]).collect();
            self.sets.number(&set)
        });
        let sets: Vec<u32> = sets.collect();
        for set in &self.sets.all[self.spans.len()..] {
            let from = self.members.len();
            self.members.extend(set);
            self.spans.push((from, self.members.len()));
        }
        let sets = Sets::of(read.of.into_iter().map(|set| sets[set as usize]).collect());
        self.parts.insert(id, Arc::new(Part { each: read.each, sets }));
    }
}

/// A part as it was read, with numbers of its own.
#[derive(Default)]
struct Read {
    values: Numbered<(usize, String)>,
    sets: Numbered<Vec<u32>>,
    each: usize,
    of: Vec<u32>,
}

/// A column, and the numbers of its values.
struct Valued {
    column: StrColumn,
    numbers: Vec<u32>,
}

impl Read {
    fn of(segment: &SegmentReader) -> Result<Self, TantivyError> {
        let mut read = Self::default();
        let mut groups: Vec<Vec<Valued>> = Vec::new();
        for together in TOGETHER {
            let columns = together.iter().filter_map(|facet| read.valued(segment, *facet).transpose());
            groups.push(columns.collect::<Result<_, _>>()?);
        }
        groups.retain(|columns| !columns.is_empty());
        read.each = groups.len();
        let mut set = Vec::new();
        for doc in 0..segment.max_doc() {
            for columns in &groups {
                set.clear();
                for Valued { column, numbers } in columns {
                    set.extend(column.term_ords(doc).filter_map(|ord| numbers.get(ord as usize)));
                }
                read.of.push(read.sets.number(&set));
            }
        }
        Ok(read)
    }

    /// A column of which records have values.
    fn valued(&mut self, segment: &SegmentReader, facet: usize) -> Result<Option<Valued>, TantivyError> {
        let Some(column) = segment.fast_fields().str(FACETS[facet])?.filter(|column| column.num_terms() > 0) else {
            return Ok(None);
        };
        let mut numbers = Vec::with_capacity(column.num_terms());
        let mut terms = column.dictionary().stream()?;
        while terms.advance() {
            let value = String::from_utf8_lossy(terms.key()).into_owned();
            numbers.push(self.values.number(&(facet, value)));
        }
        Ok(Some(Valued { column, numbers }))
    }
}
