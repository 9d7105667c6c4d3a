use crate::{Kind, Word, Words, record};

/// How far something has come, in the words of its source.
pub static RATING: Words = Words {
    name: "ProgressRating",
    about: "How far something has come, in the words of its source.",
    words: &[
        Word { word: "ACHIEVED", about: "Done." },
        Word { word: "ON_TRACK", about: "Going as planned." },
        Word { word: "IN_PROGRESS", about: "Begun." },
        Word { word: "PARTLY", about: "Done in part." },
        Word { word: "NOT_STARTED", about: "Not begun." },
        Word { word: "OFF_TRACK", about: "Not going as planned." },
    ],
};

record! {
    /// What a source says has become of an element.
    "progress_statement" {
        /// The element.
        strategy_element_id: Uuid = Kind::Reference("strategy_element"),
        /// Order, from 1.
        position: i32 = Kind::Int,
        /// What has become of it, in our words.
        text: String = Kind::Text,
        /// The time that it speaks of; null when not known.
        as_of: Option<String> = Kind::PartialDate,
        /// How far it has come; null when the source gives no rating.
        rating: Option<String> = Kind::Word(&RATING),
        /// The document that reports it.
        document_id: Option<Uuid> = Kind::Reference("document"),
    }
    links [
        "judgements" "EVIDENCE" "judgement",
        "recognitions" "EVIDENCE" "recognition",
        "documents" "EVIDENCE" "document",
        "strategies" "EVIDENCE" "strategy",
        "programmes" "EVIDENCE" "programme",
    ]
}
