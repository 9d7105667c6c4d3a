use crate::{Kind, Word, Words, record};

/// What sort of event a milestone is.
pub static KIND: Words = Words {
    name: "MilestoneKind",
    about: "What sort of event a milestone is.",
    words: &[
        Word { word: "PILOT", about: "A trial begins or ends." },
        Word { word: "TARGET", about: "Something is to be done by then." },
        Word { word: "LIVE", about: "Something is in use from then." },
        Word { word: "EMBEDDING", about: "Something new becomes usual." },
        Word { word: "GOVERNANCE", about: "A board or structure is set up or meets." },
        Word { word: "REPORT", about: "Somebody reports or decides." },
        Word { word: "ENGAGEMENT", about: "People are asked or trained." },
    ],
};

/// Where a milestone stands.
pub static STATUS: Words = Words {
    name: "MilestoneStatus",
    about: "Where a milestone stands.",
    words: &[
        Word { word: "PLANNED", about: "Was still ahead when last spoken of." },
        Word { word: "REACHED", about: "Reached." },
        Word { word: "SLIPPED", about: "Put off; see `slips`." },
        Word { word: "CANCELLED", about: "Given up." },
    ],
};

record! {
    /// A dated step of a programme or strategy.
    "milestone" {
        /// The programme.
        programme_id: Option<Uuid> = Kind::Reference("programme"),
        /// The strategy.
        strategy_id: Option<Uuid> = Kind::Reference("strategy"),
        /// Order in the source, from 1.
        position: i32 = Kind::Int,
        /// What is to happen, in our words.
        label: String = Kind::Text,
        /// What sort of event it is; null when that is not clear.
        kind: Option<String> = Kind::Word(&KIND),
        /// When, as last stated; null when no time was stated.
        due: Option<String> = Kind::PartialDate,
        /// The time as printed.
        due_text: Option<String> = Kind::Text,
        /// Where it stands; null when no source says.
        status: Option<String> = Kind::Word(&STATUS),
    }
}
