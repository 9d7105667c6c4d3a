use crate::{Kind, record};

record! {
    /// A vote by count. Who voted how is not held.
    "vote" {
        /// The item under which it was taken.
        agenda_item_id: Uuid = Kind::Reference("agenda_item"),
        /// The decision that it led to; null when the source does not tie them.
        decision_id: Option<Uuid> = Kind::Reference("decision"),
        /// Order within the item, from 1.
        position: i32 = Kind::Int,
        /// Votes for; null when not counted.
        votes_for: Option<i32> = Kind::Int,
        /// Votes against; null when not counted.
        votes_against: Option<i32> = Kind::Int,
        /// Those who came and did not vote either way; null when not counted.
        abstentions: Option<i32> = Kind::Int,
        /// Whether what was voted on was carried; null when the source does not say.
        carried: Option<bool> = Kind::Bool,
        /// The words of the source for it.
        text: String = Kind::Text,
    }
}
