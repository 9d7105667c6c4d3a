//! From a query to ranked hits.

use tantivy::{
    DocAddress, Score, Searcher, Term,
    collector::{Count, TopDocs},
    query::{
        BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhrasePrefixQuery,
        PhraseQuery, Query, TermQuery,
    },
    schema::{Field, IndexRecordOption},
    tokenizer::TextAnalyzer,
};

use crate::{
    count::{Counting, Counts},
    error::Error,
    facets::{Counter, Facets},
    narrow::narrow,
    place::Place,
    query::{self, Clause},
    schema::Fields,
    sweep::{Wanted, sweep},
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
    /// Words for kinds of boards; none means all, and no matter whether of any.
    pub board_kinds: Vec<String>,
    /// Slugs of topics, of which a record has any; none means all, and no matter whether it has any.
    pub topics: Option<Vec<String>>,
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
pub fn find(
    searcher: &Searcher,
    fields: &Fields,
    facets: &Facets,
    search: &Search,
    query: &query::Query,
) -> Result<Matched, Error> {
    if query.with.is_empty() {
        return Ok(Matched { counts: search.facets.then(Counts::default), ..Matched::default() });
    }
    let counter = if search.facets { Some(facets.counter(searcher)?) } else { None };
    let mut finder =
        Finder { maker: Maker { searcher, fields, stems: words::stems() }, facets, counter, search, query };
    let found = finder.find(Occur::Must)?;
    if found.any || query.with.len() < 2 {
        return Ok(found.matched);
    }
    let found = finder.find(Occur::Should)?;
    Ok(Matched { loosened: search.skip > 0 || found.any, ..found.matched })
}

struct Found {
    matched: Matched,
    /// Whether there are hits, on whatever page.
    any: bool,
}

struct Finder<'f> {
    maker: Maker<'f>,
    facets: &'f Facets,
    /// None where facets are not asked for.
    counter: Option<Counter>,
    search: &'f Search,
    query: &'f query::Query,
}

