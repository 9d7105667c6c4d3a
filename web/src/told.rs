//! Where facts of one list were read: what they share is told once above them, what is left stands behind each.

use std::collections::HashMap;

use crate::part::{Citation, List, Source};

/// What facts share of where they were read.
#[derive(Debug, Default)]
pub struct Shared<'t> {
    /// The source that most of them name.
    pub source: Option<&'t Source>,
    /// The first parts of its places, where all places in it begin with them; empty where they share none.
    pub lead: String,
}

/// A fact that names where it was read.
pub trait Fact {
    fn sources(&self) -> &[Citation];
}

impl<T: Fact> List<T> {
    /// What these facts share of where they were read; nothing where no source is named by several.
    pub fn read(&self) -> Shared<'_> {
        Shared::places(self.nodes.iter().map(Fact::sources))
    }
}

/// So many times are other sources named by their titles; where it would be more often, by numbers.
const IN_FULL: usize = 4;

/// What facts of a long list share of where they were read, and the sources that they name by number.
#[derive(Debug, Default)]
pub struct Numbered<'t> {
    pub shared: Shared<'t>,
    /// In the order in which they come; empty where sources are named by their titles.
    pub sources: Vec<&'t Source>,
}

impl<T: Fact> List<T> {
    /// The same, where a source that most facts do not name is none that they share, and others are numbered where they are many.
    pub fn numbered(&self) -> Numbered<'_> {
        let facts = || self.nodes.iter().map(Fact::sources);
        let mut shared = self.read();
        let sharing = facts().filter(|fact| fact.iter().any(|read| shared.holds(read))).count();
        if sharing * 2 < self.nodes.len() {
            shared = Shared::default();
        }
        let others: Vec<&Source> = facts().flat_map(|fact| shared.left(fact)).filter_map(|left| left.source).collect();
        let mut sources: Vec<&Source> = Vec::new();
        if others.len() > IN_FULL {
            for source in others {
                if !sources.iter().any(|held| is_same(held, source)) {
                    sources.push(source);
                }
            }
        }
        Numbered { shared, sources }
    }
}

impl Numbered<'_> {
    /// The number of a source; none where it is named by its title.
    pub fn number(&self, source: &Source) -> Option<usize> {
        self.sources.iter().position(|held| is_same(held, source)).map(|at| at + 1)
    }
}

/// What is left to tell of a citation.
#[derive(Debug)]
pub struct Left<'t> {
    /// Another source than the shared one.
    pub source: Option<&'t Source>,
    /// Where in it, without what is told above.
    pub locator: Option<&'t str>,
    pub certainty: &'t str,
}

/// Citations by the source that they name, each source once.
pub fn by_source(citations: &[Citation]) -> Vec<(&Source, Vec<&Citation>)> {
    let mut found: Vec<(&Source, Vec<&Citation>)> = Vec::new();
    for citation in citations {
        match found.iter_mut().find(|(source, _)| is_same(source, &citation.source)) {
            Some((_, held)) => held.push(citation),
            None => found.push((&citation.source, vec![citation])),
        }
    }
    found
}

/// Whether two citations name one source.
fn is_same(one: &Source, other: &Source) -> bool {
    one.title == other.title && one.url == other.url
}

/// What two places share from their start, in whole parts: up to a comma or to the end.
fn common<'t>(one: &'t str, other: &str) -> &'t str {
    let ends = one.match_indices(", ").map(|(at, _)| at).chain([one.len()]);
    let is_shared = |end: &usize| other.strip_prefix(&one[..*end]).is_some_and(ends_part);
    &one[..ends.take_while(is_shared).last().unwrap_or(0)]
}

/// Whether a part of a place ends before this.
fn ends_part(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(", ")
}

impl<'t> Shared<'t> {
    /// The source that most facts name, the first of several; nothing of its places.
    pub fn source(facts: impl IntoIterator<Item = &'t [Citation]>) -> Self {
        let mut counts: HashMap<(&str, Option<&str>), (usize, usize, &Source)> = HashMap::new();
        for (at, citation) in facts.into_iter().flatten().enumerate() {
            let source = &citation.source;
            counts.entry((&source.title, source.url.as_deref())).or_insert((0, usize::MAX - at, source)).0 += 1;
        }
        let most = counts.into_values().max_by_key(|(count, early, _)| (*count, *early));
        Self { source: most.map(|(_, _, source)| source), lead: String::new() }
    }

    /// The source that most facts name, and what its places share; nothing where no source is named by several.
    pub fn places(facts: impl IntoIterator<Item = &'t [Citation]> + Clone) -> Self {
        let shared = Self::source(facts.clone());
        let several = facts.clone().into_iter().filter(|fact| fact.iter().any(|read| shared.holds(read))).count() > 1;
        if several { shared.with_lead(facts) } else { Self::default() }
    }

