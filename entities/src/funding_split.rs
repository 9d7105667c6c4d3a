use crate::{Kind, record};

record! {
    /// A share of an award that is set aside for something.
    "funding_split" {
        /// The award.
        funding_award_id: Uuid = Kind::Reference("funding_award"),
        /// Order, from 1.
        position: i32 = Kind::Int,
        /// What the share is for.
        label: String = Kind::Text,
        /// The share in whole per cent; null when none is stated.
        percent: Option<i32> = Kind::Int,
        /// The share in whole pounds; null when none is stated.
        amount: Option<i64> = Kind::Pounds,
    }
}
