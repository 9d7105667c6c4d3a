//! What councils are called in texts: by their name without the words that many of them share.

use std::collections::{BTreeSet, HashMap};

use aho_corasick::AhoCorasick;
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

/// Some councils, as they are looked for in many texts that name none of them.
#[derive(Debug)]
pub struct Called<'n> {
    names: &'n Names,
    councils: &'n BTreeSet<Uuid>,
    /// The first words of what they are called; none where that is not known to fit.
    first: Option<AhoCorasick>,
}

impl<'n> Called<'n> {
    pub fn new(names: &'n Names, councils: &'n BTreeSet<Uuid>) -> Self {
        let theirs =
            |(_, named): &(&String, &Vec<(Vec<String>, Uuid)>)| named.iter().any(|(_, id)| councils.contains(id));
        let first = names.by_first.iter().filter(theirs).map(|(word, _)| word);
        Self { names, councils, first: AhoCorasick::builder().ascii_case_insensitive(true).build(first).ok() }
    }

    /// Whether a text names one of them.
    pub fn stand_in(&self, text: &str) -> bool {
        // Other letters than plain ones may fold to such a word.
        let may = self.first.as_ref().is_none_or(|first| first.is_match(text))
            || text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        may && self.names.find(&tokens(text)).any(|(_, _, council)| self.councils.contains(&council))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Called, Names, Uuid, tokens};

    #[test]
    fn councils_are_called_by_their_place() {
        let councils = ["Sandwell Metropolitan Borough Council", "Bath and North East Somerset Council"];
        let ids: Vec<Uuid> = (1..).map(Uuid::from_u128).take(2).collect();
        let names = Names::new(ids.iter().copied().zip(councils.map(String::from)).collect());
        let tokens = tokens("In Bath & North East Somerset, as in Sandwell’s plan and sandwell");
        let found: Vec<(usize, usize, Uuid)> = names.find(&tokens).collect();
        assert_eq!(found, [(1, 5, ids[1]), (7, 8, ids[0])]);
    }

    #[test]
    fn those_of_some_are_found_among_many_texts() {
        let ids: Vec<Uuid> = (1..).map(Uuid::from_u128).take(3).collect();
        let councils = ["Sandwell Metropolitan Borough Council", "Wigan Council", "Isle of Anglesey / Ynys Môn"];
        let names = Names::new(ids.iter().copied().zip(councils.map(String::from)).collect());
        let some = BTreeSet::from([ids[0], ids[2]]);
        let called = Called::new(&names, &some);
        assert!(called.stand_in("the plan of Sandwell’s board") && called.stand_in("Ｓａｎｄｗｅｌｌ too"));
        assert!(!called.stand_in("sandwell in small letters, and Wigan") && !called.stand_in("Môr a mynydd"));
    }
}
