//! From a text to the mentions in it.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::abbreviation::{self, Letters};
use super::decide::{Decided, decide};
use super::elsewhere;
use super::surname;
use crate::gazetteer::{Found, Gazetteer, Meant, Name, Scope};
use crate::text::token::{Token, Words};

/// Where a text stands: what its words are looked up by.
#[derive(Clone, Debug, Default)]
pub struct Place {
    pub council: Option<Uuid>,
    /// A day or partial date.
    pub date: Option<String>,
    /// Ids of those who were present, expected or excused.
    pub present: HashSet<Uuid>,
    /// Names of those of them who belong to another council, or to none.
    pub guests: Vec<Name>,
}

/// Words that mean a record, or can mean several.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where the words begin, in UTF-16 code units from 0, and how long they are.
    pub position: i32,
    pub length: i32,
    pub words: String,
    pub decided: Decided,
}

/// A place in a text, and what stands there.
struct Span {
    from: usize,
    to: usize,
    decided: Decided,
}

/// The mentions in the texts of one record, in their order: each list is of one text.
pub fn mentions<'t>(gazetteer: &Gazetteer, place: &Place, texts: impl Iterator<Item = &'t str>) -> Vec<Vec<Mention>> {
    let own = place.council.and_then(|council| gazetteer.own(council)).map(AsRef::as_ref);
    let guests = (!place.guests.is_empty()).then(|| Scope::new(place.guests.clone()));
    let scopes: Vec<&Scope> = own.into_iter().chain(guests.as_ref()).collect();
    // Letters that one text explains are used in the next.
    let mut explained = HashMap::new();
    texts.map(|text| one(gazetteer, place, &scopes, text, &mut explained)).collect()
}

fn one(
    gazetteer: &Gazetteer,
    place: &Place,
    scopes: &[&Scope],
    text: &str,
    explained: &mut HashMap<String, Option<Letters>>,
) -> Vec<Mention> {
    let words = Words::of(text);
    let tokens = &words.tokens;
    let mut found: Vec<Found<'_>> = Vec::new();
    for scope in scopes {
        found.extend(scope.find(&words));
    }
    let (elsewhere, others) = elsewhere::add(gazetteer, place, &words, &mut found);
    found.extend(
        gazetteer.national().find(&words).into_iter().filter(|found| !elsewhere.iter().any(|e| e.covers(found))),
    );
    let mut spans = longest(found, place, tokens);
    let here = surname::Here { gazetteer, place, scopes, others: &others };
    surname::add(&mut spans_of(&mut spans), &here, text, tokens);
    abbreviation::add(&mut spans_of(&mut spans), text, tokens, explained);
    spans.sort_by_key(|span| span.from);
    let mut units = Units { text, at: 0, unit: 0 };
    spans.into_iter().filter_map(|span| units.mention(span, tokens)).collect()
}

/// The longest of what overlaps, from left to right; what cannot be decided does not stand in the way of what can.
fn longest(mut found: Vec<Found<'_>>, place: &Place, tokens: &[Token]) -> Vec<Span> {
    found.sort_by(|a, b| a.from.cmp(&b.from).then(b.to.cmp(&a.to)));
    let mut spans: Vec<Span> = Vec::new();
    let mut end = 0;
    let mut rest = found.into_iter().peekable();
    while let Some(mut first) = rest.next() {
        while let Some(same) = rest.next_if(|next| (next.from, next.to) == (first.from, first.to)) {
            first.names.extend(same.names);
        }
        if first.from < end {
            continue;
        }
        if let Some(decided) = decide(&first.names, place, tokens, first.from, first.to) {
            end = first.to;
            spans.push(Span { from: first.from, to: first.to, decided });
        }
    }
    spans
}

/// What is found so far, to be added to.
pub(super) struct Spans<'s>(&'s mut Vec<Span>);

fn spans_of(spans: &mut Vec<Span>) -> Spans<'_> {
    Spans(spans)
}

impl Spans<'_> {
    /// Whether one of these words is taken.
    pub fn taken(&self, from: usize, to: usize) -> bool {
        self.0.iter().any(|span| span.from < to && from < span.to)
    }

    pub fn add(&mut self, from: usize, to: usize, decided: Decided) {
        self.0.push(Span { from, to, decided });
    }

    /// One word means this, whatever it was taken for; where it is part of a longer name it stays that.
    pub fn put(&mut self, at: usize, decided: Decided) {
        self.drop(at);
        if !self.taken(at, at + 1) {
            self.add(at, at + 1, decided);
        }
    }

    /// One word means nothing by itself.
    pub fn drop(&mut self, at: usize) {
        self.0.retain(|span| (span.from, span.to) != (at, at + 1));
    }

    /// Words and what they mean, in their order.
    pub fn all(&self) -> Vec<(usize, usize, Decided)> {
        let mut all: Vec<_> = self.0.iter().map(|span| (span.from, span.to, span.decided.clone())).collect();
        all.sort_by_key(|(from, ..)| *from);
        all
    }
}

/// Counts UTF-16 code units from left to right.
struct Units<'t> {
    text: &'t str,
    at: usize,
    unit: usize,
}

impl Units<'_> {
    /// None for a place behind the longest text that can be told of.
    fn mention(&mut self, span: Span, tokens: &[Token]) -> Option<Mention> {
        let from = tokens.get(span.from)?.from;
        let to = closed(self.text, from, tokens.get(span.to.checked_sub(1)?)?.to);
        self.unit += self.text.get(self.at..from)?.encode_utf16().count();
        self.at = from;
        let words = self.text.get(from..to)?;
        let (position, length) = (i32::try_from(self.unit).ok()?, i32::try_from(words.encode_utf16().count()).ok()?);
        Some(Mention { position, length, words: words.to_string(), decided: span.decided })
    }
}

/// The end of words with the bracket that closes one opened within them.
fn closed(text: &str, from: usize, to: usize) -> usize {
    let words = text.get(from..to).unwrap_or_default();
    let open = words.rfind(['(', '[']).is_some_and(|at| !words[at..].contains([')', ']']));
    let closes = text.get(to..).is_some_and(|rest| rest.starts_with([')', ']']));
    if open && closes { to + 1 } else { to }
}

/// Whether a name is a person's who was there.
pub(super) fn is_present(place: &Place, name: &Name) -> bool {
    name.meant == Meant::Person && place.present.contains(&name.id)
}
