use crate::{Kind, record};

record! {
    /// That a decision hands power to somebody.
    "delegation" {
        /// The decision.
        decision_id: Uuid = Kind::Reference("decision"),
        /// Order in the source, from 1.
        position: i32 = Kind::Int,
        /// What is handed over, in our words.
        scope: String = Kind::Text,
    }
    actors ["DELEGATE", "CONSULTEE"]
}
