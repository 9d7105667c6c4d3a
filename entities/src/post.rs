use crate::{Kind, Word, Words, record};

/// What sort of post it is.
pub static KIND: Words = Words {
    name: "PostKind",
    about: "What sort of post it is.",
    words: &[
        Word { word: "ELECTED_SEAT", about: "Seat for a ward, held by election." },
        Word { word: "CABINET_MEMBER", about: "Portfolio in the executive." },
        Word { word: "CHAIR", about: "Chairs a board." },
        Word { word: "VICE_CHAIR", about: "Stands in for the chair." },
        Word { word: "OFFICER", about: "Employed by the council." },
        Word { word: "PARTNER_OFFICER", about: "Employed by a partner organisation." },
        Word { word: "OTHER", about: "Another office of a member, such as leader or mayor." },
    ],
};

record! {
    /// An office that people hold one after another.
    "post" {
        /// Path-safe name, unique: council or organisation, then post.
        slug: String = Kind::Text,
        /// Title as printed. Near-equal titles are different posts unless a source says otherwise.
        title: String = Kind::Text,
        /// What sort of post it is.
        kind: String = Kind::Word(&KIND),
        /// The council that it belongs to.
        council_id: Option<Uuid> = Kind::Reference("council"),
        /// The organisation that it belongs to, where that is not a council.
        organisation_id: Option<Uuid> = Kind::Reference("organisation"),
        /// The board that it belongs to, for chairs and seats.
        board_id: Option<Uuid> = Kind::Reference("board"),
        /// The ward that it stands for, for elected seats.
        area_id: Option<Uuid> = Kind::Reference("area"),
        /// From when it was so; null when not known.
        valid_from: Option<String> = Kind::PartialDate,
        /// Until when it was so, that day included; null when not known or still so.
        valid_to: Option<String> = Kind::PartialDate,
    }
}
