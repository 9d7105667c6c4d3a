//! What narrows a search: all of it stands in the address.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::search_hit::name_of;
use crate::address::{self, Given};
use crate::words::phrase;

/// Ways that are shown at once; the others are folded away.
const AT_ONCE: usize = 8;

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Wanted<'t> {
    pub words: &'t str,
    pub kind: Option<Cow<'t, str>>,
    pub council: Option<Cow<'t, str>>,
    /// Slug of a topic.
    pub topic: Option<Cow<'t, str>>,
    /// Word for a kind of board.
    pub board: Option<Cow<'t, str>>,
    /// Years, the first and the last.
    pub from: Option<Cow<'t, str>>,
    pub to: Option<Cow<'t, str>>,
}

impl<'t> Wanted<'t> {
    pub fn of(given: &'t Given) -> Self {
        let one = |name| given.one(name).map(Cow::from);
        // These are words of closed lists: anything else would not be a question.
        let is_word = |word: &Cow<str>| word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        let (kind, board) = (one("type").filter(is_word), one("board").filter(is_word));
        let words = given.one("q").unwrap_or_default();
        Self { words, kind, council: one("council"), topic: one("topic"), board, from: one("from"), to: one("to") }
    }

    /// What is no year, as a sentence; none where all is well.
    pub fn wrong(&self) -> Option<String> {
        let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let year = [&self.from, &self.to].into_iter().flatten().find(|year| !is_year(year))?;
        Some(format!("A year is four digits, such as 2025, and not “{year}”."))
    }

    /// Variables of the query, where nothing is [wrong](Self::wrong).
    pub fn variables(&self, after: Option<&str>) -> Map<String, Value> {
        let day = |year: &Option<Cow<str>>, rest: &str| year.as_ref().map(|year| format!("{year}{rest}"));
        let by = |slug: &Option<Cow<str>>| slug.as_ref().map(|slug| json!({ "slug": { "eq": slug } }));
        let pairs = [
            ("query", json!(self.words)),
            ("types", json!(self.kind.as_ref().map(|kind| vec![kind]))),
            ("councils", json!(by(&self.council))),
            ("topics", json!(by(&self.topic))),
            ("boardKinds", json!(self.board.as_ref().map(|kind| vec![kind]))),
            ("from", json!(day(&self.from, "-01-01"))),
            ("to", json!(day(&self.to, "-12-31"))),
            ("after", json!(after)),
        ];
        pairs.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    pub fn path(&self, after: Option<&str>) -> String {
        let pairs = [
            ("q", Some(self.words)),
            ("type", self.kind.as_deref()),
            ("council", self.council.as_deref()),
            ("topic", self.topic.as_deref()),
            ("board", self.board.as_deref()),
            ("from", self.from.as_deref()),
            ("to", self.to.as_deref()),
            ("after", after),
        ];
        address::with("/search", &pairs)
    }

    /// The address of the same with something changed.
    fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut changed = self.clone();
        change(&mut changed);
        changed.path(None)
    }

    /// What is chosen, in words, each with the address of the same without it; `council` and `topic` are the names of those that
    /// are chosen.
    pub fn chosen(&self, council: &str, topic: &str) -> Vec<(String, String)> {
        let mut chosen = Vec::new();
        if let Some(kind) = &self.kind {
            chosen.push((format!("Type: {}", name_of(kind)), self.with(|all| all.kind = None)));
        }
        if self.council.is_some() {
            chosen.push((format!("Council: {council}"), self.with(|all| all.council = None)));
        }
        if self.topic.is_some() {
            chosen.push((format!("Topic: {topic}"), self.with(|all| all.topic = None)));
        }
        if let Some(kind) = &self.board {
            chosen.push((format!("Kind of board: {}", phrase(kind)), self.with(|all| all.board = None)));
        }
        let years = match (self.from.as_deref(), self.to.as_deref()) {
            (None, None) => return chosen,
            (Some(from), Some(to)) if from == to => format!("Year: {from}"),
            (Some(from), Some(to)) => format!("Years: {from} to {to}"),
            (Some(from), None) => format!("Years: from {from}"),
            (None, Some(to)) => format!("Years: until {to}"),
        };
        chosen.push((years, self.with(|all| (all.from, all.to) = (None, None))));
        chosen
    }

