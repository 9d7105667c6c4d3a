use crate::{Kind, Word, Words, record};

/// How an action stands.
pub static STATUS: Words = Words {
    name: "ActionStatus",
    about: "How an action stands.",
    words: &[
        Word { word: "OPEN", about: "Not done as far as known." },
        Word { word: "DONE", about: "Done." },
        Word { word: "DROPPED", about: "Given up." },
        Word { word: "NOT_KNOWN", about: "No later source speaks of it." },
    ],
};

record! {
    /// A promise or task that came out of a meeting.
    "action_item" {
        /// The item that it came out of.
        agenda_item_id: Option<Uuid> = Kind::Reference("agenda_item"),
        /// The contribution in which it was promised or asked for.
        contribution_id: Option<Uuid> = Kind::Reference("contribution"),
        /// Order within the item, from 1.
        position: i32 = Kind::Int,
        /// What is to be done, in our words.
        text: String = Kind::Text,
        /// By when; null when no date was set.
        due: Option<String> = Kind::PartialDate,
        /// How it stands.
        status: String = Kind::Word(&STATUS),
    }
    actors ["OWNER", "REQUESTER"]
    links [
        "programmes" "ABOUT" "programme",
    ]
}
