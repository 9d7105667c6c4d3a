//! Type-ahead over the names of councils, boards, people, programmes and strategies.

use tantivy::{
    DocAddress, Score, Searcher, TantivyDocument, TantivyError, Term, collector::TopDocs, query::TermQuery,
    schema::IndexRecordOption,
};

use crate::{
    error::Error,
    hit::{Named, named},
    place::Place,
    schema::Fields,
    sweep::{Wanted, sweep},
    words::{self, Beginnings},
};

/// Names that are looked at for each one that is given.
const LOOKED_AT: usize = 5;
/// Words of a prefix that count.
const WORDS: usize = 8;

/// Names of which each word of a prefix begins a word: those that begin with the prefix first, then the shorter ones.
pub fn suggest(searcher: &Searcher, fields: &Fields, prefix: &str, first: usize) -> Result<Vec<Named>, Error> {
    let mut wanted: Vec<String> = words::words(prefix).map(|w| w.text).take(WORDS).collect();
    let line = wanted.join(" ");
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.is_empty() {
        return Ok(vec![]);
    }
    let term = |word: &String| {
        let cut: String = word.chars().take(Beginnings::LONGEST).collect();
        Term::from_field_text(fields.beginning, &cut)
    };
    let terms: Vec<Term> = wanted.iter().map(term).collect();
    let mut found = Vec::new();
    for (_, at) in shortest(searcher, terms, first.max(1) * LOOKED_AT)? {
        let document: TantivyDocument = searcher.doc(at)?;
        let Some(named) = named(fields, &document) else { continue };
        let own = words::line(&named.label);
        found.push((!own.starts_with(&line), own.chars().count(), named));
    }
    found.sort_by(|a, b| (a.0, a.1, &a.2.label).cmp(&(b.0, b.1, &b.2.label)));
    found.truncate(first);
    Ok(found.into_iter().map(|(_, _, named)| named).collect())
}

/// The names that hold all terms, the shortest first.
fn shortest(searcher: &Searcher, terms: Vec<Term>, most: usize) -> Result<Vec<(Score, DocAddress)>, TantivyError> {
    // Of a list by itself, the library leaves out blocks in which all names are longer.
    if let [only] = terms.as_slice() {
        let query = TermQuery::new(only.clone(), IndexRecordOption::WithFreqs);
        return searcher.search(&query, &TopDocs::with_limit(most).order_by_score());
    }
    let words = terms.into_iter().map(|term| Ok(vec![Place::new(searcher, term, 1.0)?])).collect::<Result<_, _>>()?;
    let wanted = Wanted { words, all: true, more: vec![], beside: 0.0, only: None, without: None, best: most };
    Ok(sweep(searcher, &wanted, None)?.best)
}
