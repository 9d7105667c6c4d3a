//! Goes through the index for words: all records that hold them, counted, and the best of them. Records are taken a window at
//! a time, as bits: which hold all words takes a few steps for 64 of them.

use tantivy::{
    DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader, TantivyError,
    query::{EnableScoring, Query, Weight},
};

use crate::{
    best::Best,
    facets::{Counter, Part, Tally},
    place::{Bits, Place},
    stands::{Stands, each},
};

/// What is looked for.
pub struct Wanted {
    /// The places of each word. It counts where it stands best, with [`Self::beside`] of what it counts elsewhere.
    pub words: Vec<Vec<Place>>,
    /// Whether a record must hold all words, or one of them.
    pub all: bool,
    /// What lets a record count more, without being looked for.
    pub more: Vec<Place>,
    pub beside: Score,
    /// Records must be among these and not among those.
    pub only: Option<Box<dyn Query>>,
    pub without: Option<Box<dyn Query>>,
    /// The best so many are given.
    pub best: usize,
}

/// What was found.
pub struct Swept {
    /// The best first; of equals the one that stands first in the index.
    pub best: Vec<(Score, DocAddress)>,
    pub total: usize,
    pub tally: Option<Tally>,
}

/// Goes through the whole index.
pub fn sweep(searcher: &Searcher, wanted: &Wanted, counter: Option<&Counter>) -> Result<Swept, TantivyError> {
    let weight = |query: &Option<Box<dyn Query>>| {
        query.as_ref().map(|query| query.weight(EnableScoring::disabled_from_searcher(searcher))).transpose()
    };
    let (only, without) = (weight(&wanted.only)?, weight(&wanted.without)?);
    let mut found = Found { best: Best::new(wanted.best), total: 0, tally: counter.map(Counter::tally) };
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let part = counter.and_then(|counter| counter.parts.get(ordinal as usize)).map(AsRef::as_ref);
        let mut stands = Stands::new(wanted, segment)?;
        let limits = Limits { segment, only: marked(&only, segment)?, without: marked(&without, segment)? };
        while let Some(from) = stands.window() {
            let mut bits = stands.read(from);
            limits.apply(from, &mut bits);
            found.take(&mut stands, (ordinal, from), &bits, part);
        }
    }
    Ok(Swept { best: found.best.sorted(), total: found.total, tally: found.tally })
}

/// The records of a segment that a query finds, as bits.
fn marked(query: &Option<Box<dyn Weight>>, segment: &SegmentReader) -> Result<Option<Vec<u64>>, TantivyError> {
    let Some(query) = query else { return Ok(None) };
    let mut bits = vec![0_u64; (segment.max_doc() as usize).div_ceil(64)];
    query.for_each_no_score(segment, &mut |docs| {
        for doc in docs {
            if let Some(word) = bits.get_mut(*doc as usize / 64) {
                *word |= 1 << (doc % 64);
            }
        }
    })?;
    Ok(Some(bits))
}

/// What a record must be beside holding the words.
struct Limits<'s> {
    segment: &'s SegmentReader,
    only: Option<Vec<u64>>,
    without: Option<Vec<u64>>,
}

impl Limits<'_> {
    fn apply(&self, from: DocId, bits: &mut Bits) {
        let here = |all: &Option<Vec<u64>>, at: usize, none: u64| {
            all.as_ref().map_or(none, |all| all.get(from as usize / 64 + at).copied().unwrap_or(0))
        };
        for (at, word) in bits.iter_mut().enumerate() {
            *word &= here(&self.only, at, u64::MAX) & !here(&self.without, at, 0);
        }
        if let Some(alive) = self.segment.alive_bitset() {
            each(&bits.clone(), |place| {
                if alive.is_deleted(from + place) {
                    bits[place as usize / 64] &= !(1 << (place % 64));
                }
            });
        }
    }
}

/// What was found up to now.
struct Found {
    best: Best,
    total: usize,
    tally: Option<Tally>,
}

impl Found {
    /// Takes in the hits of a window, which begins with a record of a segment.
    fn take(
        &mut self,
        stands: &mut Stands<'_>,
        (segment, from): (SegmentOrdinal, DocId),
        bits: &Bits,
        part: Option<&Part>,
    ) {
        self.total += bits.iter().map(|word| word.count_ones() as usize).sum::<usize>();
        if let Some((tally, part)) = self.tally.as_mut().zip(part) {
            tally.add_all(part, from, bits);
        }
        stands.rank(DocAddress::new(segment, from), bits, &mut self.best);
    }
}
