use crate::{Kind, Word, Words, record};

/// What sort of matter an issue is.
pub static KIND: Words = Words {
    name: "IssueKind",
    about: "What sort of matter an issue is.",
    words: &[
        Word { word: "DECISION", about: "Something to decide." },
        Word { word: "UPDATE", about: "A report on progress." },
        Word { word: "STRATEGY", about: "A strategy or plan." },
        Word { word: "ANNUAL_REPORT", about: "A yearly report." },
        Word { word: "FORWARD_PLAN", about: "What a board means to take up." },
        Word { word: "PETITION", about: "A petition." },
        Word { word: "PUBLIC_QUESTION", about: "A question from the public." },
    ],
};

record! {
    /// One matter, followed over meetings and boards.
    "issue" {
        /// Path-safe name, unique: council, then issue.
        slug: String = Kind::Text,
        /// Title as printed.
        title: String = Kind::Text,
        /// What sort of matter it is.
        kind: String = Kind::Word(&KIND),
        /// The council whose matter it is.
        council_id: Option<Uuid> = Kind::Reference("council"),
    }
    links [
        "programmes" "ABOUT" "programme",
        "strategies" "ABOUT" "strategy",
        "topics" "TOPIC" "topic",
    ]
}
