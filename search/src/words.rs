//! From text to words: runs of letters and digits, in small letters, accents and ligatures folded, apostrophes within a word
//! left out. `Children’s` is `childrens`, `Gâr` is `gar`, `step-down` is two words.

use tantivy::tokenizer::{Language, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word is cut after this many characters.
const LONGEST: usize = 64;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded.
    pub text: String,
    /// Where it stands in the text, in bytes.
    pub from: usize,
    pub to: usize,
}

/// The words of a text, in order.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let rest = &self.text[self.at..];
        let from = self.at + rest.char_indices().find(|(_, c)| c.is_alphanumeric())?.0;
        let (mut folded, mut length, mut to) = (String::new(), 0, from);
        let mut chars = self.text[from..].char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let inside = c.is_alphanumeric()
                || is_combining_mark(c)
                || (is_apostrophe(c) && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric()));
            if !inside {
                break;
            }
            to = from + at + c.len_utf8();
            if length < LONGEST && !is_apostrophe(c) {
                fold(c, &mut folded);
                length += 1;
            }
        }
        self.at = to;
        Some(Word { text: folded, from, to })
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇')
}

fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        return out.push(c.to_ascii_lowercase());
    }
    for c in c.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'ı' => out.push('i'),
            _ if is_combining_mark(c) => {}
            _ => out.push(c),
        }
    }
}

/// A text as one line of its words: equal for texts that differ in capitals, accents or marks only.
pub fn line(text: &str) -> String {
    words(text).map(|w| w.text).collect::<Vec<_>>().join(" ")
}

/// The words as they are.
pub fn plain() -> TextAnalyzer {
    TextAnalyzer::from(Plain::default())
}

/// The English stems of the words.
pub fn stems() -> TextAnalyzer {
    TextAnalyzer::builder(Plain { english: true, ..Plain::default() }).filter(Stemmer::new(Language::English)).build()
}

/// The stem of a word.
pub fn stem(analyzer: &mut TextAnalyzer, word: &str) -> String {
    let mut stream = analyzer.token_stream(word);
    if stream.advance() { stream.token().text.clone() } else { word.to_owned() }
}

#[derive(Clone, Default)]
struct Plain {
    /// Whether plurals that no rule forms become their singular.
    english: bool,
    token: Token,
}

struct Stream<'a> {
    words: Words<'a>,
    english: bool,
    token: &'a mut Token,
}

/// The singular of a plural that no rule forms, with or without what an apostrophe leaves.
fn singular(word: &str) -> Option<&'static str> {
    Some(match word {
        "children" | "childrens" => "child",
        "men" | "mens" => "man",
        "women" | "womens" => "woman",
        _ => return None,
    })
}

impl Tokenizer for Plain {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.token.reset();
        Stream { words: words(text), english: self.english, token: &mut self.token }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = word.from;
        self.token.offset_to = word.to;
        let singular = singular(&word.text).filter(|_| self.english);
        self.token.text = singular.map_or(word.text, ToOwned::to_owned);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// The beginnings of the words of a name, for type-ahead: up to [`Self::LONGEST`] characters.
#[derive(Clone, Default)]
pub struct Beginnings {
    token: Token,
}

impl Beginnings {
    pub const LONGEST: usize = 12;
}

pub struct Prefixes<'a> {
    found: std::vec::IntoIter<String>,
    token: &'a mut Token,
}

impl Tokenizer for Beginnings {
    type TokenStream<'a> = Prefixes<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Prefixes<'a> {
        self.token.reset();
        let mut found: Vec<String> = Vec::new();
        for word in words(text) {
            found.extend(word.text.char_indices().take(Self::LONGEST).map(|(at, c)| {
                let end = at + c.len_utf8();
                word.text[..end].to_owned()
            }));
        }
        found.sort_unstable();
        found.dedup();
        Prefixes { found: found.into_iter(), token: &mut self.token }
    }
}

impl TokenStream for Prefixes<'_> {
    fn advance(&mut self) -> bool {
        let Some(text) = self.found.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text = text;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{line, stem, stems, words};

    #[test]
    fn capitals_accents_ligatures_and_apostrophes_are_folded() {
        assert_eq!(line("Children’s SERVICES, Cyngor Sir Gâr"), "childrens services cyngor sir gar");
        assert_eq!(line("ﬁnance — step-down Ærø Straße ŵ"), "finance step down aero strasse w");
        assert_eq!(line("o'neill 'quoted' I'r"), "oneill quoted ir");
        assert_eq!(line("ga\u{302}r"), "gar");
        assert_eq!(line(" -- \"*\" "), "");
    }

    #[test]
    fn english_words_have_stems() {
        let mut stems = stems();
        assert_eq!(stem(&mut stems, "families"), stem(&mut stems, "family"));
        assert_eq!(stem(&mut stems, "childrens"), stem(&mut stems, "child"));
    }

    proptest! {
        #[test]
        fn words_stand_where_they_say(text in "\\PC{0,200}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.from >= last && word.to > word.from);
                prop_assert!(text.is_char_boundary(word.from) && text.is_char_boundary(word.to));
                last = word.to;
            }
        }
    }
}
