//! The shapes of file in which registers are met: which column holds what, and whose file it is.

use csv::StringRecord;

use super::{merged, published};
use crate::near::did_you_mean;

/// What is read of an authority.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Field {
    Code,
    OfficialName,
    Name,
    OtherNames,
    Type,
    Nation,
    Region,
    County,
    CombinedAuthority,
    Current,
    Start,
    /// Who says when it started.
    StartSource,
    End,
    Successors,
    Gss,
    FormerGss,
    /// The three-digit number; in one shape, among other codes.
    Dfe,
    Ecode,
    Snac,
    Wikidata,
    WhatDoTheyKnow,
    OpenCouncilData,
    GovUkSlug,
    Website,
    System,
    SystemBase,
}

/// A shape of file.
#[derive(Debug)]
pub(super) struct Shape {
    /// Its name, of which the id of its source is made.
    pub name: &'static str,
    /// Title of its source: it says whether the data were changed.
    pub title: &'static str,
    pub publisher: &'static str,
    pub licence: &'static str,
    /// What is read, and from which column.
    pub columns: &'static [(Field, &'static str)],
}

impl Shape {
    /// The column of a field; none where files of this shape do not have it.
    pub fn column(&self, field: Field) -> Option<&'static str> {
        self.columns.iter().find(|(of, _)| *of == field).map(|(_, column)| *column)
    }
}

const SHAPES: &[&Shape] = &[&merged::SHAPE, &published::SHAPE];

/// A shape and the place in a row of each of its columns, in their order.
pub(super) type Fitted = (&'static Shape, Vec<usize>);

/// The shape that a header row has; otherwise what is wrong with it, in words.
pub(super) fn fitting(header: &StringRecord) -> Result<Fitted, Vec<String>> {
    let Some(shape) =
        SHAPES.iter().find(|s| s.column(Field::Code).is_some_and(|code| header.iter().any(|h| h == code)))
    else {
        let known: Vec<String> =
            SHAPES.iter().filter_map(|s| s.column(Field::Code)).map(|c| format!("`{c}`")).collect();
        return Err(vec![format!("this is no register: no column is called {}", known.join(" or "))]);
    };
    let mut places = Vec::with_capacity(shape.columns.len());
    let mut problems = Vec::new();
    for (_, column) in shape.columns {
        let found: Vec<usize> = (0..header.len()).filter(|i| header.get(*i) == Some(column)).collect();
        match found[..] {
            [place] => places.push(place),
            [] => problems.push(format!("the column `{column}` is missing{}", did_you_mean(column, header.iter()))),
            _ => problems.push(format!("the column `{column}` is there {} times", found.len())),
        }
    }
    if problems.is_empty() { Ok((shape, places)) } else { Err(problems) }
}
