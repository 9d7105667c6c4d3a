//! Type-ahead over the names of councils, boards, people, programmes and strategies.

use tantivy::{
    DocAddress, Score, Searcher, TantivyDocument, TantivyError, Term,
    collector::TopDocs,
    query::{BooleanQuery, Occur, Query, TermQuery},
    schema::IndexRecordOption,
};

use crate::{
    error::Error,
    hit::{Named, named},
    schema::Fields,
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

/// The names that hold all terms, the shortest first. The library leaves out blocks in which all names are longer, of one
/// term by itself only when it is no part of a larger query.
fn shortest(searcher: &Searcher, terms: Vec<Term>, most: usize) -> Result<Vec<(Score, DocAddress)>, TantivyError> {
    let top = TopDocs::with_limit(most).order_by_score();
    let mut queries: Vec<TermQuery> =
        terms.into_iter().map(|term| TermQuery::new(term, IndexRecordOption::WithFreqs)).collect();
    match queries.pop() {
        Some(only) if queries.is_empty() => searcher.search(&only, &top),
        last => {
            let all = queries.into_iter().chain(last);
            let clauses = all.map(|query| (Occur::Must, Box::new(query) as Box<dyn Query>)).collect();
            searcher.search(&BooleanQuery::new(clauses), &top)
        }
    }
}
