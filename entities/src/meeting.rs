use crate::{Kind, Word, Words, record};

/// Whether a meeting took place.
pub static STATUS: Words = Words {
    name: "MeetingStatus",
    about: "Whether a meeting took place.",
    words: &[
        Word { word: "SCHEDULED", about: "Announced." },
        Word { word: "HELD", about: "Took place." },
        Word { word: "CANCELLED", about: "Called off." },
        Word { word: "POSTPONED", about: "Put off to another day." },
        Word { word: "INQUORATE", about: "Too few came to decide." },
    ],
};

/// How people met.
pub static MODE: Words = Words {
    name: "MeetingMode",
    about: "How people met.",
    words: &[
        Word { word: "IN_PERSON", about: "In a room." },
        Word { word: "REMOTE", about: "Online." },
        Word { word: "HYBRID", about: "Both." },
    ],
};

record! {
    /// One sitting of one board.
    "meeting" {
        /// The board that sat.
        board_id: Uuid = Kind::Reference("board"),
        /// Title as printed.
        title: String = Kind::Text,
        /// The day, in local time (Europe/London).
        date: Date = Kind::Date,
        /// When it began; null when only the day is known.
        starts_at: Option<i64> = Kind::Instant,
        /// When it ended.
        ends_at: Option<i64> = Kind::Instant,
        /// Whether it took place.
        status: String = Kind::Word(&STATUS),
        /// In a room, online, or both; null when not known.
        mode: Option<String> = Kind::Word(&MODE),
        /// Where it sat, as printed.
        venue: Option<String> = Kind::Text,
        /// What it was about, in our words.
        summary: Option<String> = Kind::Text,
        /// Whether any source says who came. False is not the same as nobody.
        attendance_known: bool = Kind::Bool,
        /// Its page.
        website: Option<String> = Kind::Url,
    }
    links [
        "documents" "DOCUMENT" "document",
    ]
}
