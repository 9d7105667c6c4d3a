//! The best hits of a search.

use std::{cmp::Reverse, collections::BinaryHeap};

use tantivy::{DocAddress, Score};

/// The best hits, of as many as are wanted; of equals those that stand first in the index.
pub struct Best {
    most: usize,
    /// The worst one on top. Scores are not negative, and so ordered as their bits are.
    hits: BinaryHeap<Reverse<(u32, Reverse<DocAddress>)>>,
}

impl Best {
    /// None yet.
    pub fn new(most: usize) -> Self {
        Self { most, hits: BinaryHeap::new() }
    }

    /// What a hit must count at least.
    pub fn threshold(&self) -> Score {
        let full = self.hits.len() >= self.most;
        self.hits.peek().filter(|_| full).map_or(0.0, |Reverse((score, _))| Score::from_bits(*score))
    }

    /// Adds a hit, if it is among the best.
    pub fn add(&mut self, score: Score, at: DocAddress) {
        let hit = Reverse((score.to_bits(), Reverse(at)));
        if self.hits.len() < self.most {
            self.hits.push(hit);
        } else if let Some(mut worst) = self.hits.peek_mut().filter(|worst| hit < **worst) {
            *worst = hit;
        }
    }

    /// The best first.
    pub fn sorted(self) -> Vec<(Score, DocAddress)> {
        let hits = self.hits.into_sorted_vec().into_iter();
        hits.map(|Reverse((score, Reverse(at)))| (Score::from_bits(score), at)).collect()
    }
}
