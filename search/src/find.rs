//! From a query to ranked hits.

use std::ops::Bound;

use tantivy::{
    DocAddress, Score, Searcher, Term,
    collector::{Count, TopDocs},
    query::{
        BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhrasePrefixQuery,
        PhraseQuery, Query, RangeQuery, TermQuery, TermSetQuery,
    },
    schema::{Field, IndexRecordOption},
    tokenizer::TextAnalyzer,
};

use crate::{
    count::{Counting, Counts},
    error::Error,
    query::{self, Clause},
    schema::Fields,
    words,
};

/// Words that a beginning stands for at most, in each part of the index.
const EXPANSIONS: u32 = 1_000;
/// What a word found in a place counts, before how rare the word and how short the place is.
const MAIN: Score = 5.0;
const NAME: Score = 4.0;
const NAME_STEM: Score = 3.5;
const TEXT: Score = 1.2;
const TEXT_STEM: Score = 1.0;
const CONTEXT: Score = 1.5;
const EXACT: Score = 4.0;
/// How much of what the other places say counts beside the best one.
const BESIDE: Score = 0.2;

/// What to look for, and among what.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Words, "phrases", beginnings* and -without.
    pub text: String,
    /// Tables; none means all.
    pub tables: Vec<String>,
    /// Slugs of councils; none means all, and no matter whether of any.
    pub councils: Option<Vec<String>>,
    /// Days as numbers YYYYMMDD: what could be within them passes, what has no day does not.
    pub from: Option<i64>,
    pub to: Option<i64>,
    pub first: usize,
    pub skip: usize,
    /// Whether hits are counted, and by their facets.
    pub total: bool,
    pub facets: bool,
}

/// What was found, without what it says.
#[derive(Debug, Default)]
pub struct Matched {
    pub hits: Vec<(Score, DocAddress)>,
    pub total: usize,
    pub counts: Option<Counts>,
    /// Whether hits hold only some of what was looked for, as none holds all.
    pub loosened: bool,
}

/// Looks for what holds all; where there is none, for what holds any.
pub fn find(searcher: &Searcher, fields: &Fields, search: &Search, query: &query::Query) -> Result<Matched, Error> {
    if query.with.is_empty() {
        return Ok(Matched { counts: search.facets.then(Counts::default), ..Matched::default() });
    }
    let mut maker = Maker { searcher, fields, stems: words::stems() };
    let whole = maker.make(search, query, Occur::Must)?;
    let found = run(searcher, search, &whole)?;
    let first = TopDocs::with_limit(1).order_by_score();
    // Behind the last page there are hits all the same.
    let any = !found.hits.is_empty() || (search.skip > 0 && !searcher.search(&whole, &first)?.is_empty());
    if any || query.with.len() < 2 {
        return Ok(found);
    }
    let found = run(searcher, search, &maker.make(search, query, Occur::Should)?)?;
    Ok(Matched { loosened: search.skip > 0 || !found.hits.is_empty(), ..found })
}

fn run(searcher: &Searcher, search: &Search, query: &dyn Query) -> Result<Matched, Error> {
    let top = TopDocs::with_limit(search.first.max(1)).and_offset(search.skip).order_by_score();
    if !search.total && !search.facets {
        return Ok(Matched { hits: searcher.search(query, &top)?, ..Matched::default() });
    }
    let counting = search.facets.then_some(Counting);
    let (hits, total, counts) = searcher.search(query, &(top, Count, counting))?;
    Ok(Matched { hits, total, counts, loosened: false })
}

struct Maker<'f> {
    searcher: &'f Searcher,
    fields: &'f Fields,
    stems: TextAnalyzer,
}

