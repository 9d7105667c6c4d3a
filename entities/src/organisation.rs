use crate::{Kind, Word, Words, record};

/// What sort of organisation it is.
pub static KIND: Words = Words {
    name: "OrganisationKind",
    about: "What sort of organisation it is.",
    words: &[
        Word { word: "GOVERNMENT_DEPARTMENT", about: "Ministry of a national government." },
        Word { word: "INSPECTORATE", about: "Regulator or inspector." },
        Word { word: "INTEGRATED_CARE_BOARD", about: "NHS body that commissions care in an area." },
        Word { word: "NHS_TRUST", about: "NHS provider of care." },
        Word { word: "POLICE_FORCE", about: "Territorial police force." },
        Word { word: "CHILDRENS_TRUST", about: "Body that runs children's services for a council." },
        Word { word: "SCHOOL_OR_TRUST", about: "School, college or trust that runs them." },
        Word { word: "VOLUNTARY", about: "Voluntary, community or social enterprise." },
        Word { word: "COMPANY", about: "Business." },
        Word { word: "POLITICAL_PARTY", about: "Political party, or councillors who stand for none." },
        Word { word: "INTERNATIONAL", about: "Body of several states, or an international charity." },
    ],
};

record! {
    /// A partner: any organisation that is not a council.
    "organisation" {
        /// Path-safe name, unique.
        slug: String = Kind::Text,
        /// Official name.
        name: String = Kind::Text,
        /// What sort of organisation it is.
        kind: String = Kind::Word(&KIND),
        /// The organisation that it is part of.
        parent_id: Option<Uuid> = Kind::Reference("organisation"),
        /// The area that it serves.
        area_id: Option<Uuid> = Kind::Reference("area"),
        /// Its home page.
        website: Option<String> = Kind::Url,
        /// From when it was so; null when not known.
        valid_from: Option<String> = Kind::PartialDate,
        /// Until when it was so, that day included; null when not known or still so.
        valid_to: Option<String> = Kind::PartialDate,
    }
}
