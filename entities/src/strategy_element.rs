use crate::{Kind, Word, Words, record};

/// What sort of element it is.
pub static KIND: Words = Words {
    name: "ElementKind",
    about: "What sort of element it is.",
    words: &[
        Word { word: "PRIORITY_AREA", about: "Area that groups priorities or activities." },
        Word { word: "PRIORITY", about: "What is put first." },
        Word { word: "OUTCOME", about: "What is to become true." },
        Word { word: "AMBITION", about: "Where things are meant to stand by a year." },
        Word { word: "CHALLENGE", about: "What stands in the way." },
        Word { word: "COMMITMENT", about: "What is promised." },
        Word { word: "PRINCIPLE", about: "How the work is to be done." },
        Word { word: "VALUE", about: "What is held dear." },
        Word { word: "ACTIVITY", about: "What is being done." },
        Word { word: "THEME", about: "Subject that work is gathered under." },
        Word { word: "AIM", about: "What it is for." },
        Word { word: "KEY_ELEMENT", about: "Main part, named as such." },
        Word { word: "CONTEXT_FACTOR", about: "Circumstance that bears on it." },
        Word { word: "POSITION", about: "How things stand at the time of writing." },
    ],
};

/// Whether an element still stands.
pub static STATUS: Words = Words {
    name: "ElementStatus",
    about: "Whether an element still stands.",
    words: &[
        Word { word: "CURRENT", about: "Stands." },
        Word { word: "UNDER_REVIEW", about: "Its owner asks whether to keep, expand or reword it." },
        Word { word: "KEPT", about: "Was kept in the strategy that follows." },
        Word { word: "REWORDED", about: "Was reworded in the strategy that follows." },
        Word { word: "DROPPED", about: "Was dropped." },
    ],
};

record! {
    /// One point of a strategy, programme or instrument: a priority, an outcome, an aim, a principle and the like.
    "strategy_element" {
        /// The strategy that it stands in.
        strategy_id: Option<Uuid> = Kind::Reference("strategy"),
        /// The programme that it belongs to.
        programme_id: Option<Uuid> = Kind::Reference("programme"),
        /// The instrument that it stands in.
        policy_instrument_id: Option<Uuid> = Kind::Reference("policy_instrument"),
        /// The element that it is a part of.
        parent_id: Option<Uuid> = Kind::Reference("strategy_element"),
        /// What sort of element it is.
        kind: String = Kind::Word(&KIND),
        /// Order among its neighbours, from 1.
        position: i32 = Kind::Int,
        /// Number or letter as printed; null when none is. Printed numbers can skip.
        number: Option<String> = Kind::Text,
        /// Label as printed; null when it has none.
        label: Option<String> = Kind::Text,
        /// What it says, in our words; null when it is a label alone.
        text: Option<String> = Kind::Text,
        /// Whether it still stands; null when no source says.
        status: Option<String> = Kind::Word(&STATUS),
    }
    links [
        "topics" "TOPIC" "topic",
        "programmes" "ABOUT" "programme",
        "aligned_with" "ALIGNED" "strategy_element",
    ]
}
