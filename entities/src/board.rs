//! A body that meets: cabinet, committee, panel, partnership.
use crate::{Kind, Word, Words, record};

/// What sort of body a board is.
pub static KIND: Words = Words {
    name: "BoardKind",
    about: "What sort of body a board is.",
    words: &[
        Word { word: "FULL_COUNCIL", about: "All councillors together." },
        Word { word: "CABINET", about: "The executive meeting as one." },
        Word { word: "COMMITTEE", about: "Committee of councillors." },
        Word { word: "SUB_COMMITTEE", about: "Part of a committee." },
        Word { word: "SCRUTINY_PANEL", about: "Looks into policy and the work of the executive." },
        Word { word: "PARTNERSHIP_BOARD", about: "Shared with organisations outside the council." },
        Word {
            word: "SAFEGUARDING_PARTNERSHIP",
            about: "Statutory partnership of council, police and health for the safety of children or adults.",
        },
        Word { word: "HEALTH_AND_WELLBEING_BOARD", about: "Statutory board of council and health services." },
        Word { word: "JOINT_COMMITTEE", about: "Committee of several councils." },
        Word { word: "WORKING_GROUP", about: "Informal or time-limited group." },
        Word { word: "INDIVIDUAL_MEMBER", about: "One cabinet member who decides alone." },
        Word { word: "OFFICER_DECISION", about: "Officers who decide under delegated powers." },
        Word { word: "NOT_KNOWN", about: "No source says, and no rule tells it from its name." },
    ],
};

/// Whether a board still sits, as its host lists it.
pub static STANDING: Words = Words {
    name: "BoardStanding",
    about: "Whether a board still sits, as its host lists it.",
    words: &[
        Word { word: "ACTIVE", about: "Listed as sitting." },
        Word { word: "EXPIRED", about: "Listed as one that sits no more." },
        Word { word: "DELETED", about: "Listed as deleted; its old meetings may still be there." },
    ],
};

record! {
    /// A body that meets: cabinet, committee, panel, partnership. Its name is unique only within its host.
    "board" {
        /// Path-safe name, unique: council, then board.
        slug: String = Kind::Text,
        /// Name as its host prints it. Unique only within the host.
        name: String = Kind::Text,
        /// What sort of body it is.
        kind: String = Kind::Word(&KIND),
        /// The heading under which its host lists it, as printed; null when there is none.
        category: Option<String> = Kind::Text,
        /// Whether it still sits, as its host lists it; null when the source does not say.
        standing: Option<String> = Kind::Word(&STANDING),
        /// The council that hosts it.
        council_id: Option<Uuid> = Kind::Reference("council"),
        /// The board that it reports to or was set up by.
        parent_id: Option<Uuid> = Kind::Reference("board"),
        /// Its page.
        website: Option<String> = Kind::Url,
        /// From when it was so; null when not known.
        valid_from: Option<String> = Kind::PartialDate,
        /// Until when it was so, that day included; null when not known or still so.
        valid_to: Option<String> = Kind::PartialDate,
    }
}
