//! Pairs of places among the candidates, each once, with its surest reason.

use std::collections::HashMap;

use super::Reason;
use super::read::Candidate;

/// Two candidates, by their places.
#[derive(Debug, PartialEq)]
pub struct Pair {
    pub duplicate: usize,
    pub into: usize,
    pub reason: Reason,
}

/// The pairs found so far.
pub struct Pairs<'a> {
    candidates: &'a [Candidate],
    /// By duplicate and the one that would stand for it.
    found: HashMap<(usize, usize), Reason>,
}

impl<'a> Pairs<'a> {
    pub fn new(candidates: &'a [Candidate]) -> Self {
        Self { candidates, found: HashMap::new() }
    }

    /// Adds a pair, unless it is there for a surer reason.
    pub fn add(&mut self, one: usize, other: usize, reason: Reason) {
        if one == other {
            return;
        }
        let key = if self.is_better(one, other) { (other, one) } else { (one, other) };
        let held = self.found.entry(key).or_insert_with(|| reason.clone());
        if reason < *held {
            *held = reason;
        }
    }

    /// Adds each of some that are all alike with the best of them.
    pub fn add_all(&mut self, alike: &[usize], reason: &Reason) {
        let best = alike.iter().copied().reduce(|best, next| if self.is_better(next, best) { next } else { best });
        for place in alike {
            self.add(*place, best.unwrap_or(*place), reason.clone());
        }
    }

    pub fn all(self) -> impl Iterator<Item = Pair> {
        self.found.into_iter().map(|((duplicate, into), reason)| Pair { duplicate, into, reason })
    }

    /// Whether more is known of one than of the other: its council, identifiers, a longer name; else the first slug.
    fn is_better(&self, one: usize, other: usize) -> bool {
        let known = |place: usize| {
            let Candidate { council, identifiers, name, aliases, .. } = &self.candidates[place];
            (council.is_some(), identifiers.len(), aliases.len(), name.chars().count())
        };
        let slug = |place: usize| (&self.candidates[place].slug, place);
        known(one).cmp(&known(other)).then_with(|| slug(other).cmp(&slug(one))).is_gt()
    }
}
