use crate::{Kind, Word, Words, record};

/// What sort of contribution it is.
pub static KIND: Words = Words {
    name: "ContributionKind",
    about: "What sort of contribution it is.",
    words: &[
        Word { word: "QUESTION", about: "Asks." },
        Word { word: "ANSWER", about: "Replies to a question or request." },
        Word { word: "STATEMENT", about: "States a view or fact." },
        Word { word: "REQUEST", about: "Asks for something to be done." },
        Word { word: "UPDATE", about: "Reports." },
        Word { word: "SUMMARY_POINT", about: "A point of a summary; who said it is not known." },
    ],
};

record! {
    /// Something said or written under an agenda item.
    "contribution" {
        /// The item.
        agenda_item_id: Uuid = Kind::Reference("agenda_item"),
        /// Order within the item, from 1.
        position: i32 = Kind::Int,
        /// What sort of contribution it is.
        kind: String = Kind::Word(&KIND),
        /// Heading as printed, for points of a summary.
        heading: Option<String> = Kind::Text,
        /// What was said, in our words unless `verbatim`.
        text: String = Kind::Text,
        /// Whether the text is quoted word for word.
        verbatim: bool = Kind::Bool,
        /// The contribution that it answers.
        reply_to_id: Option<Uuid> = Kind::Reference("contribution"),
    }
    actors ["SPEAKER"]
}
