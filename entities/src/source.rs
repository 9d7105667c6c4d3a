use crate::{Kind, record};

record! {
    /// A page, file or feed that facts were read from.
    "source" {
        /// Address; null for what is only on paper.
        url: Option<String> = Kind::Url,
        /// Title as printed, or what it is in our words where none is printed.
        title: String = Kind::Text,
        /// Who put it out, as printed.
        publisher: Option<String> = Kind::Text,
        /// When it was put out.
        published_on: Option<String> = Kind::PartialDate,
        /// When we read it.
        retrieved_on: Option<String> = Kind::PartialDate,
        /// Terms of use as stated there; null when none is stated.
        licence: Option<String> = Kind::Text,
        /// Media type, such as `text/html`.
        media_type: Option<String> = Kind::Text,
    }
}
