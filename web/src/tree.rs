//! Records that lie within one another.

use std::collections::HashMap;

/// Which records lie within which, by their places.
#[derive(Debug, PartialEq, Eq)]
pub struct Tree {
    /// Those that lie in none, in their order.
    pub tops: Vec<usize>,
    /// Those within each, in their order.
    pub below: Vec<Vec<usize>>,
}

/// Puts records within one another, each within its parent. One whose parent is not among them, or leads in a circle, stands at
/// the top.
pub fn tree<T>(records: &[T], id: impl Fn(&T) -> &str, parent: impl Fn(&T) -> Option<&str>) -> Tree {
    let places: HashMap<&str, usize> = records.iter().enumerate().map(|(at, record)| (id(record), at)).collect();
    let above: Vec<Option<usize>> =
        records.iter().map(|record| parent(record).and_then(|id| places.get(id).copied())).collect();
    let is_top = |at: usize| {
        let mut seen = 0;
        let mut here = above[at];
        while let Some(next) = here {
            seen += 1;
            if next == at || seen > records.len() {
                return true;
            }
            here = above[next];
        }
        above[at].is_none()
    };
    let tops: Vec<bool> = (0..records.len()).map(is_top).collect();
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); records.len()];
    for (at, parent) in above.iter().enumerate() {
        if let Some(parent) = parent.filter(|_| !tops[at]) {
            below[parent].push(at);
        }
    }
    Tree { tops: (0..records.len()).filter(|at| tops[*at]).collect(), below }
}

#[cfg(test)]
mod tests {
    use super::{Tree, tree};

    #[test]
    fn children_lie_within_and_circles_stand_at_the_top() {
        let records = [("a", None), ("b", Some("a")), ("c", Some("c")), ("d", Some("gone"))];
        let found = tree(&records, |record| record.0, |record| record.1);
        assert_eq!(found, Tree { tops: vec![0, 2, 3], below: vec![vec![1], vec![], vec![], vec![]] });
    }
}
