//! How a source was read: one run of an importer over it.
use crate::{Kind, Word, Words, part};

/// How a reading ended.
pub static OUTCOME: Words = Words {
    name: "ReadingOutcome",
    about: "How the reading of a source ended.",
    words: &[
        Word { word: "UNDER_WAY", about: "Not ended, or cut short without a word: the next one takes it up." },
        Word { word: "COMPLETE", about: "All that was asked for was read." },
        Word { word: "PARTLY_FAILED", about: "Some answers could not be read: the next one asks for them again." },
        Word { word: "INTERRUPTED", about: "Stopped by whoever ran it: the next one takes it up." },
        Word { word: "BLOCKED", about: "The source refused to answer a program: not asked again before the next day." },
        Word { word: "FAILED", about: "Nothing could be read." },
    ],
};

part! {
    /// One reading of a source by an importer: when, how it ended, and what it changed.
    "reading" {
        /// Its id.
        #[sea_orm(primary_key, auto_increment = false)]
        id: Uuid = Kind::Id,
        /// The source.
        source_id: Uuid = Kind::Reference("source"),
        /// When it began.
        started_at: i64 = Kind::Instant,
        /// When it ended; null while it is under way, or when it was cut short.
        ended_at: Option<i64> = Kind::Instant,
        /// How it ended.
        outcome: String = Kind::Word(&OUTCOME),
        /// First day of the meetings asked for; null for all.
        from_date: Option<Date> = Kind::Date,
        /// Last day of the meetings asked for; null for all.
        to_date: Option<Date> = Kind::Date,
        /// Calls made to the source.
        calls: i32 = Kind::Int,
        /// Records first written.
        created: i32 = Kind::Int,
        /// Records that changed.
        updated: i32 = Kind::Int,
        /// Records taken away since the source has them no more.
        deleted: i32 = Kind::Int,
        /// Answers that were the same as when last read.
        unchanged: i32 = Kind::Int,
        /// Things passed over, such as old meetings whose minutes are held.
        skipped: i32 = Kind::Int,
        /// Answers that could not be read.
        failed: i32 = Kind::Int,
        /// Why, in sentences: at most 20; null when nothing failed.
        failures: Option<String> = Kind::TextList,
        /// The sign by which its pages refused programs, so that only its web service was read; null when they did not.
        pages_blocked: Option<String> = Kind::Text,
    }
}
