use crate::{Kind, Word, Words, record};

/// Whether a meeting took place.
pub static STATUS: Words = Words {
    name: "MeetingStatus",
    about: "Whether a meeting took place.",
    words: &[
        Word { word: "SCHEDULED", about: "Announced." },
        Word { word: "PROVISIONAL", about: "Announced for the time being: the day may still move." },
        Word { word: "CONFIRMED", about: "Its day is settled; that it took place is not said." },
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
        /// When it began or, as long as no source says that, when it was to begin; null when only the day is known.
        starts_at: Option<i64> = Kind::Instant,
        /// When it ended.
        ends_at: Option<i64> = Kind::Instant,
        /// Whether it took place.
        status: String = Kind::Word(&STATUS),
        /// Its status in the words of the source; null where the source has no such word.
        status_as_written: Option<String> = Kind::Text,
        /// What the source adds to its status, such as `Budget Council`.
        note: Option<String> = Kind::Text,
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
        /// Whether it was or will be shown online; null when the source does not say.
        webcast: Option<bool> = Kind::Bool,
        /// Whether its agenda is published; null when the source does not say.
        agenda_published: Option<bool> = Kind::Bool,
        /// Whether its minutes are published; null when the source does not say.
        minutes_published: Option<bool> = Kind::Bool,
        /// Whether its decisions are published; null when the source does not say.
        decisions_published: Option<bool> = Kind::Bool,
    }
    links [
        "documents" "DOCUMENT" "document",
    ]
}
