use crate::{Kind, Word, Words, record};

/// How binding an expectation is.
pub static LEVEL: Words = Words {
    name: "ExpectationLevel",
    about: "How binding an expectation is.",
    words: &[Word { word: "REQUIRED", about: "Must be met." }, Word { word: "RECOMMENDED", about: "Should be met." }],
};

record! {
    /// What a national programme expects of those who carry it out.
    "expectation" {
        /// The national programme.
        programme_id: Uuid = Kind::Reference("programme"),
        /// The document that states it.
        document_id: Option<Uuid> = Kind::Reference("document"),
        /// Order in the source, from 1.
        position: i32 = Kind::Int,
        /// Short code, ours where the source has none.
        code: Option<String> = Kind::Text,
        /// What is expected, in our words.
        text: String = Kind::Text,
        /// How binding it is.
        level: String = Kind::Word(&LEVEL),
        /// The year that it is for.
        period: Option<String> = Kind::PartialDate,
        /// The heading that it stands under, as printed.
        theme: Option<String> = Kind::Text,
    }
    links [
        "topics" "TOPIC" "topic",
    ]
}
