use crate::{Kind, Word, Words, record};

/// Where a strategy stands.
pub static KIND: Words = Words {
    name: "StrategyStatusKind",
    about: "Where a strategy stands.",
    words: &[
        Word { word: "DRAFT", about: "Being written." },
        Word { word: "CONSULTATION", about: "Out for comment." },
        Word { word: "PROPOSED", about: "Put to a board for approval; no outcome known." },
        Word { word: "APPROVED", about: "Approved." },
        Word { word: "APPROVED_SUBJECT_TO_AMENDMENT", about: "Approved on condition that its text is changed." },
        Word { word: "IN_FORCE", about: "In use." },
        Word { word: "SUPERSEDED", about: "Replaced." },
    ],
};

record! {
    /// Where a strategy stood from a date on.
    "strategy_status" {
        /// The strategy.
        strategy_id: Uuid = Kind::Reference("strategy"),
        /// Where it stood.
        kind: String = Kind::Word(&KIND),
        /// From when; null when the source does not say.
        from_date: Option<String> = Kind::PartialDate,
        /// The decision that brought it there.
        decision_id: Option<Uuid> = Kind::Reference("decision"),
    }
}
