//! The words of a text, as names are compared by: folded, without `and` and without the mark of a genitive, but with how they
//! were written, since `Families First` is a name and `families first` is none.

use search::words::words;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Begins with a small letter or a digit.
    Small,
    /// Begins with a capital.
    Capital,
    /// Capitals alone, two at least.
    Capitals,
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Folded.
    pub word: String,
    /// Where it stands, in bytes: without an `'s` at its end.
    pub from: usize,
    pub to: usize,
    pub letters: Letters,
    /// Whether a word was left out before it.
    pub gap: bool,
}

/// The words of a text in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 6);
    let mut gap = false;
    for word in words(text) {
        let written = &text[word.from..word.to];
        if word.text == "and" {
            gap = true;
            continue;
        }
        let (word_text, to) = match genitive(written) {
            Some(bare) => {
                let shorter = word.text.strip_suffix('s').unwrap_or(&word.text);
                (shorter.to_string(), word.from + bare)
            }
            None if word.text == "childrens" => ("children".to_string(), word.to),
            None => (word.text, word.to),
        };
        let letters = letters(&text[word.from..to]);
        match tokens.last_mut() {
            // `Mc Sweeney` and `O Donovan` are written so too.
            Some(last) if letters != Letters::Small && !gap && is_prefix(last, text, word.from) => {
                last.word.push_str(&word_text);
                last.to = to;
            }
            _ => tokens.push(Token { word: word_text, from: word.from, to, letters, gap }),
        }
        gap = false;
    }
    tokens
}

/// Whether a word and the next one are one name, written apart.
fn is_prefix(word: &Token, text: &str, next: usize) -> bool {
    matches!(&text[word.from..word.to], "Mc" | "Mac" | "O") && &text[word.to..next] == " "
}

/// Where the word ends without the mark of its genitive, if it has one.
fn genitive(written: &str) -> Option<usize> {
    let bare = written.strip_suffix(['s', 'S'])?;
    let bare = bare.strip_suffix(['\'', '’', '‘', 'ʼ', '＇'])?;
    (!bare.is_empty()).then_some(bare.len())
}

fn letters(written: &str) -> Letters {
    let mut all = written.chars().filter(|c| c.is_alphabetic());
    let first = written.chars().next();
    match first {
        Some(c) if c.is_uppercase() => {
            let long = written.chars().filter(|c| c.is_alphabetic()).count() > 1;
            if long && all.all(char::is_uppercase) { Letters::Capitals } else { Letters::Capital }
        }
        _ => Letters::Small,
    }
}

/// A text, its words, and the line that names are looked for in.
#[derive(Debug)]
pub struct Words<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token>,
    pub line: String,
    /// Where each word begins in the line.
    pub starts: Vec<usize>,
}

impl<'t> Words<'t> {
    pub fn of(text: &'t str) -> Self {
        let tokens = tokens(text);
        let line = line(&tokens);
        let mut starts = Vec::with_capacity(tokens.len());
        let mut end = 0;
        for token in &tokens {
            starts.push(end);
            end += token.word.len() + 2;
        }
        Self { text, tokens, line, starts }
    }
}

/// The words as one line in which each stands between two spaces of its own, so that whole words are found and no others.
pub fn line(tokens: &[Token]) -> String {
    tokens.iter().fold(String::new(), |mut line, token| {
        line.push(' ');
        line.push_str(&token.word);
        line.push(' ');
        line
    })
}

#[cfg(test)]
mod tests {
    use super::{Letters, Words, tokens};

    fn plain(text: &str) -> String {
        tokens(text).iter().map(|t| t.word.clone()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_are_compared_by_their_words() {
        assert_eq!(plain("Children & Families"), plain("children and\nfamilies"));
        assert_eq!(plain("Children’s Services"), plain("Childrens Services"));
        assert_eq!(plain("the Board's plan"), "the board plan");
        assert_ne!(plain("Boards"), plain("Board"));
    }

    #[test]
    fn names_written_apart_are_one() {
        assert_eq!(plain("Mc Sweeney, O Donovan"), plain("McSweeney, O’Donovan"));
        assert_eq!(plain("Group O and Donovan"), "group o donovan");
    }

    #[test]
    fn how_they_are_written_is_kept() {
        let tokens = tokens("FFPP and Families first’s");
        let letters: Vec<Letters> = tokens.iter().map(|t| t.letters).collect();
        assert_eq!(letters, [Letters::Capitals, Letters::Capital, Letters::Small]);
        assert_eq!(tokens.iter().map(|t| t.gap).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(&"FFPP and Families first’s"[tokens[2].from..tokens[2].to], "first");
    }

    #[test]
    fn each_word_stands_alone() {
        let words = Words::of("a b");
        assert_eq!((words.line.as_str(), words.starts), (" a  b ", vec![0, 3]));
    }
}
