//! Regular expressions that are compiled once, when they are first needed.

use std::borrow::Cow;
use std::sync::OnceLock;

use regex::{Captures, Match, Regex};

/// A regular expression, in which `\b` is the bound of a word of ASCII: that of other letters is slow. One that does not compile finds nothing; a test beside each list holds that all compile.
pub(super) struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    pub fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(&self.source.replace(r"\b", r"(?-u:\b)")).ok()).as_ref()
    }

    pub fn is_in(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.regex()?.find(text)
    }

    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex()?.captures(text)
    }

    pub fn all<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.regex().into_iter().flat_map(move |regex| regex.captures_iter(text))
    }

    /// The text without its matches.
    pub fn without<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.regex().map_or(Cow::Borrowed(text), |regex| regex.replace_all(text, ""))
    }

    /// The text without a match at its start, and white space after that.
    pub fn strip<'t>(&self, text: &'t str) -> &'t str {
        match self.find(text) {
            Some(found) if found.start() == 0 => text[found.end()..].trim_start(),
            _ => text,
        }
    }
}

/// Names patterns, with a test that each compiles.
macro_rules! patterns {
    ($($(#[$about:meta])* $name:ident = $source:expr;)+) => {
        $($(#[$about])* static $name: $crate::minutes::pattern::Pattern =
            $crate::minutes::pattern::Pattern::new($source);)+

        #[cfg(test)]
        mod patterns {
            #[test]
            fn compile() {
                $(assert!(super::$name.regex().is_some(), stringify!($name));)+
            }
        }
    };
}
pub(super) use patterns;
