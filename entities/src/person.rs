use crate::{Kind, record};

record! {
    /// Somebody who acts in public: councillor, officer, partner, speaker.
    "person" {
        /// Path-safe name, unique.
        slug: String = Kind::Text,
        /// Name without title, as printed.
        name: String = Kind::Text,
        /// Title as printed, such as `Councillor`.
        honorific: Option<String> = Kind::Text,
        /// The council in whose records the person is met; names are unique only there.
        council_id: Option<Uuid> = Kind::Reference("council"),
    }
}
