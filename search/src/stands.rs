//! The lists of a segment in which the words of a search stand, read together: which records hold what they must, and which of
//! these count most.

use tantivy::{DocAddress, DocId, Score, SegmentReader, TERMINATED, TantivyError};

use crate::{
    best::Best,
    place::{Bits, Stand, WINDOW, WORDS},
    sweep::Wanted,
};

/// What bounds are raised by, as sums of the same numbers differ with their order.
const SLACK: Score = 1.000_01;
/// Sets of records that stand in the same lists, which are looked at as such in a window; the others are one by one.
const ALIKE: usize = 6;

/// Takes the places of the bits that are set, in order.
pub fn each(bits: &Bits, mut take: impl FnMut(DocId)) {
    for (from, word) in (0..).step_by(64).zip(bits) {
        let mut left = *word;
        while left != 0 {
            take(from + left.trailing_zeros());
            left &= left - 1;
        }
    }
}

/// The place of the first bit that is set.
fn first(bits: &Bits) -> Option<DocId> {
    let (from, word) = (0..).step_by(64).zip(bits).find(|(_, word)| **word != 0)?;
    Some(from + word.trailing_zeros())
}

fn has(bits: &Bits, place: DocId) -> bool {
    bits[place as usize / 64] >> (place % 64) & 1 == 1
}

/// A list, and the word that it is of.
struct List<'w> {
    word: usize,
    stand: Stand<'w>,
}

/// What a record counts: the sum of what each word counts, which is given list by list, word by word.
struct Sum {
    beside: Score,
    sum: Score,
    word: usize,
    best: Score,
    all: Score,
}

impl Sum {
    fn new(beside: Score) -> Self {
        Self { beside, sum: 0.0, word: 0, best: 0.0, all: 0.0 }
    }

    fn add(&mut self, word: usize, score: Score) {
        if word != self.word {
            (self.sum, self.word, self.best, self.all) = (self.sum(), word, 0.0, 0.0);
        }
        (self.best, self.all) = (self.best.max(score), self.all + score);
    }

    fn sum(&self) -> Score {
        self.sum + self.best + (self.all - self.best) * self.beside
    }
}

/// The lists of a segment.
pub struct Stands<'w> {
    /// Word by word; at last those of what is not looked for.
    lists: Vec<List<'w>>,
    words: usize,
    all: bool,
    beside: Score,
    /// Places in `lists` of those that have a record in the window.
    here: Vec<usize>,
}

impl<'w> Stands<'w> {
    /// At the beginning of a segment.
    pub fn new(wanted: &'w Wanted, segment: &SegmentReader) -> Result<Self, TantivyError> {
        let mut lists = Vec::new();
        for (word, places) in wanted.words.iter().chain([&wanted.more]).enumerate() {
            for place in places {
                lists.extend(place.stand(segment)?.map(|stand| List { word, stand }));
            }
        }
        Ok(Self { lists, words: wanted.words.len(), all: wanted.all, beside: wanted.beside, here: vec![] })
    }

    /// The first record of the next window in which there may be a hit.
    pub fn window(&mut self) -> Option<DocId> {
        let mut from = None;
        loop {
            let first = |word| {
                let lists = self.lists.iter().filter(|list| list.word == word);
                lists.map(|list| list.stand.next()).min().unwrap_or(TERMINATED)
            };
            let firsts = (0..self.words).map(first);
            let next = if self.all { firsts.max() } else { firsts.min() };
            let next = next.filter(|next| *next < TERMINATED)? / WINDOW * WINDOW;
            if from == Some(next) {
                return from;
            }
            self.lists.iter_mut().for_each(|list| list.stand.seek(next));
            from = Some(next);
        }
    }

    /// Reads a window. Gives the records that hold what they must.
    pub fn read(&mut self, from: DocId) -> Bits {
        self.lists.iter_mut().for_each(|list| list.stand.read(from));
        self.here.clear();
        self.here.extend(self.lists.iter().enumerate().filter(|(_, list)| list.stand.bound > 0.0).map(|(at, _)| at));
        let mut found = if self.all { [u64::MAX; WORDS] } else { [0; WORDS] };
        for word in 0..self.words {
            let mut any = [0; WORDS];
            for list in self.here.iter().map(|at| &self.lists[*at]).filter(|list| list.word == word) {
                any.iter_mut().zip(&list.stand.bits).for_each(|(any, own)| *any |= own);
            }
            match self.all {
                true => found.iter_mut().zip(any).for_each(|(found, any)| *found &= any),
                false => found.iter_mut().zip(any).for_each(|(found, any)| *found |= any),
            }
        }
        found
    }

