//! A set that remembers only so much: what was put in lately is in it, what was put in long ago may not be.

use std::collections::HashSet;
use std::hash::Hash;
use std::mem;

/// Holds at least the last `half` things put in, and at most twice as many.
pub(super) struct Recent<T> {
    half: usize,
    new: HashSet<T>,
    old: HashSet<T>,
}

impl<T: Eq + Hash> Recent<T> {
    pub fn new(half: usize) -> Self {
        Self { half, new: HashSet::new(), old: HashSet::new() }
    }

    pub fn has(&self, thing: &T) -> bool {
        self.new.contains(thing) || self.old.contains(thing)
    }

    pub fn put(&mut self, thing: T) {
        if self.new.len() >= self.half {
            self.old = mem::take(&mut self.new);
        }
        self.new.insert(thing);
    }
}

#[cfg(test)]
mod tests {
    use super::Recent;

    #[test]
    fn the_last_ones_are_kept() {
        let mut recent = Recent::new(2);
        (0..5).for_each(|n| recent.put(n));
        assert!(recent.has(&4) && recent.has(&3) && !recent.has(&0));
    }
}
