//! What the register's types of authority are in the graph.

/// A type of authority.
#[derive(Debug, PartialEq)]
pub(super) struct Kind {
    /// The register's letters.
    pub code: &'static str,
    /// A word of [`entities::council::KIND`].
    pub council: &'static str,
    /// A word of [`entities::area::KIND`].
    pub area: &'static str,
}

pub(super) static KINDS: &[Kind] = &[
    Kind { code: "CTY", council: "COUNTY", area: "COUNTY" },
    Kind { code: "NMD", council: "DISTRICT", area: "DISTRICT" },
    Kind { code: "UA", council: "UNITARY", area: "UNITARY" },
    Kind { code: "MD", council: "METROPOLITAN", area: "METROPOLITAN" },
    Kind { code: "LBO", council: "LONDON_BOROUGH", area: "LONDON_BOROUGH" },
    Kind { code: "CC", council: "LONDON_BOROUGH", area: "LONDON_BOROUGH" },
    Kind { code: "COMB", council: "COMBINED_AUTHORITY", area: "COMBINED_AUTHORITY" },
    Kind { code: "SRA", council: "STRATEGIC_AUTHORITY", area: "GREATER_LONDON" },
    Kind { code: "SCO", council: "SCOTTISH", area: "SCOTTISH" },
    Kind { code: "WPA", council: "WELSH", area: "WELSH" },
    Kind { code: "NID", council: "NORTHERN_IRISH", area: "NORTHERN_IRISH" },
];

/// The type with these letters.
pub(super) fn named(code: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.code == code)
}

#[cfg(test)]
mod tests {
    use super::KINDS;

    #[test]
    fn the_words_are_words_of_the_graph() {
        for kind in KINDS {
            assert!(entities::council::KIND.has(kind.council) && entities::area::KIND.has(kind.area), "{}", kind.code);
        }
    }
}
