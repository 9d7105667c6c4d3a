use crate::{Kind, Word, Words, record};

/// How people were heard.
pub static KIND: Words = Words {
    name: "EngagementKind",
    about: "How people were heard.",
    words: &[
        Word { word: "CONSULTATION", about: "Asked for their views." },
        Word { word: "CO_PRODUCTION", about: "Made it together." },
        Word { word: "OFFICER_ENGAGEMENT", about: "Officers were asked." },
        Word { word: "SURVEY", about: "Answered questions." },
        Word { word: "BRIEFING", about: "Were told." },
    ],
};

/// Whether it has taken place.
pub static STATUS: Words = Words {
    name: "EngagementStatus",
    about: "Whether it has taken place.",
    words: &[Word { word: "PLANNED", about: "Still ahead." }, Word { word: "HELD", about: "Took place." }],
};

record! {
    /// That people or bodies were heard on a strategy or programme, or are to be.
    "engagement" {
        /// The programme.
        programme_id: Option<Uuid> = Kind::Reference("programme"),
        /// The strategy.
        strategy_id: Option<Uuid> = Kind::Reference("strategy"),
        /// The document that speaks of it.
        document_id: Option<Uuid> = Kind::Reference("document"),
        /// Order in the source, from 1.
        position: i32 = Kind::Int,
        /// How they were heard.
        kind: String = Kind::Word(&KIND),
        /// Whether it has taken place; null when that is not clear.
        status: Option<String> = Kind::Word(&STATUS),
        /// When.
        period: Option<String> = Kind::PartialDate,
        /// What was asked or said, in our words.
        text: Option<String> = Kind::Text,
    }
    actors ["PARTICIPANT"]
}
