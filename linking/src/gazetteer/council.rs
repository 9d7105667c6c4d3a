//! What councils are called in texts: by their name without the words that many of them share.

use std::collections::HashMap;

use uuid::Uuid;

use super::hash;
use crate::text::token::{Letters, Token, tokens};

/// Words that names of councils share.
const SHARED: &[&str] =
    &["borough", "city", "council", "county", "district", "london", "metropolitan", "of", "royal", "the"];

/// Councils by the first word of what they are called.
#[derive(Debug, Default)]
pub struct Names {
    by_first: HashMap<String, Vec<(Vec<String>, Uuid)>>,
    fingerprint: i64,
}

impl Names {
    /// Names that two councils share are left out.
    pub fn new(mut councils: Vec<(Uuid, String)>) -> Self {
        councils.sort_unstable();
        let fingerprint = hash(councils.iter().map(|(id, name)| format!("{id}\n{name}\n")));
        let short = |name: &str| -> Vec<String> {
            tokens(name).into_iter().map(|t| t.word).filter(|word| !SHARED.contains(&word.as_str())).collect()
        };
        let mut all: HashMap<Vec<String>, Vec<Uuid>> = HashMap::new();
        for (id, name) in councils {
            all.entry(short(&name)).or_default().push(id);
        }
        let mut names = Self { fingerprint, ..Self::default() };
        for (words, ids) in all {
            if let ([id], Some(first)) = (&*ids, words.first()) {
                names.by_first.entry(first.clone()).or_default().push((words.clone(), *id));
            }
        }
        names
    }

    /// Hash of the names.
    pub fn fingerprint(&self) -> i64 {
        self.fingerprint
    }

    /// The places `from..to` where words are what a council is called, with a capital.
    pub fn find<'n>(&'n self, tokens: &'n [Token]) -> impl Iterator<Item = (usize, usize, Uuid)> + 'n {
        tokens.iter().enumerate().filter(|(_, token)| token.letters != Letters::Small).flat_map(move |(at, token)| {
            let called = self.by_first.get(&token.word).into_iter().flatten();
            called.filter_map(move |(words, id)| {
                let there = tokens.get(at..at + words.len())?;
                there.iter().zip(words).all(|(token, word)| token.word == *word).then_some((at, at + words.len(), *id))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, Uuid, tokens};

    #[test]
    fn councils_are_called_by_their_place() {
        let councils = ["Sandwell Metropolitan Borough Council", "Bath and North East Somerset Council"];
        let ids: Vec<Uuid> = (1..).map(Uuid::from_u128).take(2).collect();
        let names = Names::new(ids.iter().copied().zip(councils.map(String::from)).collect());
        let tokens = tokens("In Bath & North East Somerset, as in Sandwell’s plan and sandwell");
        let found: Vec<(usize, usize, Uuid)> = names.find(&tokens).collect();
        assert_eq!(found, [(1, 5, ids[1]), (7, 8, ids[0])]);
    }
}
