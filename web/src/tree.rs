//! Records that lie within one another, walked as a page writes them: nested lists.

use std::collections::HashMap;

/// A step of the walk.
#[derive(Debug, PartialEq, Eq)]
pub enum Step<'t, T> {
    /// A record begins.
    Begin(&'t T),
    /// Records within it begin.
    Open,
    /// They end.
    Close,
    /// The record ends.
    End,
}

/// Walks records in their order, each within its parent. One whose parent is not among them, or leads in a circle, stands at
/// the top.
pub fn walk<'t, T>(records: &'t [T], id: impl Fn(&T) -> &str, parent: impl Fn(&T) -> Option<&str>) -> Vec<Step<'t, T>> {
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
    let mut steps = Vec::new();
    // What is still to be done, the last first: a record to begin, or a step to take.
    let mut todo: Vec<Result<usize, Step<'t, T>>> = (0..records.len()).rev().filter(|at| tops[*at]).map(Ok).collect();
    while let Some(next) = todo.pop() {
        match next {
            Err(step) => steps.push(step),
            Ok(at) => {
                steps.push(Step::Begin(&records[at]));
                todo.push(Err(Step::End));
                if !below[at].is_empty() {
                    todo.push(Err(Step::Close));
                    todo.extend(below[at].iter().rev().map(|child| Ok(*child)));
                    steps.push(Step::Open);
                }
            }
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::{Step, walk};

    #[test]
    fn children_lie_within_and_circles_stand_at_the_top() {
        let records = [("a", None), ("b", Some("a")), ("c", Some("c")), ("d", Some("gone"))];
        let steps = walk(&records, |record| record.0, |record| record.1);
        let said: Vec<String> = steps
            .iter()
            .map(|step| match step {
                Step::Begin(record) => record.0.into(),
                Step::Open => "(".into(),
                Step::Close => ")".into(),
                Step::End => ".".into(),
            })
            .collect();
        assert_eq!(said.concat(), "a(b.).c.d.");
    }
}
