use crate::{Kind, Word, Words, record};

/// Whether the public may read or hear it.
pub static ACCESS: Words = Words {
    name: "AccessKind",
    about: "Whether the public may read or hear it.",
    words: &[
        Word { word: "OPEN", about: "Open to the public." },
        Word { word: "PART_EXEMPT", about: "Partly closed." },
        Word { word: "EXEMPT", about: "Closed under the law on access to information." },
        Word { word: "CONFIDENTIAL", about: "Closed because a government department or court says so." },
    ],
};

record! {
    /// One matter on the agenda of one meeting.
    "agenda_item" {
        /// The meeting.
        meeting_id: Uuid = Kind::Reference("meeting"),
        /// Number as printed; null when none is. Not a key: numbers repeat and skip.
        number: Option<String> = Kind::Text,
        /// Place on the agenda, from 1.
        position: i32 = Kind::Int,
        /// Title as printed.
        title: String = Kind::Text,
        /// What was said of it, in our words.
        summary: Option<String> = Kind::Text,
        /// Open to the public or not; null when not known.
        access: Option<String> = Kind::Word(&ACCESS),
        /// The matter that it belongs to.
        issue_id: Option<Uuid> = Kind::Reference("issue"),
        /// The item that it is a part of.
        parent_id: Option<Uuid> = Kind::Reference("agenda_item"),
        /// Whether any source names its topics. False is not the same as none.
        topics_known: bool = Kind::Bool,
    }
    actors ["PRESENTER"]
    links [
        "documents" "DOCUMENT" "document",
        "programmes" "ABOUT" "programme",
        "strategies" "ABOUT" "strategy",
        "organisations" "ABOUT" "organisation",
        "topics" "TOPIC" "topic",
    ]
}
