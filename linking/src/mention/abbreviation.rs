//! Letters that a text gives in brackets after a whole name, and uses instead of it from then on.

use std::collections::HashMap;

use super::decide::Decided;
use super::find::Spans;
use crate::text::token::{self, Token};

/// Letters in brackets stand for a name at most so many bytes behind it.
const BEHIND: usize = 5;

/// What letters stand for.
pub(super) type Letters = Decided;

/// Adds the places where letters stand that were explained before them, in this text or an earlier one of the record, and takes
/// away those where letters stand that the text explains otherwise.
pub(super) fn add(
    spans: &mut Spans<'_>,
    text: &str,
    tokens: &[Token],
    explained: &mut HashMap<String, Option<Letters>>,
) {
    let named = spans.all();
    for (at, token) in tokens.iter().enumerate() {
        if token.letters != token::Letters::Capitals {
            continue;
        }
        if let Some((bracket, end)) = bracket(text, tokens, at) {
            let name = named.iter().find(|(from, to, _)| *to == end || (*from < at && *to == at + 1));
            match name {
                Some((from, _, decided)) if *from < end && close(text, &tokens[end - 1], bracket) => {
                    explained.insert(token.word.clone(), Some(Decided { rule: "ABBREVIATION", ..decided.clone() }));
                }
                _ if spells(tokens, at, end) => {
                    explained.insert(token.word.clone(), None);
                }
                _ => {}
            }
        }
        let shouted = tokens[at + 1..].iter().take(2).filter(|t| t.letters == token::Letters::Capitals).count() == 2;
        match explained.get(&token.word).filter(|_| !shouted) {
            Some(Some(decided)) => spans.put(at, decided.clone()),
            Some(None) => spans.drop(at),
            None => {}
        }
    }
}

/// Where the bracket opens and which words stand before it, if the word stands in one by itself or behind `the`.
fn bracket(text: &str, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    let word = tokens.get(at)?;
    let end = if tokens.get(at.checked_sub(1)?)?.word == "the" { at - 1 } else { at };
    let before = tokens.get(end.checked_sub(1)?)?;
    let between = text.get(before.to..word.from)?;
    let opens = between.rfind(['(', '['])?;
    let quotes = ['“', '”', '"', '’', '‘', '\'', ' '];
    let alone = matches!(between[opens + 1..].trim_matches(quotes), "" | "the");
    let closes = text.get(word.to..)?.trim_start_matches(quotes).starts_with([')', ']']);
    (alone && closes).then_some((before.to + opens, end))
}

/// Whether the bracket opens right behind a word, or behind the mark of its genitive.
fn close(text: &str, before: &Token, bracket: usize) -> bool {
    let between = text.get(before.to..bracket).unwrap_or_default();
    between.len() <= BEHIND && between.trim_start_matches(['’', '\'', 's', 'S']).trim().is_empty()
}

/// Whether letters are the first ones of the words before the bracket.
fn spells(tokens: &[Token], at: usize, end: usize) -> bool {
    let letters: Vec<char> = tokens[at].word.chars().collect();
    let Some(from) = end.checked_sub(letters.len()) else { return false };
    tokens[from..end].iter().zip(letters).all(|(token, letter)| token.word.starts_with(letter))
}
