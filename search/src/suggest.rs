//! Type-ahead over the names of councils, boards, people, programmes and strategies.

use tantivy::{
    Searcher, TantivyDocument, Term,
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
    let clause = |word: &String| {
        let cut: String = word.chars().take(Beginnings::LONGEST).collect();
        let term = Term::from_field_text(fields.beginning, &cut);
        (Occur::Must, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>)
    };
    let query = BooleanQuery::new(wanted.iter().map(clause).collect());
    let top = TopDocs::with_limit(first.max(1) * LOOKED_AT).order_by_score();
    let mut found = Vec::new();
    for (_, at) in searcher.search(&query, &top)? {
        let document: TantivyDocument = searcher.doc(at)?;
        let Some(named) = named(fields, &document) else { continue };
        let own = words::line(&named.label);
        found.push((!own.starts_with(&line), own.chars().count(), named));
    }
    found.sort_by(|a, b| (a.0, a.1, &a.2.label).cmp(&(b.0, b.1, &b.2.label)));
    found.truncate(first);
    Ok(found.into_iter().map(|(_, _, named)| named).collect())
}
