use crate::{Kind, record};

record! {
    /// A subject under which records are found.
    "topic" {
        /// Path-safe name, unique.
        slug: String = Kind::Text,
        /// Name in plain words.
        label: String = Kind::Text,
        /// The wider subject it is part of.
        broader_id: Option<Uuid> = Kind::Reference("topic"),
        /// The same subject in a published list.
        exact_match: Option<String> = Kind::Url,
    }
}
