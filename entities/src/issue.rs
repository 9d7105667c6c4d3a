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
        Word { word: "NOT_KNOWN", about: "No source says." },
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
        /// Whether it asks for a key decision; null when no source says.
        is_key: Option<bool> = Kind::Bool,
        /// How it stands in the words of the source, such as `For Determination`.
        status_as_written: Option<String> = Kind::Text,
        /// When a decision was to be made, and by whom, as printed.
        decision_due: Option<String> = Kind::Text,
        /// The day on which notice of it was first given.
        notice_published_on: Option<Date> = Kind::Date,
        /// Its page.
        website: Option<String> = Kind::Url,
        /// True where rules put it together from items that no source ties to a matter; null where a source has it.
        is_inferred: Option<bool> = Kind::Bool,
    }
    links [
        "programmes" "ABOUT" "programme",
        "strategies" "ABOUT" "strategy",
        "topics" "TOPIC" "topic",
    ]
}
