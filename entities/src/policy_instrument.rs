use crate::{Kind, Word, Words, record};

/// What sort of instrument it is.
pub static KIND: Words = Words {
    name: "PolicyInstrumentKind",
    about: "What sort of instrument it is.",
    words: &[
        Word { word: "ACT", about: "Act of Parliament." },
        Word { word: "BILL", about: "Bill before Parliament." },
        Word { word: "STATUTORY_GUIDANCE", about: "Guidance that bodies must have regard to." },
        Word { word: "GUIDANCE", about: "Other guidance." },
        Word { word: "POLICY_STATEMENT", about: "Statement of policy, white paper, strategy paper." },
        Word { word: "NATIONAL_STRATEGY", about: "Strategy of a government." },
        Word { word: "FRAMEWORK", about: "Framework of rules or outcomes." },
        Word { word: "CONVENTION", about: "Treaty between states." },
        Word { word: "GRANT", about: "Grant with its conditions." },
        Word { word: "REVIEW", about: "Report of a review or inquiry." },
    ],
};

record! {
    /// An act, bill, guidance, framework or strategy of a government that others build on.
    "policy_instrument" {
        /// Path-safe name, unique.
        slug: String = Kind::Text,
        /// Title as its issuer prints it.
        title: String = Kind::Text,
        /// What sort of instrument it is.
        kind: String = Kind::Word(&KIND),
        /// Who issued it.
        organisation_id: Option<Uuid> = Kind::Reference("organisation"),
        /// When it was published or came into force; null when not known.
        date: Option<String> = Kind::PartialDate,
        /// Where it stands, as a source says it.
        status: Option<String> = Kind::Text,
        /// What it is for, in our words.
        description: Option<String> = Kind::Text,
        /// Address of its text.
        url: Option<String> = Kind::Url,
    }
    links [
        "topics" "TOPIC" "topic",
    ]
}
