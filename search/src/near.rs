//! Typing errors: the name that was probably meant by a word that stands nowhere.

use std::collections::HashMap;

use strsim::osa_distance;
use tantivy::{Searcher, Term};

use crate::{error::Error, query::Clause, schema::Fields, words};

/// Shorter words could be anything.
const SHORTEST: usize = 4;
/// From so many characters two may be wrong.
const LONG: usize = 7;

/// The query with each word that stands nowhere put right, where a word of a name is near; none where nothing is.
pub fn meant(searcher: &Searcher, fields: &Fields, query: &str, clauses: &[Clause]) -> Result<Option<String>, Error> {
    let mut corrected: HashMap<String, String> = HashMap::new();
    let all = clauses.iter().flat_map(|clause| match clause {
        Clause::Word(word) => std::slice::from_ref(word),
        Clause::Phrase(words) => words,
        Clause::Beginning(_) => &[],
    });
    for word in all {
        if word.chars().count() >= SHORTEST
            && !corrected.contains_key(word)
            && !stands(searcher, fields, word)?
            && let Some(near) = near(searcher, fields, word)?
        {
            corrected.insert(word.clone(), near);
        }
    }
    if corrected.is_empty() {
        return Ok(None);
    }
    let (mut out, mut last) = (String::new(), 0);
    for word in words::words(query) {
        out.push_str(&query[last..word.from]);
        out.push_str(corrected.get(&word.text).map_or(&query[word.from..word.to], String::as_str));
        last = word.to;
    }
    out.push_str(&query[last..]);
    Ok(Some(out))
}

/// Whether a word, or another form of it, stands anywhere.
fn stands(searcher: &Searcher, fields: &Fields, word: &str) -> Result<bool, Error> {
    let stem = words::stem(&mut words::stems(), word);
    for (field, word) in [
        (fields.name, word),
        (fields.text, word),
        (fields.context, word),
        (fields.name_stem, &stem),
        (fields.text_stem, &stem),
    ] {
        if searcher.doc_freq(&Term::from_field_text(field, word))? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The nearest word of a name with the same first letter; of equally near ones the one that stands in most names.
fn near(searcher: &Searcher, fields: &Fields, word: &str) -> Result<Option<String>, Error> {
    let most = if word.chars().count() >= LONG { 2 } else { 1 };
    let Some(first) = word.chars().next() else { return Ok(None) };
    let mut found: HashMap<String, (usize, u64)> = HashMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(fields.name)?;
        let (from, after) = (first.to_string(), char::from_u32(first as u32 + 1));
        let mut range = index.terms().range().ge(from.as_bytes());
        if let Some(after) = after {
            range = range.lt(after.to_string().as_bytes());
        }
        let mut terms = range.into_stream().map_err(tantivy::TantivyError::from)?;
        while terms.advance() {
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            let apart = term.len().abs_diff(word.len());
            if apart > most * 2 {
                continue;
            }
            let distance = osa_distance(term, word);
            if distance <= most {
                found.entry(term.to_owned()).or_insert((distance, 0)).1 += u64::from(terms.value().doc_freq);
            }
        }
    }
    let best = found.into_iter().min_by_key(|(term, (distance, count))| (*distance, u64::MAX - count, term.clone()));
    Ok(best.map(|(term, _)| term))
}
