use crate::{Kind, Word, Words, record};

/// What a decision does.
pub static EFFECT: Words = Words {
    name: "DecisionEffect",
    about: "What a decision does.",
    words: &[
        Word { word: "APPROVE", about: "Approves." },
        Word { word: "APPROVE_WITH_CONDITIONS", about: "Approves on conditions." },
        Word { word: "NOTE", about: "Takes note; decides nothing else." },
        Word { word: "COMMENT", about: "Gives comments." },
        Word { word: "RECEIVE", about: "Receives a report." },
        Word { word: "ACCEPT", about: "Accepts a report." },
        Word { word: "RECOMMEND", about: "Recommends to another body." },
        Word { word: "DELEGATE", about: "Hands power to decide to somebody." },
        Word { word: "DEFER", about: "Puts off." },
        Word { word: "REFER", about: "Sends to another body." },
        Word { word: "REJECT", about: "Refuses." },
        Word { word: "AGREE", about: "Agrees." },
        Word { word: "WITHDRAW", about: "Takes the matter back without deciding it." },
        Word { word: "NOT_KNOWN", about: "Its text does not tell by rule what it does." },
    ],
};

/// Why a decision is key.
pub static KEY_REASON: Words = Words {
    name: "KeyReason",
    about: "Why a decision is key.",
    words: &[
        Word { word: "EXPENDITURE", about: "It spends or saves a significant sum." },
        Word { word: "TWO_OR_MORE_WARDS", about: "It is significant to people in two or more wards." },
        Word { word: "BOTH", about: "Both of these." },
    ],
};

/// Where a call-in stands.
pub static CALL_IN: Words = Words {
    name: "CallInStatus",
    about: "Where a call-in stands.",
    words: &[
        Word { word: "NOT_ELIGIBLE", about: "Cannot be called in." },
        Word { word: "OPEN", about: "Can still be called in." },
        Word { word: "CALLED_IN", about: "Was called in." },
        Word { word: "EXPIRED", about: "Can no longer be called in, and was not." },
        Word { word: "URGENT", about: "Urgent: call-in does not apply." },
    ],
};

record! {
    /// What a board, a member or an officer decided.
    "decision" {
        /// The item under which it was made.
        agenda_item_id: Option<Uuid> = Kind::Reference("agenda_item"),
        /// The board that made it.
        board_id: Option<Uuid> = Kind::Reference("board"),
        /// Number or reference as printed.
        number: Option<String> = Kind::Text,
        /// The day; null when no source says.
        date: Option<Date> = Kind::Date,
        /// What was decided, in our words unless `verbatim`.
        text: String = Kind::Text,
        /// Whether the text is that of the source, word for word; null means that it is not.
        verbatim: Option<bool> = Kind::Bool,
        /// What it does; never empty.
        effects: String = Kind::WordList(&EFFECT),
        /// Conditions set; null when none is stated.
        conditions: Option<String> = Kind::TextList,
        /// Whether it is a key decision; null when no source says.
        is_key: Option<bool> = Kind::Bool,
        /// Why it is key.
        key_reason: Option<String> = Kind::Word(&KEY_REASON),
        /// The reason as printed.
        key_reason_text: Option<String> = Kind::Text,
        /// Whether all wards are affected; null when no source says.
        all_wards: Option<bool> = Kind::Bool,
        /// Where a call-in stands; null when no source says.
        call_in: Option<String> = Kind::Word(&CALL_IN),
        /// The last day on which it could be called in.
        call_in_deadline: Option<Date> = Kind::Date,
        /// How it stands in the words of the source, such as `Recommendations Approved`.
        status_as_written: Option<String> = Kind::Text,
        /// The day on which it was published.
        published_on: Option<Date> = Kind::Date,
        /// The day from which it has effect.
        effective_from: Option<Date> = Kind::Date,
        /// Wards affected, as printed: those that are known are linked as `wards` too.
        wards_as_written: Option<String> = Kind::TextList,
        /// Reasons, as printed.
        reasons: Option<String> = Kind::Text,
        /// Other options that were considered, as printed.
        alternatives: Option<String> = Kind::Text,
        /// What was decided as HTML, without scripts, styles and links to anything but web pages.
        html: Option<String> = Kind::Text,
    }
    actors ["MAKER"]
    links [
        "programmes" "ABOUT" "programme",
        "strategies" "ABOUT" "strategy",
        "documents" "ABOUT" "document",
        "issues" "ABOUT" "issue",
        "wards" "WARD" "area",
        "topics" "TOPIC" "topic",
    ]
}
