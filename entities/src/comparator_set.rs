use crate::{Kind, record};

record! {
    /// A model that says which councils resemble which, in one version.
    "comparator_set" {
        /// Path-safe name, unique.
        slug: String = Kind::Text,
        /// Name as printed, or in our words where none is printed.
        name: String = Kind::Text,
        /// Version as printed, such as a year.
        version: Option<String> = Kind::Text,
        /// How it is made, in our words; null when not known.
        description: Option<String> = Kind::Text,
    }
}
