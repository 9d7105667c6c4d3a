use crate::{Kind, Word, Words, record};

/// How far a recognition goes.
pub static LEVEL: Words = Words {
    name: "RecognitionLevel",
    about: "How far a recognition goes.",
    words: &[
        Word { word: "CANDIDATE", about: "Works towards it." },
        Word { word: "SHORTLISTED", about: "Was among the last few." },
        Word { word: "AWARDED", about: "Has it." },
    ],
};

record! {
    /// An award, a shortlisting, a status: that somebody is recognised by somebody.
    "recognition" {
        /// What it is, as printed.
        title: String = Kind::Text,
        /// How far it goes.
        level: String = Kind::Word(&LEVEL),
        /// Who gives it; null when no source says.
        organisation_id: Option<Uuid> = Kind::Reference("organisation"),
        /// The council that it concerns.
        council_id: Option<Uuid> = Kind::Reference("council"),
        /// The strategy that names it.
        strategy_id: Option<Uuid> = Kind::Reference("strategy"),
        /// Order in the source, from 1.
        position: i32 = Kind::Int,
        /// Who receives it, as printed, where that is not the council itself.
        recipient_text: Option<String> = Kind::Text,
        /// When.
        date: Option<String> = Kind::PartialDate,
    }
}
