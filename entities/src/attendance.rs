use crate::{Kind, Word, Words, record};

/// Whether somebody came.
pub static STATUS: Words = Words {
    name: "AttendanceStatus",
    about: "Whether somebody came.",
    words: &[
        Word { word: "PRESENT", about: "Came." },
        Word { word: "REMOTE", about: "Took part online." },
        Word { word: "APOLOGIES", about: "Sent apologies." },
        Word { word: "ABSENT", about: "Did not come and sent none." },
        Word { word: "EXPECTED", about: "Was expected; whether they came is not known." },
        Word { word: "SUBSTITUTE", about: "Came in place of another." },
        Word { word: "NOT_KNOWN", about: "The word of the source for it is none that we know." },
    ],
};

record! {
    /// That somebody came to a meeting, or did not.
    "attendance" {
        /// The meeting.
        meeting_id: Uuid = Kind::Reference("meeting"),
        /// The item, where somebody came for that alone.
        agenda_item_id: Option<Uuid> = Kind::Reference("agenda_item"),
        /// Came or not.
        status: String = Kind::Word(&STATUS),
        /// The word of the source for it.
        status_as_written: Option<String> = Kind::Text,
        /// In what capacity, as printed.
        capacity: Option<String> = Kind::Text,
    }
    actors ["ATTENDEE"]
}
