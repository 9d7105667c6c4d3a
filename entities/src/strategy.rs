use crate::{Kind, Word, Words, record};

/// What sort of strategy it is.
pub static KIND: Words = Words {
    name: "StrategyKind",
    about: "What sort of strategy it is.",
    words: &[
        Word { word: "STRATEGY", about: "Sets direction on a subject." },
        Word { word: "CORPORATE_STRATEGY", about: "The council's own overall plan." },
        Word { word: "PLAN", about: "Plan of work." },
        Word { word: "DELIVERY_PLAN", about: "How part of a strategy will be carried out." },
        Word { word: "IMPROVEMENT_PLAN", about: "How a failing will be mended." },
        Word { word: "COMMISSIONING_STRATEGY", about: "What will be bought, and from whom." },
        Word { word: "FRAMEWORK", about: "Shared measures or rules." },
        Word { word: "FORWARD_PLAN", about: "What a board means to take up in a period." },
    ],
};

record! {
    /// A document of intent: strategy, plan, framework.
    "strategy" {
        /// Path-safe name, unique.
        slug: String = Kind::Text,
        /// Title as printed.
        title: String = Kind::Text,
        /// What sort of strategy it is.
        kind: String = Kind::Word(&KIND),
        /// The years it is for, as an interval.
        period: Option<String> = Kind::PartialDate,
        /// What it is for, in our words.
        description: Option<String> = Kind::Text,
        /// The council that owns it.
        council_id: Option<Uuid> = Kind::Reference("council"),
        /// The board that owns it, for a partnership's strategy.
        board_id: Option<Uuid> = Kind::Reference("board"),
        /// The strategy that it follows.
        replaces_id: Option<Uuid> = Kind::Reference("strategy"),
        /// The strategy that it is a part of, for delivery plans.
        part_of_id: Option<Uuid> = Kind::Reference("strategy"),
    }
    links [
        "topics" "TOPIC" "topic",
        "documents" "DOCUMENT" "document",
        "contributes_to" "CONTRIBUTES_TO" "strategy",
        "aligned_with" "ALIGNED" "strategy",
        "policy_instruments" "CITES" "policy_instrument",
        "programmes" "PROGRAMME" "programme",
    ]
}
