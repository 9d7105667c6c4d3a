//! Path-safe names of authorities, the same after every load of the same register.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::authority::Authority;

/// The names that an authority can have, the best first: its short name; with the year of its end, if it has ended; with
/// its code.
pub(super) fn candidates(authority: &Authority) -> Vec<String> {
    let code = authority.code.to_lowercase();
    let plain = match path_safe(&authority.name) {
        plain if plain.is_empty() => return vec![path_safe(&code)],
        plain => plain,
    };
    let ended = authority.valid_to.as_ref().filter(|_| !authority.current);
    let by_year = ended.and_then(|day| day.get(..4)).map(|year| format!("{plain}-{year}"));
    let by_code = format!("{plain}-{}", path_safe(&code));
    std::iter::once(plain).chain(by_year).chain([by_code]).collect()
}

/// A name in small letters and digits with hyphens between them; `&` is read as "and", an apostrophe as nothing.
pub(crate) fn path_safe(name: &str) -> String {
    let mut safe = String::with_capacity(name.len());
    for c in name.replace('&', " and ").chars() {
        match c.to_ascii_lowercase() {
            c if c.is_ascii_alphanumeric() => safe.push(c),
            '\'' | '’' => {}
            _ if safe.is_empty() || safe.ends_with('-') => {}
            _ => safe.push('-'),
        }
    }
    safe.truncate(safe.trim_end_matches('-').len());
    safe
}

/// The slugs of one table that are taken.
pub(super) struct Taken<'a> {
    held: &'a HashMap<String, Uuid>,
    /// Records that the load writes: what they were called before does not count.
    ours: &'a HashSet<Uuid>,
    given: HashSet<String>,
}

impl<'a> Taken<'a> {
    pub fn new(held: &'a HashMap<String, Uuid>, ours: &'a HashSet<Uuid>) -> Self {
        Self { held, ours, given: HashSet::new() }
    }

    pub fn take(&mut self, slug: &str) {
        self.given.insert(slug.to_owned());
    }

    pub fn is_free(&self, slug: &str) -> bool {
        !self.given.contains(slug) && self.held.get(slug).is_none_or(|id| self.ours.contains(id))
    }
}

#[cfg(test)]
mod tests {
    use super::path_safe;

    #[test]
    fn names_become_path_safe() {
        for (name, slug) in [
            ("Stoke-on-Trent", "stoke-on-trent"),
            ("Bournemouth, Christchurch and Poole", "bournemouth-christchurch-and-poole"),
            ("King's Lynn & West Norfolk ", "kings-lynn-and-west-norfolk"),
            ("St. Helens (old)", "st-helens-old"),
            ("Ynys Môn", "ynys-m-n"),
            ("&", "and"),
            ("—", ""),
        ] {
            assert_eq!(path_safe(name), slug);
        }
    }
}