    /// The same source, with what the places of these facts share.
    pub fn with_lead(&self, facts: impl IntoIterator<Item = &'t [Citation]>) -> Self {
        let (mut lead, mut count) = (None, 0);
        for citation in facts.into_iter().flatten().filter(|citation| self.holds(citation)) {
            let place = citation.locator.as_deref().unwrap_or_default();
            lead = Some(lead.map_or(place, |lead| common(lead, place)));
            count += 1;
        }
        let lead = lead.filter(|_| count > 1).unwrap_or_default().to_string();
        Self { source: self.source, lead }
    }

    fn holds(&self, citation: &Citation) -> bool {
        self.source.is_some_and(|source| is_same(source, &citation.source))
    }

    /// The first part of the first place in the shared source.
    pub fn first_part<'c>(&self, citations: &'c [Citation]) -> Option<&'c str> {
        let place = citations.iter().find(|citation| self.holds(citation))?.locator.as_deref()?;
        place.split(", ").next()
    }

    /// What is left to tell of a fact: first of the shared source, then of others, each named once where it comes anew.
    pub fn left<'c>(&self, citations: &'c [Citation]) -> Vec<Left<'c>> {
        let told = |citation: &'c Citation| {
            let is_shared = self.holds(citation);
            let place = citation.locator.as_deref();
            let rest = place.map(|place| match place.strip_prefix(self.lead.as_str()) {
                Some(rest) if is_shared && ends_part(rest) => rest.trim_start_matches(", "),
                _ => place,
            });
            Left {
                source: (!is_shared).then_some(&citation.source),
                locator: rest.filter(|rest| !rest.is_empty()),
                certainty: &citation.certainty,
            }
        };
        let mut left: Vec<Left<'c>> = citations.iter().map(told).collect();
        left.retain(|left| left.source.is_some() || left.locator.is_some() || left.certainty != "STATED");
        left.sort_by_key(|left| left.source.is_some());
        let mut last: Option<&Source> = None;
        for told in &mut left {
            match (told.source, last) {
                (Some(source), Some(named)) if told.locator.is_some() && is_same(source, named) => told.source = None,
                (source, _) => last = source,
            }
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::{Fact, Shared, common};
    use crate::part::{Citation, List, Source};

    fn read(title: &str, locator: &str) -> Vec<Citation> {
        let source = Source { title: title.into(), retrieved_on: None, publisher: None, url: None };
        vec![Citation { locator: Some(locator.into()), quote: None, certainty: "STATED".into(), source }]
    }

    #[test]
    fn places_share_whole_parts() {
        for (one, other, said) in [
            ("item 7, minutes, paragraph 1", "item 7, minutes, paragraph 2", "item 7, minutes"),
            ("item 7", "item 71", ""),
            ("item 7, minutes", "item 7", "item 7"),
            ("page 3", "page 3", "page 3"),
            ("", "page 3", ""),
        ] {
            assert_eq!(common(one, other), said, "{one} and {other}");
        }
    }

    #[test]
    fn many_sources_are_numbered_and_few_named() {
        struct Told(Vec<Citation>);
        impl Fact for Told {
            fn sources(&self) -> &[Citation] {
                &self.0
            }
        }
        let list = |titles: &[&str]| List {
            nodes: titles.iter().map(|title| Told(read(title, "page 1"))).collect(),
            total_count: None,
            page_info: None,
        };
        let many = list(&["A", "B", "A", "C", "D", "B"]);
        let told = many.numbered();
        assert!(told.shared.source.is_none());
        let numbers: Vec<Option<usize>> = many.nodes.iter().map(|fact| told.number(&fact.0[0].source)).collect();
        assert_eq!(numbers, [Some(1), Some(2), Some(1), Some(3), Some(4), Some(2)]);
        let few = list(&["A", "A", "A", "B"]);
        assert_eq!(few.numbered().shared.source.map(|source| source.title.as_str()), Some("A"));
        assert!(few.numbered().sources.is_empty());
    }

    #[test]
    fn what_is_shared_is_told_once_and_another_source_is_named() {
        let facts = [read("Plan", "part 1, point 1"), read("Plan", "part 1, point 2"), read("Report", "page 9")];
        let shared = Shared::places(facts.iter().map(Vec::as_slice));
        assert_eq!((shared.source.map(|source| source.title.as_str()), shared.lead.as_str()), (Some("Plan"), "part 1"));
        assert_eq!(shared.left(&facts[1]).first().and_then(|left| left.locator), Some("point 2"));
        let other = shared.left(&facts[2]);
        assert_eq!(other.first().and_then(|left| left.source).map(|source| source.title.as_str()), Some("Report"));
        let both: Vec<Citation> = [read("Report", "page 9"), read("Plan", "part 1"), read("Report", "page 10")]
            .into_iter()
            .flatten()
            .collect();
        let said: Vec<(bool, Option<&str>)> =
            shared.left(&both).iter().map(|left| (left.source.is_some(), left.locator)).collect();
        assert_eq!(said, [(true, Some("page 9")), (false, Some("page 10"))]);
    }
}
