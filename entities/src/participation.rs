use crate::{Kind, Word, Words, record};

/// The part a partner plays.
pub static ROLE: Words = Words {
    name: "ParticipationRole",
    about: "The part a partner plays.",
    words: &[
        Word { word: "LEAD", about: "Leads it." },
        Word { word: "CO_LEAD", about: "Leads it with others." },
        Word { word: "DELIVERY_PARTNER", about: "Helps to carry it out." },
        Word { word: "COMMISSIONER", about: "Buys services for it." },
        Word { word: "FUNDER", about: "Pays for it." },
        Word { word: "CONSULTEE", about: "Was asked for its view." },
        Word { word: "STATUTORY_PARTNER", about: "Bound by law to take part." },
        Word { word: "MEMBER", about: "Belongs to it." },
    ],
};

record! {
    /// The part that an organisation, a council or a sector plays in a programme, strategy or board.
    "participation" {
        /// The organisation; null where only a sector is named.
        organisation_id: Option<Uuid> = Kind::Reference("organisation"),
        /// The council, where the partner is one.
        partner_council_id: Option<Uuid> = Kind::Reference("council"),
        /// The sector as printed, where no organisation is named.
        sector: Option<String> = Kind::Text,
        /// The part played; null when the source does not say.
        role: Option<String> = Kind::Word(&ROLE),
        /// In this programme.
        programme_id: Option<Uuid> = Kind::Reference("programme"),
        /// In this strategy.
        strategy_id: Option<Uuid> = Kind::Reference("strategy"),
        /// In this board.
        board_id: Option<Uuid> = Kind::Reference("board"),
        /// From when it was so; null when not known.
        valid_from: Option<String> = Kind::PartialDate,
        /// Until when it was so, that day included; null when not known or still so.
        valid_to: Option<String> = Kind::PartialDate,
    }
}