impl Maker<'_> {
    fn make(&mut self, search: &Search, query: &query::Query, occur: Occur) -> Result<BooleanQuery, Error> {
        let mut wanted: Vec<(Occur, Box<dyn Query>)> =
            query.with.iter().map(|clause| Ok((occur, self.clause(clause)?))).collect::<Result<_, Error>>()?;
        if query.with.len() > 1 && occur == Occur::Should {
            wanted = vec![(Occur::Must, Box::new(BooleanQuery::new(wanted)))];
        }
        wanted.push((Occur::Should, self.exact(query)));
        for clause in &query.without {
            wanted.push((Occur::MustNot, self.clause(clause)?));
        }
        let narrow = self.narrow(search).into_iter();
        wanted.extend(narrow.map(|q| (Occur::Must, Box::new(ConstScoreQuery::new(q, 0.0)) as Box<dyn Query>)));
        Ok(BooleanQuery::new(wanted))
    }

    fn clause(&mut self, clause: &Clause) -> Result<Box<dyn Query>, Error> {
        let f = self.fields;
        let places = match clause {
            Clause::Word(word) => {
                let stem = words::stem(&mut self.stems, word);
                let term = Term::from_field_text;
                let mut terms = vec![(MAIN, term(f.main, &stem)), (CONTEXT, term(f.context, word))];
                for (own, stems, weight, less) in
                    [(f.name, f.name_stem, NAME, NAME_STEM), (f.text, f.text_stem, TEXT, TEXT_STEM)]
                {
                    // Where there is no other form of the word, its own list would say what the other one says.
                    let (own, stems) = (term(own, word), term(stems, &stem));
                    if self.searcher.doc_freq(&own)? < self.searcher.doc_freq(&stems)? {
                        terms.extend([(weight, own), (less, stems)]);
                    } else {
                        terms.push((weight, stems));
                    }
                }
                let mut places = Vec::with_capacity(terms.len());
                for (weight, term) in terms {
                    if self.searcher.doc_freq(&term)? > 0 {
                        places.push((weight, of(term)));
                    }
                }
                places
            }
            Clause::Beginning(word) => vec![
                (NAME, beginning(f.name, word)),
                (TEXT, beginning(f.text, word)),
                (CONTEXT, beginning(f.context, word)),
            ],
            Clause::Phrase(words) => {
                vec![(NAME, phrase(f.name, words)), (TEXT, phrase(f.text, words)), (CONTEXT, phrase(f.context, words))]
            }
        };
        let weighted = |(weight, query)| Box::new(BoostQuery::new(query, weight)) as Box<dyn Query>;
        let mut places: Vec<Box<dyn Query>> = places.into_iter().map(weighted).collect();
        // One place alone is looked through faster by itself.
        Ok(match places.pop() {
            Some(only) if places.is_empty() => only,
            Some(last) => {
                places.push(last);
                Box::new(DisjunctionMaxQuery::with_tie_breaker(places, BESIDE))
            }
            None => Box::new(EmptyQuery),
        })
    }

    /// A record whose whole name is asked for comes first.
    fn exact(&self, query: &query::Query) -> Box<dyn Query> {
        let words = query.with.iter().flat_map(|clause| match clause {
            Clause::Word(word) | Clause::Beginning(word) => std::slice::from_ref(word),
            Clause::Phrase(words) => words,
        });
        let name = words.map(String::as_str).collect::<Vec<_>>().join(" ");
        Box::new(BoostQuery::new(one(self.fields.exact, &name), EXACT))
    }

    fn narrow(&self, search: &Search) -> Vec<Box<dyn Query>> {
        let f = self.fields;
        let any = |field: Field, texts: &[String]| -> Box<dyn Query> {
            Box::new(TermSetQuery::new(texts.iter().map(|text| Term::from_field_text(field, text))))
        };
        let mut narrow = Vec::new();
        if !search.tables.is_empty() {
            narrow.push(any(f.table, &search.tables));
        }
        narrow.extend(search.councils.as_ref().map(|slugs| any(f.council, slugs)));
        let day = |field, day| Bound::Included(Term::from_field_i64(field, day));
        if let Some(from) = search.from {
            narrow.push(Box::new(RangeQuery::new(day(f.to, from), Bound::Unbounded)));
        }
        if let Some(to) = search.to {
            narrow.push(Box::new(RangeQuery::new(Bound::Unbounded, day(f.from, to))));
        }
        narrow
    }
}

fn one(field: Field, word: &str) -> Box<dyn Query> {
    of(Term::from_field_text(field, word))
}

fn of(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn beginning(field: Field, word: &str) -> Box<dyn Query> {
    let mut query = PhrasePrefixQuery::new(vec![Term::from_field_text(field, word)]);
    query.set_max_expansions(EXPANSIONS);
    Box::new(query)
}

fn phrase(field: Field, words: &[String]) -> Box<dyn Query> {
    match words {
        [word] => one(field, word),
        words => Box::new(PhraseQuery::new(words.iter().map(|word| Term::from_field_text(field, word)).collect())),
    }
}
