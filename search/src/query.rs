//! What a query says: words, "phrases", beginnings*, and -without. What is not understood is read as words.

use crate::words::{Word, words};

/// Words of a query that count; what comes after is not looked at.
pub const MOST: usize = 32;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// A word or another form of it.
    Word(String),
    /// A word that begins so.
    Beginning(String),
    /// These words in this order, in these forms.
    Phrase(Vec<String>),
}

impl Clause {
    /// The word, where it is one.
    pub fn word(&self) -> Option<&str> {
        if let Self::Word(word) = self { Some(word) } else { None }
    }
}

/// A query, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub with: Vec<Clause>,
    pub without: Vec<Clause>,
}

impl Query {
    /// Reads a query. No text is wrong.
    pub fn read(text: &str) -> Self {
        let mut query = Self::default();
        let mut left = MOST;
        for piece in (Pieces { rest: text }) {
            let (minus, body) = match piece.text.strip_prefix('-') {
                Some(body) if piece.quoted || !body.starts_with('-') => (true, body),
                _ => (false, piece.text),
            };
            let mut found: Vec<String> = words(body).map(|w: Word| w.text).take(left).collect();
            left -= found.len();
            let clauses = if minus { &mut query.without } else { &mut query.with };
            let beginning = !piece.quoted && body.ends_with('*');
            match (found.len(), beginning) {
                (0, _) => {}
                (1, true) => clauses.extend(found.pop().map(Clause::Beginning)),
                (1, false) if !piece.quoted => clauses.extend(found.pop().map(Clause::Word)),
                (_, true) => {
                    let last = found.pop();
                    clauses.extend(found.into_iter().map(Clause::Word));
                    clauses.extend(last.map(Clause::Beginning));
                }
                _ => clauses.push(Clause::Phrase(found)),
            }
        }
        // Nothing but what is not wanted finds nothing: then it is wanted.
        if query.with.is_empty() {
            query.with.append(&mut query.without);
        }
        query
    }
}

struct Piece<'a> {
    /// With its minus, without its quotes.
    text: &'a str,
    quoted: bool,
}

struct Pieces<'a> {
    rest: &'a str,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let rest = self.rest.trim_start();
        let first = rest.chars().next()?;
        let after_minus = rest.strip_prefix('-').unwrap_or(rest);
        if let Some(quote) = after_minus.chars().next().filter(|c| is_quote(*c)) {
            let inner = &after_minus[quote.len_utf8()..];
            if let Some(end) = inner.find(is_quote) {
                let minus = rest.len() - after_minus.len();
                self.rest = inner[end..].trim_start_matches(is_quote);
                // The minus stands apart from the words only by the quote, which is no word.
                let text = if minus > 0 { &rest[..rest.len() - inner.len() + end] } else { &inner[..end] };
                return Some(Piece { text, quoted: true });
            }
        }
        let end = rest.char_indices().skip(1).find(|(_, c)| c.is_whitespace() || is_quote(*c)).map(|(at, _)| at);
        let end = end.unwrap_or(rest.len()).max(first.len_utf8());
        self.rest = &rest[end..];
        Some(Piece { text: &rest[..end], quoted: false })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        Clause::{self, Beginning, Phrase},
        MOST, Query,
    };

    fn word(text: &str) -> Clause {
        Clause::Word(text.into())
    }

    fn phrase(words: &[&str]) -> Clause {
        Phrase(words.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn what_is_understood() {
        let query = Query::read("Families “step down” fost* -budget -\"not this\" step-down");
        assert_eq!(
            query.with,
            vec![word("families"), phrase(&["step", "down"]), Beginning("fost".into()), phrase(&["step", "down"])]
        );
        assert_eq!(query.without, vec![word("budget"), phrase(&["not", "this"])]);
        assert_eq!(Query::read("\"one\"").with, vec![phrase(&["one"])]);
    }

    #[test]
    fn what_is_not_is_read_as_words() {
        assert_eq!(Query::read("\"never closed").with, vec![word("never"), word("closed")]);
        assert_eq!(Query::read("name:first AND (second").with.len(), 3);
        assert_eq!(Query::read("-only").with, vec![word("only")]);
        assert_eq!(Query::read("  *  - -- \"\" ( [").with, vec![]);
        assert_eq!(Query::read(&"a ".repeat(100)).with.len(), MOST);
        assert_eq!(Query::read("step-down*").with, vec![word("step"), Beginning("down".into())]);
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in "[\\PC\"\\-*()\\[\\]{}:^~\\\\ ]{0,400}") {
            let query = Query::read(&text);
            prop_assert!(query.with.len() + query.without.len() <= MOST);
        }
    }
}
