use crate::{Kind, Word, Words, record};

/// What is assessed.
pub static KIND: Words = Words {
    name: "ImpactAssessmentKind",
    about: "What is assessed.",
    words: &[
        Word { word: "EQUALITY", about: "Effect on people with protected characteristics." },
        Word { word: "RISK", about: "What could go wrong." },
        Word { word: "CUSTOMER_IMPACT", about: "Effect on those who use a service." },
        Word { word: "DATA_PROTECTION", about: "Effect on personal data." },
        Word { word: "HEALTH", about: "Effect on health." },
        Word { word: "CLIMATE", about: "Effect on the climate." },
        Word { word: "CHILD_RIGHTS", about: "Effect on the rights of children." },
    ],
};

/// How far an assessment has come.
pub static STAGE: Words = Words {
    name: "ImpactAssessmentStage",
    about: "How far an assessment has come.",
    words: &[
        Word { word: "NOT_NEEDED", about: "Its owner says that none is needed." },
        Word { word: "EXPECTED", about: "Somebody expects or asks for it." },
        Word { word: "SCREENING", about: "It is being found out whether one is needed." },
        Word { word: "IN_PROGRESS", about: "Under way." },
        Word { word: "COMPLETE", about: "Done." },
    ],
};

record! {
    /// That the effect of something is assessed, or is to be, or need not be.
    "impact_assessment" {
        /// The programme.
        programme_id: Option<Uuid> = Kind::Reference("programme"),
        /// The strategy.
        strategy_id: Option<Uuid> = Kind::Reference("strategy"),
        /// The document that speaks of it.
        document_id: Option<Uuid> = Kind::Reference("document"),
        /// The contribution in which it was asked for.
        contribution_id: Option<Uuid> = Kind::Reference("contribution"),
        /// Order in the source, from 1.
        position: i32 = Kind::Int,
        /// What is assessed.
        kind: String = Kind::Word(&KIND),
        /// How far it has come, as last stated.
        stage: String = Kind::Word(&STAGE),
        /// By when it is expected; null when no time was stated.
        expected_by: Option<String> = Kind::PartialDate,
        /// What is said of it, in our words.
        text: Option<String> = Kind::Text,
    }
    actors ["REQUESTER"]
}
