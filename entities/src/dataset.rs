use crate::{Kind, record};

record! {
    /// A set of figures that a publisher keeps and puts out again and again, under one contract.
    "dataset" {
        /// Path-safe name, unique.
        slug: String = Kind::Text,
        /// Title as printed, or what it is in our words where none is printed.
        title: String = Kind::Text,
        /// Who puts it out, as printed; null when not known.
        publisher: Option<String> = Kind::Text,
        /// Its page; null when not known.
        url: Option<String> = Kind::Url,
        /// Terms of use; null when none are stated.
        licence: Option<String> = Kind::Text,
    }
}