    pub fn types<'h>(&self, held: impl Iterator<Item = (&'h str, u64)>) -> Facet {
        Facet::new(
            "Type",
            "types",
            held.map(|(kind, count)| Narrow {
                name: name_of(kind),
                count,
                path: self.with(|all| all.kind = Some(kind.to_string().into())),
                chosen: self.kind.as_deref() == Some(kind),
            }),
        )
    }

    pub fn councils<'h>(&self, held: impl Iterator<Item = (&'h str, &'h str, u64)>) -> Facet {
        Facet::new(
            "Council",
            "councils",
            held.map(|(slug, name, count)| Narrow {
                name: name.into(),
                count,
                path: self.with(|all| all.council = Some(slug.to_string().into())),
                chosen: self.council.as_deref() == Some(slug),
            }),
        )
    }

    pub fn topics<'h>(&self, held: impl Iterator<Item = (&'h str, &'h str, u64)>) -> Facet {
        Facet::new(
            "Topic",
            "topics",
            held.map(|(slug, name, count)| Narrow {
                name: name.into(),
                count,
                path: self.with(|all| all.topic = Some(slug.to_string().into())),
                chosen: self.topic.as_deref() == Some(slug),
            }),
        )
    }

    pub fn boards<'h>(&self, held: impl Iterator<Item = (&'h str, u64)>) -> Facet {
        Facet::new(
            "Kind of board",
            "kinds of boards",
            held.map(|(kind, count)| Narrow {
                name: phrase(kind),
                count,
                path: self.with(|all| all.board = Some(kind.to_string().into())),
                chosen: self.board.as_deref() == Some(kind),
            }),
        )
    }

    /// Years, the last first.
    pub fn years<'h>(&self, held: impl Iterator<Item = (&'h str, u64)>) -> Facet {
        let mut years: Vec<(&str, u64)> = held.collect();
        years.sort_by(|one, other| other.0.cmp(one.0));
        Facet::new(
            "Year",
            "years",
            years.into_iter().map(|(year, count)| Narrow {
                name: year.into(),
                count,
                path: self
                    .with(|all| (all.from, all.to) = (Some(year.to_string().into()), Some(year.to_string().into()))),
                chosen: self.from.as_deref() == Some(year) && self.to.as_deref() == Some(year),
            }),
        )
    }
}

/// A way to narrow a search.
#[derive(Debug)]
pub struct Narrow {
    pub name: String,
    pub count: u64,
    pub path: String,
    pub chosen: bool,
}

/// Ways of one sort.
#[derive(Debug)]
pub struct Facet {
    pub title: &'static str,
    /// What they are called together.
    pub noun: &'static str,
    pub first: Vec<Narrow>,
    /// Those that are folded away.
    pub others: Vec<Narrow>,
}

impl Facet {
    fn new(title: &'static str, noun: &'static str, ways: impl Iterator<Item = Narrow>) -> Self {
        let mut first: Vec<Narrow> = ways.collect();
        // One or two are not worth folding.
        let others = if first.len() > AT_ONCE + 2 { first.split_off(AT_ONCE) } else { Vec::new() };
        Self { title, noun, first, others }
    }

    pub fn count(&self) -> usize {
        self.first.len() + self.others.len()
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::Wanted;
    use crate::address::Given;

    #[test]
    fn what_is_chosen_can_be_taken_away() {
        let address = "/search?q=help&type=BOARD&council=upham&topic=family-hubs&board=CABINET&from=2024&to=2025";
        let given = Given::of(&TestRequest::with_uri(address).to_http_request());
        let wanted = Wanted::of(&given);
        assert_eq!(wanted.path(None), address);
        assert_eq!(wanted.variables(None)["to"], "2025-12-31");
        let said: Vec<(String, String)> = wanted.chosen("Upham Council", "Family hubs");
        assert_eq!(said[1].0, "Council: Upham Council");
        let names: Vec<&str> = said.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names[2..], ["Topic: Family hubs", "Kind of board: Cabinet", "Years: 2024 to 2025"]);
        assert_eq!(said[3].1, "/search?q=help&type=BOARD&council=upham&topic=family-hubs&from=2024&to=2025");
    }

    #[test]
    fn many_ways_are_folded() {
        let given = Given::default();
        let years: Vec<String> = (2000..2012).map(|year| year.to_string()).collect();
        let facet = Wanted::of(&given).years(years.iter().map(|year| (year.as_str(), 1)));
        assert_eq!((facet.first[0].name.as_str(), facet.first.len(), facet.count()), ("2011", 8, 12));
    }
}
