use crate::{Kind, Word, Words, record};

/// What became of a recommendation.
pub static OUTCOME: Words = Words {
    name: "RecommendationOutcome",
    about: "What became of a recommendation.",
    words: &[
        Word { word: "NOT_KNOWN", about: "No source says." },
        Word { word: "ACCEPTED", about: "Decided as asked." },
        Word { word: "AMENDED", about: "Decided with changes." },
        Word { word: "REJECTED", about: "Refused." },
        Word { word: "DEFERRED", about: "Put off." },
        Word { word: "WITHDRAWN", about: "Taken back." },
    ],
};

record! {
    /// What a report asks a board to do. Not a decision.
    "recommendation" {
        /// The report.
        document_id: Option<Uuid> = Kind::Reference("document"),
        /// The item that it came under.
        agenda_item_id: Option<Uuid> = Kind::Reference("agenda_item"),
        /// Number as printed.
        number: Option<String> = Kind::Text,
        /// Order within the report, from 1.
        position: i32 = Kind::Int,
        /// What is asked, in our words.
        text: String = Kind::Text,
        /// The board that is asked.
        board_id: Option<Uuid> = Kind::Reference("board"),
        /// What became of it.
        outcome: String = Kind::Word(&OUTCOME),
        /// The decision that answered it.
        decision_id: Option<Uuid> = Kind::Reference("decision"),
    }
}
