//! A place where a word stands, such as the names: the list of the records in which it stands there, read window by window.

use tantivy::{
    DocId, Score, Searcher, SegmentReader, TERMINATED, TantivyError, Term,
    fieldnorm::FieldNormReader,
    postings::BlockSegmentPostings,
    query::Bm25Weight,
    schema::{Field, IndexRecordOption},
};

/// Records of a window, and words of 64 bits that hold them.
pub const WINDOW: DocId = 4_096;
pub const WORDS: usize = WINDOW as usize / 64;

/// Records of a window, a bit each.
pub type Bits = [u64; WORDS];

/// The id of the length of one word: none in which a word stands is shorter.
const SHORTEST: u8 = 1;

/// A word in a field, and what it counts there.
pub struct Place {
    term: Term,
    weight: Bm25Weight,
}

impl Place {
    pub fn new(searcher: &Searcher, term: Term, weight: Score) -> Result<Self, TantivyError> {
        let bm25 = Bm25Weight::for_terms(searcher, std::slice::from_ref(&term))?;
        Ok(Self { weight: bm25.boost_by(weight), term })
    }

    /// Where it stands in a segment; none where it does not.
    pub fn stand(&self, segment: &SegmentReader) -> Result<Option<Stand<'_>>, TantivyError> {
        let index = segment.inverted_index(self.term.field())?;
        let Some(postings) = index.read_block_postings(&self.term, IndexRecordOption::WithFreqs)? else {
            return Ok(None);
        };
        let lengths = match segment.schema().get_field_entry(self.term.field()).has_fieldnorms() {
            true => segment.get_fieldnorms_reader(self.term.field())?,
            false => FieldNormReader::constant(segment.max_doc(), 1),
        };
        let next = postings.doc(0);
        let (bits, often) = ([0; WORDS], Vec::new());
        let (field, weight) = (self.term.field(), &self.weight);
        Ok(Some(Stand { field, weight, lengths, postings, at: 0, next, bits, often, told: 0, bound: 0.0 }))
    }
}

/// Where a word stands in a segment.
pub struct Stand<'p> {
    field: Field,
    weight: &'p Bm25Weight,
    lengths: FieldNormReader,
    postings: BlockSegmentPostings,
    /// Place of the next record in the block that is read, and the record.
    at: usize,
    next: DocId,
    /// Records of the window.
    pub bits: Bits,
    /// Those in which the word stands more than once, and how often; and how many of these were gone through.
    pub often: Vec<(DocId, u32)>,
    told: usize,
    /// What the word counts at most in a record of the window.
    pub bound: Score,
}

impl Stand<'_> {
    /// The next record, or [`TERMINATED`].
    pub fn next(&self) -> DocId {
        self.next
    }

    /// Leaves out records before one.
    pub fn seek(&mut self, doc: DocId) {
        if self.next < doc {
            self.at = self.postings.seek(doc);
            self.next = self.postings.doc(self.at);
        }
    }

    /// Reads the records of the window that begins with a record.
    pub fn read(&mut self, from: DocId) {
        self.bits.fill(0);
        self.often.clear();
        self.told = 0;
        let (mut most, end) = (0, from.saturating_add(WINDOW));
        while self.next < end {
            let docs = self.postings.docs().get(self.at..).unwrap_or_default();
            let count = if docs.last().is_some_and(|last| *last < end) {
                docs.len()
            } else {
                docs.partition_point(|doc| *doc < end)
            };
            for doc in &docs[..count] {
                let place = doc.wrapping_sub(from) as usize % WINDOW as usize;
                self.bits[place / 64] |= 1 << (place % 64);
            }
            let times = self.postings.freqs().get(self.at..self.at + count).unwrap_or_default();
            let top = times.iter().copied().fold(1, u32::max);
            if top > 1 {
                self.often.extend(docs.iter().copied().zip(times.iter().copied()).filter(|(_, times)| *times > 1));
            }
            most = most.max(top);
            self.at += count;
            if self.at == self.postings.block_len() {
                self.postings.advance();
                self.at = 0;
            }
            self.next = if self.postings.block_len() == 0 { TERMINATED } else { self.postings.doc(self.at) };
        }
        self.bound = if most == 0 { 0.0 } else { self.weight.score(SHORTEST, most) };
    }

    /// The field of the place.
    pub fn field(&self) -> Field {
        self.field
    }

    /// The id of how long a record is in this place.
    pub fn length(&self, doc: DocId) -> u8 {
        self.lengths.fieldnorm_id(doc)
    }

    /// What the word counts in a record in which it stands once.
    pub fn once(&self, doc: DocId) -> Score {
        self.weight.score(self.lengths.fieldnorm_id(doc), 1)
    }

    /// What the word counts in a record of the window in which it stands; records must be asked in order.
    pub fn score(&mut self, doc: DocId) -> Score {
        while self.often.get(self.told).is_some_and(|(often, _)| *often < doc) {
            self.told += 1;
        }
        let times = self.often.get(self.told).filter(|(often, _)| *often == doc).map_or(1, |(_, times)| *times);
        self.weight.score(self.lengths.fieldnorm_id(doc), times)
    }
}
