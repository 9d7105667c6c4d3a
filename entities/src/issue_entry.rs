use crate::{Kind, Word, Words, record};

/// The rule by which something was found to belong to a matter.
pub static RULE: Words = Words {
    name: "IssueEntryRule",
    about: "The rule by which something was found to belong to a matter. docs/linking.md says what each does.",
    words: &[
        Word {
            word: "SAME_TITLE",
            about: "An item of one title, on an agenda of the same family of boards, within 400 days.",
        },
        Word { word: "SAME_DOCUMENT", about: "An item with a paper that an item of the matter has too." },
        Word {
            word: "ANSWERS_RECOMMENDATION",
            about: "An item under which a decision answers a recommendation made in the matter.",
        },
        Word { word: "FIRST_ITEM", about: "The item with which the others were found to go together." },
        Word { word: "SAID_BY_HAND", about: "A dataset says so." },
    ],
};

record! {
    /// That an item, decision or document belongs to a matter, where that follows from a rule and no source says it.
    "issue_entry" {
        /// The matter.
        issue_id: Uuid = Kind::Reference("issue"),
        /// The item that belongs to it.
        agenda_item_id: Option<Uuid> = Kind::Reference("agenda_item"),
        /// The decision that belongs to it.
        decision_id: Option<Uuid> = Kind::Reference("decision"),
        /// The document that belongs to it.
        document_id: Option<Uuid> = Kind::Reference("document"),
        /// Its day; null when not known.
        date: Option<String> = Kind::PartialDate,
        /// How sure it is that it belongs there.
        certainty: String = Kind::Word(&crate::citation::CERTAINTY),
        /// How it was found.
        rule: String = Kind::Word(&RULE),
    }
}
