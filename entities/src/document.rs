use crate::{Kind, Word, Words, record};

/// What sort of document it is.
pub static KIND: Words = Words {
    name: "DocumentKind",
    about: "What sort of document it is.",
    words: &[
        Word { word: "AGENDA", about: "Agenda." },
        Word { word: "MINUTES", about: "Minutes." },
        Word { word: "REPORT", about: "Report to a board." },
        Word { word: "REPORTS_PACK", about: "All papers of a meeting in one file." },
        Word { word: "APPENDIX", about: "Attached to a report." },
        Word { word: "STRATEGY", about: "The text of a strategy or plan." },
        Word { word: "GOVERNANCE_FRAMEWORK", about: "How a programme or partnership is run." },
        Word { word: "HIGHLIGHT_REPORT", about: "Short report on progress." },
        Word { word: "ANNUAL_REPORT", about: "Report on a year." },
        Word { word: "BRIEFING_PAPER", about: "Background for members." },
        Word { word: "PRESENTATION", about: "Slides." },
        Word { word: "FORWARD_PLAN", about: "What a board means to take up." },
        Word { word: "GUIDANCE", about: "Guidance by a government or regulator." },
        Word { word: "PAPER", about: "A paper of a meeting; what sort it is, its title does not tell." },
    ],
};

record! {
    /// A report, plan, paper, presentation or pack.
    "document" {
        /// Title as printed.
        title: String = Kind::Text,
        /// What sort of document it is.
        kind: String = Kind::Word(&KIND),
        /// Its date.
        date: Option<String> = Kind::PartialDate,
        /// The time that it covers.
        period: Option<String> = Kind::PartialDate,
        /// Address of the file; null when not known or not public.
        url: Option<String> = Kind::Url,
        /// Whether the public can read it; null when not known.
        available: Option<bool> = Kind::Bool,
        /// Language as a two-letter code.
        language: Option<String> = Kind::Text,
        /// Terms of use as stated; null when none is stated.
        licence: Option<String> = Kind::Text,
        /// Media type, such as `application/pdf`.
        media_type: Option<String> = Kind::Text,
        /// The document that it is attached to.
        parent_id: Option<Uuid> = Kind::Reference("document"),
        /// The board that it was written for or by.
        board_id: Option<Uuid> = Kind::Reference("board"),
        /// Open or exempt, as printed; null when not stated.
        access: Option<String> = Kind::Word(&crate::agenda_item::ACCESS),
        /// The rule by which it is closed, as printed; null when none is.
        restriction: Option<String> = Kind::Text,
        /// Whether the report says that it asks for a key decision.
        is_key: Option<bool> = Kind::Bool,
        /// Why it is key.
        key_reason: Option<String> = Kind::Word(&crate::decision::KEY_REASON),
        /// The reason as printed.
        key_reason_text: Option<String> = Kind::Text,
        /// Whether it says that all wards are affected.
        all_wards: Option<bool> = Kind::Bool,
        /// Whether it is marked urgent.
        urgent: Option<bool> = Kind::Bool,
    }
    actors ["AUTHOR", "LEAD_OFFICER", "LEAD_MEMBER"]
    links [
        "programmes" "ABOUT" "programme",
        "strategies" "ABOUT" "strategy",
        "policy_instruments" "CITES" "policy_instrument",
        "topics" "TOPIC" "topic",
    ]
}
