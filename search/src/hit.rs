//! What is known of a hit without asking the database.

use tantivy::{Score, Searcher, TantivyDocument, schema::Value};
use uuid::Uuid;

use crate::{
    error::Error,
    find::Matched,
    schema::Fields,
    snippet::{Marker, Snippet},
};

/// A record by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: Uuid,
    pub table: String,
    /// Its name or title, or the beginning of its text.
    pub label: String,
    /// Slug of its council.
    pub council: Option<String>,
}

/// A record that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    pub named: Named,
    /// The column that the piece of text is from; `aliases` and `actors` stand for other forms of the name and for who
    /// plays a part.
    pub column: String,
    pub snippet: Snippet,
    pub score: Score,
}

/// The name of a document.
pub fn named(fields: &Fields, document: &TantivyDocument) -> Option<Named> {
    let text = |field| document.get_first(field).and_then(|value| value.as_str()).map(ToOwned::to_owned);
    Some(Named {
        id: text(fields.id)?.parse().ok()?,
        table: text(fields.table)?,
        label: text(fields.label)?,
        council: text(fields.council),
    })
}

/// What was matched, with its pieces of text.
pub fn hits(searcher: &Searcher, fields: &Fields, matched: &Matched, marker: &mut Marker) -> Result<Vec<Hit>, Error> {
    let mut hits = Vec::with_capacity(matched.hits.len());
    for (score, at) in &matched.hits {
        let document: TantivyDocument = searcher.doc(*at)?;
        let texts = |field| document.get_all(field).filter_map(|value| value.as_str().map(ToOwned::to_owned));
        let (columns, values): (Vec<String>, Vec<String>) =
            (texts(fields.columns).collect(), texts(fields.values).collect());
        let best = marker.best(values.iter().map(String::as_str));
        let Some((named, (place, snippet))) = named(fields, &document).zip(best) else { continue };
        hits.push(Hit { named, column: columns.get(place).cloned().unwrap_or_default(), snippet, score: *score });
    }
    Ok(hits)
}
