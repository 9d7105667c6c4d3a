use crate::{Kind, record};

record! {
    /// That a milestone was put off, or brought forward.
    "milestone_slip" {
        /// The milestone.
        milestone_id: Uuid = Kind::Reference("milestone"),
        /// Order, from 1.
        position: i32 = Kind::Int,
        /// When it was due before.
        from_date: Option<String> = Kind::PartialDate,
        /// When it was due after.
        to_date: Option<String> = Kind::PartialDate,
    }
}
