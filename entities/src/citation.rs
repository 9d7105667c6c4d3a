//! Where a fact was read. Rows with one `provenance_id` are a set; records that rest on the same set share it.
use crate::{Kind, Word, Words, part};

/// How sure a fact or link is.
pub static CERTAINTY: Words = Words {
    name: "Certainty",
    about: "How sure a fact or link is.",
    words: &[
        Word { word: "STATED", about: "The source states it." },
        Word { word: "EXTRACTED", about: "Taken from text by a rule, with the words kept." },
        Word { word: "INFERRED", about: "Follows from what is stated, but is not stated." },
        Word { word: "DISPUTED", about: "Sources differ." },
    ],
};

/// How a fact was read.
pub static METHOD: Words = Words {
    name: "SourceMethod",
    about: "How a fact was read.",
    words: &[
        Word { word: "OFFICIAL_PAGE", about: "From a page of the body itself." },
        Word { word: "OFFICIAL_SERVICE", about: "From a web service of the body itself." },
        Word { word: "DOCUMENT", about: "From a published document." },
        Word { word: "MACHINE_SUMMARY", about: "From a summary made by a machine: less sure than minutes." },
        Word { word: "PRESS", about: "From the press or another third party." },
        Word { word: "DATASET", about: "From a published data set." },
        Word { word: "MANUAL", about: "Entered by hand." },
        Word { word: "SYNTHETIC", about: "Made up by the generator: no fact at all." },
    ],
};

part! {
    /// Where a record was read: a source, and the place in it.
    "citation" {
        /// The set.
        #[sea_orm(primary_key, auto_increment = false)]
        provenance_id: Uuid = Kind::Reference("citation"),
        /// Order within the set, from 1: the best source first.
        #[sea_orm(primary_key, auto_increment = false)]
        position: i32 = Kind::Int,
        /// The page or file.
        source_id: Uuid = Kind::Reference("source"),
        /// The place in it: line, paragraph, item.
        locator: Option<String> = Kind::Text,
        /// The words relied on, where they are few.
        quote: Option<String> = Kind::Text,
        /// How sure the fact is.
        certainty: String = Kind::Word(&CERTAINTY),
        /// How it was read.
        method: String = Kind::Word(&METHOD),
    }
}
