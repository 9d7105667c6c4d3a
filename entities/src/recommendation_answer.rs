use crate::{Kind, Word, Words, record};

/// The rule by which a decision was found to answer a recommendation.
pub static RULE: Words = Words {
    name: "RecommendationAnswerRule",
    about: "The rule by which a decision was found to answer a recommendation. docs/linking.md says what each does.",
    words: &[
        Word { word: "STATED", about: "A source says which decision answers it." },
        Word { word: "ONLY_DECISION", about: "The only decision under the item that the recommendation came under." },
        Word { word: "SAME_NUMBER", about: "The decision under its item that bears its number." },
        Word { word: "LIKE_WORDS", about: "The one decision under its item whose words are most like its own." },
        Word { word: "SAID_BY_HAND", about: "A dataset says so." },
    ],
};

record! {
    /// That a decision answers a recommendation. Where there is none, it is not known what became of it.
    "recommendation_answer" {
        /// The recommendation.
        recommendation_id: Uuid = Kind::Reference("recommendation"),
        /// The decision that answers it.
        decision_id: Uuid = Kind::Reference("decision"),
        /// What became of the recommendation; `NOT_KNOWN` where the decision does not tell.
        outcome: String = Kind::Word(&crate::recommendation::OUTCOME),
        /// How sure it is that the one answers the other.
        certainty: String = Kind::Word(&crate::citation::CERTAINTY),
        /// How it was found.
        rule: String = Kind::Word(&RULE),
    }
}
