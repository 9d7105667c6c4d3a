//! The committee systems that councils publish their papers with. Two councils may share one.

use uuid::Uuid;

use crate::id;

/// The id of the source that stands for the committee system at this base address.
pub fn committee_system_id(base: &str) -> Uuid {
    id::of("committee-system", &committee_system_name(base))
}

/// A base address as one of many ways to write it: without scheme, its host in small letters, no slash at the end.
/// `https://Democracy.Example.gov.uk/` is `democracy.example.gov.uk`. The path keeps its capitals.
pub fn committee_system_name(base: &str) -> String {
    let base = base.trim();
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    format!("{}{}", host.to_lowercase(), path.trim_end_matches('/'))
}

/// What the register's words for a system are in the graph: a word of [`entities::source::SYSTEM`].
pub(super) fn word(told: &str) -> &'static str {
    match told {
        "ModernGov" => "MODERNGOV",
        "CMIS" => "CMIS",
        told if told.starts_with("Custom HTML") => "OWN_PAGES",
        "Custom JSON" | "JSON API" => "OWN_SERVICE",
        _ => "OTHER",
    }
}

/// The title of a system that these councils share.
pub(super) fn title(word: &str, councils: &[&str]) -> String {
    let what = match word {
        "MODERNGOV" => "ModernGov",
        "CMIS" => "CMIS",
        "OWN_PAGES" => "Own pages",
        "OWN_SERVICE" => "Own service",
        _ => "Committee system",
    };
    match councils {
        [] => what.to_owned(),
        [one] => format!("{what} of {one}"),
        [others @ .., last] => format!("{what} of {} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_system_has_one_name() {
        let name = "democracy.example.gov.uk";
        for base in
            ["https://democracy.example.gov.uk", " http://Democracy.Example.gov.uk/", "democracy.example.gov.uk//"]
        {
            assert_eq!(committee_system_name(base), name);
            assert_eq!(committee_system_id(base), id::of("committee-system", name));
        }
        assert_eq!(committee_system_name("HTTPS://A.example/Cmis5/"), "a.example/Cmis5");
        assert_eq!(committee_system_name("http://a.example?P=1"), "a.example?P=1");
        assert_eq!(committee_system_name(""), "");
    }

    #[test]
    fn titles_name_all_councils() {
        assert_eq!(title("MODERNGOV", &["Ayton"]), "ModernGov of Ayton");
        assert_eq!(title("CMIS", &["Ayton", "Beeton", "Ceeton"]), "CMIS of Ayton, Beeton and Ceeton");
    }

    #[test]
    fn the_words_are_words_of_the_graph() {
        for told in ["ModernGov", "CMIS", "Custom HTML", "Custom HTML (Paged)", "JSON API", "Custom Base", ""] {
            assert!(entities::source::SYSTEM.has(word(told)), "{told}");
        }
    }
}
