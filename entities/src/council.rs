use crate::{Kind, Word, Words, record};

/// What sort of authority a council is.
pub static KIND: Words = Words {
    name: "CouncilKind",
    about: "What sort of authority a council is.",
    words: &[
        Word { word: "COUNTY", about: "County council, with districts below it." },
        Word { word: "UNITARY", about: "One council for all services." },
        Word { word: "METROPOLITAN", about: "Metropolitan borough." },
        Word { word: "DISTRICT", about: "District or borough within a county." },
        Word { word: "LONDON_BOROUGH", about: "London borough or the City of London." },
        Word { word: "COMBINED_AUTHORITY", about: "Several councils together, with powers of their own." },
        Word { word: "STRATEGIC_AUTHORITY", about: "Authority for the whole of Greater London." },
        Word { word: "WELSH", about: "Principal council in Wales." },
        Word { word: "SCOTTISH", about: "Council in Scotland." },
        Word { word: "NORTHERN_IRISH", about: "District council in Northern Ireland." },
    ],
};

record! {
    /// A local authority.
    "council" {
        /// Path-safe name, unique: `stoke-on-trent`.
        slug: String = Kind::Text,
        /// Official name.
        name: String = Kind::Text,
        /// What sort of authority it is.
        kind: String = Kind::Word(&KIND),
        /// Its present code of the Office for National Statistics; earlier ones are identifiers.
        gss_code: Option<String> = Kind::GssCode,
        /// The area that it governs.
        area_id: Option<Uuid> = Kind::Reference("area"),
        /// The county council above it, for districts; null where there is none.
        parent_id: Option<Uuid> = Kind::Reference("council"),
        /// Its home page.
        website: Option<String> = Kind::Url,
        /// From when it was so; null when not known.
        valid_from: Option<String> = Kind::PartialDate,
        /// Until when it was so, that day included; null when not known or still so.
        valid_to: Option<String> = Kind::PartialDate,
    }
    links [
        "predecessors" "PREDECESSOR" "council",
        "combined_authorities" "MEMBER_OF" "council",
    ]
}
