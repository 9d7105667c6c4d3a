//! Where a file comes from that is no release of a dataset.

use entities::source;
use uuid::Uuid;

use crate::record::{Citation, Record};

/// What is known of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Publication {
    /// Title as printed, or what it is in our words.
    pub title: String,
    /// Who put it out.
    pub publisher: Option<String>,
    /// Its page.
    pub url: Option<String>,
    /// Terms of use.
    pub licence: Option<String>,
    /// A partial date; none when not known.
    pub published_on: Option<String>,
    /// A partial date; none when not known.
    pub retrieved_on: Option<String>,
}

impl Publication {
    /// It as a source, whose file has this media type.
    pub(super) fn source(&self, id: Uuid, media_type: &'static str) -> Record {
        Record::new(&source::TABLE, id)
            .with("url", self.url.clone())
            .with("title", self.title.as_str())
            .with("publisher", self.publisher.clone())
            .with("published_on", self.published_on.clone())
            .with("retrieved_on", self.retrieved_on.clone())
            .with("licence", self.licence.clone())
            .with("media_type", media_type)
    }
}

/// What everything that is read in the file of this source cites.
pub(super) fn citations(source: Uuid) -> Vec<Citation> {
    vec![Citation { source, locator: None, quote: None, certainty: "STATED", method: "DATASET" }]
}