impl Finder<'_> {
    /// Looks for what holds all, or any.
    fn find(&mut self, occur: Occur) -> Result<Found, Error> {
        match self.query.with.iter().map(Clause::word).collect::<Option<Vec<&str>>>() {
            Some(words) => self.words(&words, occur),
            None => self.clauses(occur),
        }
    }

    /// Words alone: the index is gone through for them.
    fn words(&mut self, words: &[&str], occur: Occur) -> Result<Found, Error> {
        let (searcher, Search { first, skip, .. }) = (self.maker.searcher, self.search);
        let places = |places: Vec<(Score, Term)>| {
            places.into_iter().map(|(weight, term)| Place::new(searcher, term, weight)).collect::<Result<Vec<_>, _>>()
        };
        let words = words.iter().map(|word| Ok(places(self.maker.places(word)?)?)).collect::<Result<_, Error>>()?;
        let (name, only, without) =
            (self.maker.name(self.query), narrow(self.maker.fields, self.search), self.maker.without(self.query)?);
        let joined = |occur, queries: Vec<Box<dyn Query>>| -> Option<Box<dyn Query>> {
            let clauses: Vec<_> = queries.into_iter().map(|query| (occur, query)).collect();
            (!clauses.is_empty()).then(|| Box::new(BooleanQuery::new(clauses)) as Box<dyn Query>)
        };
        let wanted = Wanted {
            words,
            all: occur == Occur::Must,
            more: places(vec![(EXACT, name)])?,
            beside: BESIDE,
            only: joined(Occur::Must, only),
            without: joined(Occur::Should, without),
            best: (*first).max(1) + skip,
        };
        let found = sweep(searcher, &wanted, self.counter.as_ref())?;
        let counts = found.tally.map(|tally| self.facets.counts(&tally));
        let hits = found.best.into_iter().skip(*skip).collect();
        Ok(Found { any: found.total > 0, matched: Matched { hits, total: found.total, counts, loosened: false } })
    }

    /// Phrases and beginnings, too.
    fn clauses(&mut self, occur: Occur) -> Result<Found, Error> {
        let (searcher, search) = (self.maker.searcher, self.search);
        let query = self.maker.make(search, self.query, occur)?;
        let top = TopDocs::with_limit(search.first.max(1)).and_offset(search.skip).order_by_score();
        let counting = self.counter.as_ref().map(Counting);
        let (hits, total, tally) = searcher.search(&query, &(top, Count, counting))?;
        let counts = tally.map(|tally| self.facets.counts(&tally));
        Ok(Found { any: total > 0, matched: Matched { hits, total, counts, loosened: false } })
    }
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
        wanted.push((Occur::Should, Box::new(BoostQuery::new(of(self.name(query)), EXACT))));
        wanted.extend(self.without(query)?.into_iter().map(|query| (Occur::MustNot, query)));
        let only = narrow(self.fields, search).into_iter();
        wanted.extend(only.map(|q| (Occur::Must, Box::new(ConstScoreQuery::new(q, 0.0)) as Box<dyn Query>)));
        Ok(BooleanQuery::new(wanted))
    }

    fn clause(&mut self, clause: &Clause) -> Result<Box<dyn Query>, Error> {
        let f = self.fields;
        let places = match clause {
            Clause::Word(word) => self.places(word)?.into_iter().map(|(weight, term)| (weight, of(term))).collect(),
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

    /// Where a word stands, and what it counts there.
    fn places(&mut self, word: &str) -> Result<Vec<(Score, Term)>, Error> {
        let f = self.fields;
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
                places.push((weight, term));
            }
        }
        Ok(places)
    }

    /// What must not stand in a record.
    fn without(&mut self, query: &query::Query) -> Result<Vec<Box<dyn Query>>, Error> {
        query.without.iter().map(|clause| self.clause(clause)).collect()
    }

    /// The whole of what is asked for: a record with that name comes first.
    fn name(&self, query: &query::Query) -> Term {
        let words = query.with.iter().flat_map(|clause| match clause {
            Clause::Word(word) | Clause::Beginning(word) => std::slice::from_ref(word),
            Clause::Phrase(words) => words,
        });
        let name = words.map(String::as_str).collect::<Vec<_>>().join(" ");
        Term::from_field_text(self.fields.exact, &name)
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

#[cfg(test)]
mod tests {
    use tantivy::{Index, TantivyDocument, query::Occur};

    use super::{Finder, Maker, Search};
    use crate::{
        facets::Facets,
        query::Query,
        schema::{Fields, schema, teach},
        words,
    };

    const WORDS: [&str; 12] = [
        "family", "families", "hub", "hubs", "budget", "budgets", "road", "child", "children", "plan", "report", "rare",
    ];

    /// Numbers that look as if by chance, the same each time.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, bound: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % bound
        }

        fn words(&mut self, most: usize) -> String {
            let count = self.below(most + 1);
            // The last words are the rarer ones.
            (0..count).map(|_| WORDS[self.below(WORDS.len()).min(self.below(40))]).collect::<Vec<_>>().join(" ")
        }
    }

    fn document(fields: &Fields, chance: &mut Chance, id: usize) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        let (name, text) = (chance.words(5), chance.words(40));
        document.add_text(fields.id, id.to_string());
        document.add_text(fields.table, ["board", "meeting", "decision"][chance.below(3)]);
        document.add_text(fields.name, &name);
        document.add_text(fields.name_stem, &name);
        if chance.below(10) == 0 {
            document.add_text(fields.main, &name);
            document.add_text(fields.exact, words::line(&name));
        }
        document.add_text(fields.text, &text);
        document.add_text(fields.text_stem, &text);
        if chance.below(3) > 0 {
            document.add_text(fields.council, format!("council-{}", chance.below(5)));
            document.add_text(fields.context, chance.words(3));
        }
        for topic in 0..chance.below(4) {
            document.add_text(fields.topic, format!("topic-{topic}"));
        }
        document
    }

    /// Several segments, more records than a window holds, and some that were removed.
    fn index() -> (Index, Fields) {
        let (schema, fields) = schema();
        let index = Index::create_in_ram(schema);
        teach(&index);
        let mut chance = Chance(1);
        let mut writer = index.writer_with_num_threads(1, 50_000_000).expect("a writer");
        for count in [9_000, 500, 5_000] {
            for id in 0..count {
                writer.add_document(document(&fields, &mut chance, id)).expect("it is added");
            }
            writer.commit().expect("it is written");
        }
        for id in (0..9_000).step_by(7) {
            writer.delete_term(tantivy::Term::from_field_text(fields.id, &id.to_string()));
        }
        writer.commit().expect("it is written");
        (index, fields)
    }

    #[test]
    fn words_are_found_as_the_library_finds_them() {
        let (index, fields) = index();
        let searcher = index.reader().expect("a reader").searcher();
        let facets = Facets::default();
        for text in
            ["family hubs", "budget", "rare", "children plan -road", "road road", "rare report hub", "family missing"]
        {
            for (first, skip, narrow) in [(20, 0, false), (1, 30, false), (10, 3, true), (5_000, 0, false)] {
                let search = Search {
                    text: text.into(),
                    tables: if narrow { vec!["board".into(), "decision".into()] } else { vec![] },
                    councils: narrow.then(|| vec!["council-1".into(), "council-3".into()]),
                    topics: narrow.then(|| vec!["topic-1".into()]),
                    first,
                    skip,
                    total: true,
                    facets: true,
                    ..Search::default()
                };
                let query = Query::read(text);
                let maker = Maker { searcher: &searcher, fields: &fields, stems: words::stems() };
                let counter = Some(facets.counter(&searcher).expect("it is counted"));
                let mut finder = Finder { maker, facets: &facets, counter, search: &search, query: &query };
                // What holds any of one word was looked for already.
                let occurs = [Occur::Must, Occur::Should].into_iter().take(query.with.len());
                for occur in occurs {
                    let (own, library) = (finder.find(occur), finder.clauses(occur));
                    let (own, library) = (own.expect("found").matched, library.expect("found").matched);
                    assert_eq!((own.total, &own.counts), (library.total, &library.counts), "{text}");
                    assert_eq!(own.hits.len(), library.hits.len(), "{text}");
                    for (own, library) in own.hits.iter().zip(&library.hits) {
                        // Sums of the same numbers differ with their order: so may the order of equals.
                        assert!((own.0 - library.0).abs() < 1e-3, "{text}: {own:?}, {library:?}");
                    }
                }
            }
        }
    }
}
