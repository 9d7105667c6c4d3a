use crate::{Kind, record};

record! {
    /// What could go wrong, as a source says.
    "risk" {
        /// The programme.
        programme_id: Option<Uuid> = Kind::Reference("programme"),
        /// The strategy.
        strategy_id: Option<Uuid> = Kind::Reference("strategy"),
        /// The document that names it.
        document_id: Option<Uuid> = Kind::Reference("document"),
        /// The contribution in which it was raised.
        contribution_id: Option<Uuid> = Kind::Reference("contribution"),
        /// Order in the source, from 1.
        position: i32 = Kind::Int,
        /// What could happen, in our words.
        text: String = Kind::Text,
        /// Whether the source calls it significant; null when it does not say.
        significant: Option<bool> = Kind::Bool,
        /// What is done about it; null when the source does not say.
        mitigation: Option<String> = Kind::Text,
    }
    actors ["OWNER"]
}
