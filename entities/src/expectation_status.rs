use crate::{Kind, record};

record! {
    /// How far a council has met an expectation, as a source says. Where there is none, nothing is known.
    "expectation_status" {
        /// The expectation.
        expectation_id: Uuid = Kind::Reference("expectation"),
        /// The local programme.
        programme_id: Uuid = Kind::Reference("programme"),
        /// How far it is met.
        rating: String = Kind::Word(&crate::progress_statement::RATING),
        /// The time that it speaks of.
        as_of: Option<String> = Kind::PartialDate,
        /// What the source says, in our words.
        text: Option<String> = Kind::Text,
    }
    links [
        "documents" "EVIDENCE" "document",
        "decisions" "EVIDENCE" "decision",
        "contributions" "EVIDENCE" "contribution",
        "milestones" "EVIDENCE" "milestone",
    ]
}
