use crate::{Kind, Word, Words, record};

/// How well an indicator fits what is named.
pub static FIT: Words = Words {
    name: "IndicatorFit",
    about: "How well a published indicator fits the measure that a programme names.",
    words: &[
        Word { word: "EXACT", about: "It measures what is named." },
        Word { word: "CLOSE", about: "It measures nearly what is named, or one way of counting it." },
    ],
};

record! {
    /// A measure of success that a source names for a programme, and the published indicator that measures it.
    "named_indicator" {
        /// The programme.
        programme_id: Uuid = Kind::Reference("programme"),
        /// Order in the source, from 1.
        position: i32 = Kind::Int,
        /// The measure as printed.
        name: String = Kind::Text,
        /// The indicator with its series; null when none is known that measures it.
        indicator_id: Option<Uuid> = Kind::Reference("indicator"),
        /// How well that fits; null where there is none.
        fit: Option<String> = Kind::Word(&FIT),
    }
}
