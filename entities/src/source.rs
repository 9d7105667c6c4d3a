use crate::{Kind, Word, Words, record};

/// What councils publish their papers with.
pub static SYSTEM: Words = Words {
    name: "CommitteeSystem",
    about: "What a council publishes its papers with.",
    words: &[
        Word { word: "MODERNGOV", about: "Modern.Gov, which has a web service for machines." },
        Word { word: "CMIS", about: "CMIS: pages only." },
        Word { word: "OWN_PAGES", about: "Pages of the council's own make." },
        Word { word: "OWN_SERVICE", about: "A service for machines of the council's own make." },
        Word { word: "OTHER", about: "Another one." },
    ],
};

record! {
    /// A page, file or feed that facts were read from.
    "source" {
        /// Address; null for what is only on paper.
        url: Option<String> = Kind::Url,
        /// Title as printed, or what it is in our words where none is printed.
        title: String = Kind::Text,
        /// Who put it out, as printed.
        publisher: Option<String> = Kind::Text,
        /// When it was put out.
        published_on: Option<String> = Kind::PartialDate,
        /// When we read it.
        retrieved_on: Option<String> = Kind::PartialDate,
        /// Terms of use as stated there; null when none is stated.
        licence: Option<String> = Kind::Text,
        /// Media type, such as `text/html`.
        media_type: Option<String> = Kind::Text,
        /// The committee system that answers there; null for sources of other sorts.
        system: Option<String> = Kind::Word(&SYSTEM),
    }
    links [
        "councils" "PUBLISHES" "council",
    ]
}
