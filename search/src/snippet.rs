//! The piece of a text that shows best why a record was found.

use tantivy::tokenizer::TextAnalyzer;

use crate::{
    query::Clause,
    words::{self, Word},
};

/// Words of a piece, and how many of them stand before the first that was looked for.
const LENGTH: usize = 30;
const BEFORE: usize = 5;

/// A piece of a text, with the words that were looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    pub text: String,
    /// From where to where each such word stands in the piece, in UTF-16 code units.
    pub marks: Vec<(usize, usize)>,
    /// Whether the text begins before the piece, and goes on after it.
    pub begins_before: bool,
    pub goes_on: bool,
}

/// What marks words: made once for a query.
pub struct Marker {
    wanted: Vec<Wanted>,
    stems: TextAnalyzer,
}

enum Wanted {
    Word { word: String, stem: String },
    Beginning(String),
    Phrase(Vec<String>),
}

impl Marker {
    pub fn new(clauses: &[Clause]) -> Self {
        let mut stems = words::stems();
        let wanted = clauses.iter().map(|clause| match clause {
            Clause::Word(word) => Wanted::Word { stem: words::stem(&mut stems, word), word: word.clone() },
            Clause::Beginning(word) => Wanted::Beginning(word.clone()),
            Clause::Phrase(words) => Wanted::Phrase(words.clone()),
        });
        Self { wanted: wanted.collect(), stems }
    }

    /// The place and piece of the text that holds most of what is wanted; the first of equals.
    pub fn best<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> Option<(usize, Snippet)> {
        let mut best: Option<(usize, usize, Snippet)> = None;
        for (place, text) in texts.enumerate() {
            let (count, snippet) = self.piece(text);
            if best.as_ref().is_none_or(|(held, ..)| count > *held) {
                best = Some((count, place, snippet));
            }
        }
        best.map(|(_, place, snippet)| (place, snippet))
    }

    /// The best piece of a text, and how much of what is wanted it holds.
    fn piece(&mut self, text: &str) -> (usize, Snippet) {
        let words: Vec<Word> = words::words(text).collect();
        let marked = self.marked(&words);
        let kinds = |from: usize| {
            let inside = marked[from..].iter().take_while(|(at, _)| *at < marked[from].0 + LENGTH - BEFORE);
            let mut kinds: Vec<usize> = inside.map(|(_, kind)| *kind).collect();
            kinds.sort_unstable();
            kinds.dedup();
            kinds.len()
        };
        let best =
            (0..marked.len()).map(|from| (kinds(from), from)).max_by_key(|(count, from)| (*count, usize::MAX - from));
        let (count, first) = best.map_or((0, 0), |(count, from)| (count, marked[from].0.saturating_sub(BEFORE)));
        let end = (first + LENGTH).min(words.len());
        let Some((head, tail)) = words.get(first).zip(words[..end].last()) else {
            return (0, Snippet { text: text.chars().take(LENGTH).collect(), ..Snippet::default() });
        };
        // A piece that holds all of the text keeps the marks around its words.
        let from = if first == 0 { 0 } else { head.from };
        let to = if end == words.len() { text.len() } else { tail.to };
        let units = |to: usize| text[from..to].encode_utf16().count();
        let mut marks: Vec<(usize, usize)> = marked
            .iter()
            .filter(|(at, _)| (first..end).contains(at))
            .map(|(at, _)| (units(words[*at].from), units(words[*at].to)))
            .collect();
        marks.dedup();
        let snippet =
            Snippet { text: text[from..to].to_owned(), marks, begins_before: first > 0, goes_on: end < words.len() };
        (count, snippet)
    }

    /// The places of words that are wanted, each with the place of what wants it.
    fn marked(&mut self, words: &[Word]) -> Vec<(usize, usize)> {
        let mut marked = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for (kind, wanted) in self.wanted.iter().enumerate() {
                let length = match wanted {
                    Wanted::Word { word: wanted, stem } => {
                        let near = word.text.bytes().take(1).eq(stem.bytes().take(1));
                        let same = word.text == *wanted || (near && words::stem(&mut self.stems, &word.text) == *stem);
                        usize::from(same)
                    }
                    Wanted::Beginning(wanted) => usize::from(word.text.starts_with(wanted.as_str())),
                    Wanted::Phrase(phrase) => {
                        let here = words[at..].iter().map(|w| &w.text).take(phrase.len());
                        if here.eq(phrase) { phrase.len() } else { 0 }
                    }
                };
                marked.extend((at..at + length).map(|at| (at, kind)));
            }
        }
        marked.sort_unstable();
        marked
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Marker;
    use crate::query::Query;

    fn marked(query: &str, texts: &[&str]) -> (usize, Vec<String>, String) {
        let (place, snippet) = Marker::new(&Query::read(query).with).best(texts.iter().copied()).expect("a piece");
        let units: Vec<u16> = snippet.text.encode_utf16().collect();
        let words =
            snippet.marks.iter().map(|(from, to)| String::from_utf16(&units[*from..*to]).expect("whole characters"));
        (place, words.collect(), snippet.text)
    }

    #[test]
    fn words_are_marked_as_they_are_written() {
        let (place, words, _) = marked("family children", &["Budget", "🏡 The Children’s plan for Families"]);
        assert_eq!((place, words), (1, vec!["Children’s".to_owned(), "Families".into()]));
        assert_eq!(marked("\"step down\"", &["a step, then step-down"]).1, ["step", "down"]);
        assert_eq!(marked("gar", &["Sir Gâr"]).1, ["Gâr"]);
        assert_eq!(marked("fost*", &["Fostering"]).1, ["Fostering"]);
    }

    #[test]
    fn of_a_long_text_the_best_piece_is_shown() {
        let long = format!("{}family {}family first aid {}", "word ".repeat(50), "more ".repeat(80), "end ".repeat(60));
        let (_, words, text) = marked("family first", &[&long]);
        assert_eq!(words, ["family", "first"]);
        assert!(text.len() < 250, "{text}");
    }

    proptest! {
        #[test]
        fn no_text_and_no_query_breaks_it(query in "\\PC{0,60}", text in "\\PC{0,300}") {
            let found = Marker::new(&Query::read(&query).with).best([text.as_str()].into_iter());
            for (from, to) in found.map(|(_, snippet)| snippet.marks).unwrap_or_default() {
                prop_assert!(from < to);
            }
        }
    }
}
