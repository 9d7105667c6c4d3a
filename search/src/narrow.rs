//! What narrows a search: of what type, council, kind of board, topic and days a record must be.

use std::ops::Bound;

use tantivy::{
    Term,
    query::{Query, RangeQuery, TermSetQuery},
    schema::Field,
};

use crate::{find::Search, schema::Fields};

/// What a record must pass, all of it.
pub fn narrow(fields: &Fields, search: &Search) -> Vec<Box<dyn Query>> {
    let any = |field: Field, texts: &[String]| -> Box<dyn Query> {
        Box::new(TermSetQuery::new(texts.iter().map(|text| Term::from_field_text(field, text))))
    };
    let mut narrow = Vec::new();
    for (field, words) in [(fields.table, &search.tables), (fields.board_kind, &search.board_kinds)] {
        if !words.is_empty() {
            narrow.push(any(field, words));
        }
    }
    for (field, slugs) in [(fields.council, &search.councils), (fields.topic, &search.topics)] {
        narrow.extend(slugs.as_ref().map(|slugs| any(field, slugs)));
    }
    let day = |field, day| Bound::Included(Term::from_field_i64(field, day));
    if let Some(from) = search.from {
        narrow.push(Box::new(RangeQuery::new(day(fields.to, from), Bound::Unbounded)));
    }
    if let Some(to) = search.to {
        narrow.push(Box::new(RangeQuery::new(Bound::Unbounded, day(fields.from, to))));
    }
    narrow
}
