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
        Word { word: "RESTRICTED", about: "Closed; the source does not say by which rule." },
    ],
};

record! {
    /// One matter on the agenda of one meeting.
    "agenda_item" {
        /// The meeting.
        meeting_id: Uuid = Kind::Reference("meeting"),
        /// Number as printed; null when none is. Not a key: numbers repeat and skip.
        number: Option<String> = Kind::Text,
        /// Number in the minutes, as printed: a series of its own, which may run on over the meetings of a year.
        minute_number: Option<String> = Kind::Text,
        /// Whether it only heads other items; null when the source does not say.
        is_heading: Option<bool> = Kind::Bool,
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
        /// Interests that members declared: how many; null when the source does not say.
        declarations: Option<i32> = Kind::Int,
        /// What the host notes beside it under labels of its own, as printed: `label: text`.
        notes: Option<String> = Kind::TextList,
        /// What the agenda says of it, word for word: a paragraph a line.
        agenda_text: Option<String> = Kind::Text,
        /// The same as HTML, without scripts, styles and links to anything but web pages.
        agenda_html: Option<String> = Kind::Text,
        /// What the minutes say of it, word for word: a paragraph a line. Null when they are not published.
        minutes_text: Option<String> = Kind::Text,
        /// The same as HTML, without scripts, styles and links to anything but web pages.
        minutes_html: Option<String> = Kind::Text,
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
