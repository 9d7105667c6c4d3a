//! Names of another council's, where the text says whose: `Sandwell's Children and Families Strategic Partnership`, `Councillor
//! Jane Smith of Rochdale`.

use uuid::Uuid;

use super::find::Place;
use crate::gazetteer::{Found, Gazetteer};
use crate::text::token::Words;

/// Words that are another council's names.
pub(super) struct Elsewhere {
    from: usize,
    to: usize,
}

impl Elsewhere {
    /// Whether they are all that was found elsewhere.
    pub fn covers(&self, found: &Found<'_>) -> bool {
        self.from <= found.from && found.to <= self.to
    }
}

/// Finds names where a council is named beside them, and takes away what they were taken for in this one. Gives them, and where
/// `of` another council stands: there a surname is no one's of this council.
pub(super) fn add<'g>(
    gazetteer: &'g Gazetteer,
    place: &Place,
    words: &Words<'_>,
    found: &mut Vec<Found<'g>>,
) -> (Vec<Elsewhere>, Vec<(usize, Uuid)>) {
    let mut others = Vec::new();
    let mut all = Vec::new();
    let mut theirs = Vec::new();
    for (from, to, council) in gazetteer.councils_named(&words.tokens) {
        if Some(council) == place.council {
            continue;
        }
        let last = &words.tokens[to - 1];
        let genitive = words.text.get(last.to..).is_some_and(|rest| rest.starts_with(['\'', '’']));
        let of = from.checked_sub(1).filter(|at| words.tokens[*at].word == "of");
        others.extend(of.map(|of| (of, council)));
        let is_theirs = |found: &Found<'_>| (genitive && found.from == to) || of == Some(found.to);
        found.retain(|found| !is_theirs(found) || found.names.iter().all(|name| name.council == Some(council)));
        for found in gazetteer.own(council).map(|scope| scope.find(words)).unwrap_or_default() {
            if is_theirs(&found) {
                all.push(Elsewhere { from: found.from, to: found.to });
                theirs.push(found);
            }
        }
    }
    found.extend(theirs);
    (all, others)
}