    /// Adds the best of the hits of a window, which begins with a record.
    pub fn rank(&mut self, from: DocAddress, hits: &Bits, best: &mut Best) {
        let mut left = *hits;
        let mut several = [0; WORDS];
        for (doc, _) in self.here.iter().flat_map(|at| &self.lists[*at].stand.often) {
            let place = (doc - from.doc_id) as usize;
            several[place / 64] |= 1 << (place % 64);
        }
        left.iter_mut().zip(&several).for_each(|(left, several)| *left &= !several);
        let mut lists = Vec::with_capacity(self.here.len());
        for _ in 0..ALIKE {
            let Some(one) = first(&left) else { break };
            let alike = self.alike(one, &left, &mut lists);
            left.iter_mut().zip(&alike).for_each(|(left, alike)| *left &= !alike);
            self.rank_alike(from, &alike, &lists, best);
        }
        left.iter_mut().zip(hits).zip(&several).for_each(|((left, hits), several)| *left |= hits & several);
        self.rank_others(from, left, best);
    }

    /// The records that stand in the same lists as one, and these lists.
    fn alike(&self, one: DocId, among: &Bits, lists: &mut Vec<usize>) -> Bits {
        let mut alike = *among;
        lists.clear();
        for at in &self.here {
            let own = &self.lists[*at].stand.bits;
            if has(own, one) {
                lists.push(*at);
                alike.iter_mut().zip(own).for_each(|(alike, own)| *alike &= own);
            } else {
                alike.iter_mut().zip(own).for_each(|(alike, own)| *alike &= !own);
            }
        }
        alike
    }

    /// Records that stand in the same lists, in each with the word once.
    fn rank_alike(&self, from: DocAddress, alike: &Bits, lists: &[usize], best: &mut Best) {
        let mut bound = Sum::new(self.beside);
        lists.iter().map(|at| &self.lists[*at]).for_each(|list| bound.add(list.word, list.stand.bound));
        if bound.sum() * SLACK < best.threshold() {
            return;
        }
        let score = |doc| {
            let mut sum = Sum::new(self.beside);
            lists.iter().map(|at| &self.lists[*at]).for_each(|list| sum.add(list.word, list.stand.once(doc)));
            sum.sum()
        };
        // In one field records of one length count alike: each length is worked out once.
        let stands = || lists.iter().map(|at| &self.lists[*at].stand);
        let one_field = stands().next().filter(|first| stands().all(|stand| stand.field() == first.field()));
        let mut by_length = [None; 256];
        each(alike, |place| {
            let doc = from.doc_id + place;
            let score = match one_field {
                Some(stand) => *by_length[usize::from(stand.length(doc))].get_or_insert_with(|| score(doc)),
                None => score(doc),
            };
            if score >= best.threshold() {
                best.add(score, DocAddress::new(from.segment_ord, doc));
            }
        });
    }

    /// Records one by one, but for those that stand only in lists which count too little even together.
    fn rank_others(&mut self, from: DocAddress, mut others: Bits, best: &mut Best) {
        if others.iter().all(|word| *word == 0) {
            return;
        }
        let promising = self.promising(best.threshold());
        others.iter_mut().zip(promising).for_each(|(others, promising)| *others &= promising);
        each(&others, |place| {
            let doc = from.doc_id + place;
            let mut sum = Sum::new(self.beside);
            for at in &self.here {
                let List { word, stand } = &mut self.lists[*at];
                if has(&stand.bits, place) {
                    sum.add(*word, stand.score(doc));
                }
            }
            best.add(sum.sum(), DocAddress::new(from.segment_ord, doc));
        });
    }

    /// Records that could count as much as a threshold: those of any list but of the weakest, which could not together.
    fn promising(&self, threshold: Score) -> Bits {
        let mut lists: Vec<usize> = self.here.clone();
        lists.sort_unstable_by(|a, b| self.lists[*a].stand.bound.total_cmp(&self.lists[*b].stand.bound));
        let mut promising = [0; WORDS];
        let mut weak = vec![false; self.lists.len()];
        let mut strong = false;
        for at in lists {
            weak[at] = true;
            if !strong {
                let mut bound = Sum::new(self.beside);
                let together = self.lists.iter().zip(&weak).filter(|(_, weak)| **weak).map(|(list, _)| list);
                together.for_each(|list| bound.add(list.word, list.stand.bound));
                strong = bound.sum() * SLACK >= threshold;
            }
            if strong {
                promising.iter_mut().zip(&self.lists[at].stand.bits).for_each(|(all, own)| *all |= own);
            }
        }
        promising
    }
}
