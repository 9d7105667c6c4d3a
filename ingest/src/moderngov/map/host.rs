//! An installation of the system, the councils whose papers it publishes, and the names that it gives.

use std::fmt::Display;

use uuid::Uuid;

use crate::id;
use crate::record::{Citation, Identifier, Link, Record};

/// One installation.
#[derive(Clone, Debug)]
pub struct Host {
    /// Its base address without scheme, as [`crate::register::system::committee_system_name`] writes it: the same for ever.
    pub name: String,
    /// Its base address for people, without a slash at its end.
    pub base: String,
    /// The record of the table `source`.
    pub source: Uuid,
    /// At least one.
    pub councils: Vec<Council>,
    /// Words that tell whose a board or ward is, where several councils share the installation, with the place of the
    /// council in `councils`: these come before the rules.
    pub marks: Vec<(String, usize)>,
}

/// A council of an installation.
#[derive(Clone, Debug)]
pub struct Council {
    pub id: Uuid,
    pub slug: String,
    /// Official name.
    pub name: String,
    pub area: Option<Uuid>,
}

impl Host {
    /// The id of what the installation numbers so, unless it is somebody else's record already. What has numbers close
    /// together was made about the same time, and is read together: so are the ids.
    pub fn own(&self, kind: &str, number: impl Display) -> Uuid {
        let (scheme, number) = (format!("moderngov:{}/{kind}", self.name), number.to_string());
        match id::first_number(&number).filter(|_| number.starts_with(|c: char| c.is_ascii_digit())) {
            Some(n) => id::near(&self.name, n, &scheme, &number),
            None => id::of(&scheme, &number),
        }
    }

    /// The number, as an identifier: unique among all installations.
    pub fn identifier(&self, kind: &str, number: impl Display) -> Identifier {
        let value = format!("{}/{number}", self.name);
        Identifier { scheme: format!("moderngov-{kind}"), value, valid_from: None, valid_to: None }
    }

    /// The installation as a source of facts, for databases that do not have it.
    pub fn record(&self) -> Record {
        let names: Vec<&str> = self.councils.iter().map(|council| council.name.as_str()).collect();
        let mut record = Record::new(&entities::source::TABLE, self.source)
            .with("title", format!("ModernGov of {}", names.join(" and ")))
            .with("url", self.base.as_str())
            .with("system", "MODERNGOV");
        let (role, certainty) = ("PUBLISHES", "STATED");
        record.links = self.councils.iter().map(|council| Link { role, to: council.id, certainty }).collect();
        record
    }

    /// The address of a page.
    pub fn page(&self, path: impl Display) -> String {
        format!("{}/{path}", self.base)
    }

    /// That something was read in an answer of the web service.
    pub fn service(&self, locator: impl Display) -> Citation {
        let (locator, method) = (Some(locator.to_string()), "OFFICIAL_SERVICE");
        Citation { source: self.source, locator, quote: None, certainty: "STATED", method }
    }

    /// That something was read on a page.
    pub fn on_page(&self, path: impl Display) -> Citation {
        let (locator, method) = (Some(path.to_string()), "OFFICIAL_PAGE");
        Citation { source: self.source, locator, quote: None, certainty: "STATED", method }
    }

    /// The feed under which records of others are joined.
    pub fn feed(&self) -> String {
        format!("moderngov:{}", self.name)
    }

    /// Whose a board or ward is. Of several councils it is the one that a mark names; else the one whose initials stand
    /// in brackets, such as `(BDC)`; else the one whose short name stands in the words. None where that names none, or
    /// more than one.
    pub fn council_of(&self, words: &[&str]) -> Option<&Council> {
        if let [only] = self.councils.as_slice() {
            return Some(only);
        }
        let has = |part: &str| words.iter().any(|text| text.to_lowercase().contains(&part.to_lowercase()));
        let by_mark: Vec<usize> = self.marks.iter().filter(|(mark, _)| has(mark)).map(|(_, place)| *place).collect();
        let by = |rule: &dyn Fn(&Council) -> bool| -> Vec<usize> {
            (0..self.councils.len()).filter(|place| rule(&self.councils[*place])).collect()
        };
        let by_initials = by(&|council| has(&format!("({})", initials(&council.name))));
        let by_name = by(&|council| has(short(&council.name)));
        let mut found = [by_mark, by_initials, by_name].into_iter().find(|places| !places.is_empty())?;
        found.dedup();
        match found.as_slice() {
            [place] => self.councils.get(*place),
            _ => None,
        }
    }
}

/// `BDC` of `Babergh District Council`.
fn initials(name: &str) -> String {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// `Babergh` of `Babergh District Council`.
fn short(name: &str) -> &str {
    let ends = [" District Council", " Borough Council", " City Council", " County Council", " Council"];
    ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared() -> Host {
        let council = |name: &str, slug: &str| Council {
            id: id::of("test", slug),
            slug: slug.into(),
            name: name.into(),
            area: None,
        };
        Host {
            name: "shared.example".into(),
            base: "https://shared.example".into(),
            source: Uuid::nil(),
            councils: vec![
                council("Ashdale District Council", "ashdale"),
                council("North Birch Council", "north-birch"),
            ],
            marks: vec![("Western".into(), 1)],
        }
    }

    #[test]
    fn a_shared_installation_is_split() {
        let host = shared();
        let whose = |words: &[&str]| host.council_of(words).map(|c| c.slug.as_str());
        assert_eq!(whose(&["Long Melford (ADC)"]), Some("ashdale"));
        assert_eq!(whose(&["Long Melford (NBC)"]), Some("north-birch"));
        assert_eq!(whose(&["Ashdale Cabinet", "Committees"]), Some("ashdale"));
        assert_eq!(whose(&["Ashdale Western Forum"]), Some("north-birch"), "a mark given by hand comes first");
        assert_eq!(whose(&["Ashdale and North Birch Joint Committee"]), None, "both");
        assert_eq!(whose(&["Audit Committee"]), None, "neither");
    }

    #[test]
    fn ids_do_not_move() {
        let id = shared().own("meeting", 4967);
        assert_eq!(id, crate::id::near("shared.example", 4967, "moderngov:shared.example/meeting", "4967"));
    }
}
