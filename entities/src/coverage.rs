//! How much of a source is held, year by year.
use crate::{Kind, part};

part! {
    /// How much of a source is held of one year. A year without an entry was never asked for, or had no meetings.
    "coverage" {
        /// The source.
        #[sea_orm(primary_key, auto_increment = false)]
        source_id: Uuid = Kind::Reference("source"),
        /// The calendar year.
        #[sea_orm(primary_key, auto_increment = false)]
        year: i32 = Kind::Int,
        /// Meetings held here, called off ones included.
        meetings: i32 = Kind::Int,
        /// Of these, those that were called off.
        cancelled: i32 = Kind::Int,
        /// Of these, those whose agenda is published.
        with_agenda: i32 = Kind::Int,
        /// Of these, those whose minutes are published.
        with_minutes: i32 = Kind::Int,
        /// Of these, those of which it is known who came.
        with_attendance: i32 = Kind::Int,
        /// Decisions of that year.
        decisions: i32 = Kind::Int,
    }
}
