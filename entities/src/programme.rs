use crate::{Kind, Word, Words, record};

/// How wide a programme reaches.
pub static SCOPE: Words = Words {
    name: "ProgrammeScope",
    about: "How wide a programme reaches.",
    words: &[
        Word { word: "NATIONAL", about: "A government's, for a whole nation." },
        Word { word: "LOCAL", about: "One council's or partnership's." },
    ],
};

/// What sort of work a programme is.
pub static KIND: Words = Words {
    name: "ProgrammeKind",
    about: "What sort of work a programme is.",
    words: &[
        Word { word: "PROGRAMME", about: "Programme of change." },
        Word { word: "PROJECT", about: "Bounded piece of work." },
        Word { word: "SERVICE", about: "Standing service." },
        Word { word: "PILOT", about: "Trial." },
        Word { word: "AGREEMENT", about: "Agreement between organisations." },
        Word { word: "BODY_LED", about: "Led by a group of people, such as a youth council." },
    ],
};

/// How far a programme has come.
pub static STATUS: Words = Words {
    name: "ProgrammeStatus",
    about: "How far a programme has come.",
    words: &[
        Word { word: "ANNOUNCED", about: "Made known." },
        Word { word: "DESIGN", about: "Being designed." },
        Word { word: "DELIVERY", about: "Being carried out." },
        Word { word: "EMBEDDING", about: "In place and being made usual." },
        Word { word: "CLOSED", about: "Ended." },
    ],
};

record! {
    /// A named piece of work: a national programme, or a council's own.
    "programme" {
        /// Path-safe name, unique.
        slug: String = Kind::Text,
        /// Name as its owner prints it.
        name: String = Kind::Text,
        /// National or local.
        scope: String = Kind::Word(&SCOPE),
        /// What sort of work it is.
        kind: String = Kind::Word(&KIND),
        /// How far it has come; null when no source says.
        status: Option<String> = Kind::Word(&STATUS),
        /// What it is for, in our words.
        description: Option<String> = Kind::Text,
        /// The council that owns it.
        council_id: Option<Uuid> = Kind::Reference("council"),
        /// The organisation that owns it, where that is not a council.
        organisation_id: Option<Uuid> = Kind::Reference("organisation"),
        /// The national programme that this local one carries out, where a source says so.
        implements_id: Option<Uuid> = Kind::Reference("programme"),
        /// The programme that it is a part of.
        part_of_id: Option<Uuid> = Kind::Reference("programme"),
        /// From when it was so; null when not known.
        valid_from: Option<String> = Kind::PartialDate,
        /// Until when it was so, that day included; null when not known or still so.
        valid_to: Option<String> = Kind::PartialDate,
    }
    actors ["LEAD"]
    links [
        "topics" "TOPIC" "topic",
        "governance" "GOVERNANCE" "document",
        "boards" "BOARD" "board",
        "policy_instruments" "CITES" "policy_instrument",
    ]
}
