use crate::{Kind, Word, Words, record};

/// What sort of area it is.
pub static KIND: Words = Words {
    name: "AreaKind",
    about: "What sort of area it is.",
    words: &[
        Word { word: "WARD", about: "Electoral ward or division." },
        Word { word: "DISTRICT", about: "Non-metropolitan district." },
        Word { word: "COUNTY", about: "County with a county council." },
        Word { word: "UNITARY", about: "Area of a unitary authority." },
        Word { word: "METROPOLITAN", about: "Metropolitan district." },
        Word { word: "LONDON_BOROUGH", about: "London borough or the City of London." },
        Word { word: "GREATER_LONDON", about: "All London boroughs and the City of London." },
        Word { word: "COMBINED_AUTHORITY", about: "Area of a combined authority." },
        Word { word: "WELSH", about: "Area of a principal council in Wales." },
        Word { word: "SCOTTISH", about: "Council area in Scotland." },
        Word { word: "NORTHERN_IRISH", about: "District of Northern Ireland." },
        Word { word: "REGION", about: "Region of England." },
        Word { word: "PART_OF_REGION", about: "Part of a region, such as Inner London." },
        Word { word: "GROUP", about: "Areas of several councils together, for which figures are given as one." },
        Word { word: "NATION", about: "One of the four nations of the United Kingdom." },
    ],
};

record! {
    /// A piece of the map: ward, district, county, region, nation.
    "area" {
        /// Path-safe name, unique.
        slug: String = Kind::Text,
        /// Name as published.
        name: String = Kind::Text,
        /// What sort of area it is.
        kind: String = Kind::Word(&KIND),
        /// Code of the Office for National Statistics while this version of the area lasted.
        gss_code: Option<String> = Kind::GssCode,
        /// The area that it lies in.
        parent_id: Option<Uuid> = Kind::Reference("area"),
        /// From when it was so; null when not known.
        valid_from: Option<String> = Kind::PartialDate,
        /// Until when it was so, that day included; null when not known or still so.
        valid_to: Option<String> = Kind::PartialDate,
    }
    links [
        "group_councils" "INCLUDES" "council",
    ]
}
