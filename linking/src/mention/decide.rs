//! Which of the records that have these words for a name is meant: by rules, and never by likeness.

use entities::partial_date;
use uuid::Uuid;

use super::find::{Place, is_present};
use crate::gazetteer::{Meant, Name};
use crate::text::token::Token;

/// What words were taken for, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// One record, or all that the words can mean.
    pub means: Vec<(Meant, Uuid)>,
    /// A word of [`entities::mention::RULE`].
    pub rule: &'static str,
    /// A word of [`entities::citation::CERTAINTY`].
    pub certainty: &'static str,
}

impl Decided {
    pub fn new(mut means: Vec<(Meant, Uuid)>, rule: &'static str, certainty: &'static str) -> Self {
        means.sort_unstable();
        means.dedup();
        let certainty = if means.len() > 1 { "INFERRED" } else { certainty };
        Self { means, rule, certainty }
    }
}

/// Words before a name that say that it is the nation's.
const NATIONAL: &[&str] = &["national", "government", "dfe", "statutory"];

/// Words behind a name that say what it is the name of.
const SORTS: &[(&str, Meant)] = &[
    ("programme", Meant::Programme),
    ("project", Meant::Programme),
    ("service", Meant::Programme),
    ("strategy", Meant::Strategy),
    ("plan", Meant::Strategy),
    ("board", Meant::Board),
    ("committee", Meant::Board),
    ("panel", Meant::Board),
    ("act", Meant::PolicyInstrument),
    ("bill", Meant::PolicyInstrument),
    ("guidance", Meant::PolicyInstrument),
];

/// What the words `from..to` mean; none where all who had such a name had it at another time.
pub fn decide(names: &[&Name], place: &Place, tokens: &[Token], from: usize, to: usize) -> Option<Decided> {
    let mut names: Vec<&Name> = names.iter().copied().filter(|name| held_on(name, place.date.as_deref())).collect();
    let before = |word: &str| from > 0 && tokens.get(from - 1).is_some_and(|t| t.word == word);
    let nations = |name: &&Name| name.council.is_none() && name.meant != Meant::Person;
    let nation = NATIONAL.iter().any(|word| before(word)) && names.iter().any(nations);
    let (own, national): (Vec<&Name>, Vec<&Name>) = names.drain(..).partition(|name| !nations(name));
    let names = if own.is_empty() || nation { national } else { own };
    let names = of_sort(names, tokens, to);
    let means: Vec<(Meant, Uuid)> = distinct(&names);
    let first = names.first()?;
    let others = first.council.is_some() && first.council != place.council;
    if names.iter().all(|name| name.meant == Meant::Person) {
        let present: Vec<&Name> = names.iter().copied().filter(|name| is_present(place, name)).collect();
        let rule = if others && present.is_empty() { "NAMED_COUNCIL" } else { "PERSON_NAME" };
        return Some(match means.len() {
            1 => Decided::new(means, rule, "EXTRACTED"),
            _ if present.is_empty() => Decided::new(means, rule, "INFERRED"),
            _ => Decided::new(distinct(&present), rule, "INFERRED"),
        });
    }
    let rule = match (first.council, first.meant) {
        (_, Meant::Post) if !others => "POST_TITLE",
        (None, _) => "NATIONAL_FORM",
        _ if others => "NAMED_COUNCIL",
        (Some(_), _) => "OWN_FORM",
    };
    Some(Decided::new(means, rule, "EXTRACTED"))
}

/// Of several sorts of record, those of the sort that the next word tells, or the last word of the name.
fn of_sort<'n>(names: Vec<&'n Name>, tokens: &[Token], to: usize) -> Vec<&'n Name> {
    let sort = |at: usize| SORTS.iter().find(|(word, _)| tokens.get(at).is_some_and(|t| t.word == *word));
    let several = names.iter().any(|name| Some(name.meant) != names.first().map(|n| n.meant));
    if !several {
        return names;
    }
    for at in [Some(to), to.checked_sub(1)].into_iter().flatten() {
        let of: Vec<&Name> = match sort(at) {
            Some((_, meant)) => names.iter().copied().filter(|name| name.meant == *meant).collect(),
            None => Vec::new(),
        };
        if !of.is_empty() {
            return of;
        }
    }
    names
}

fn distinct(names: &[&Name]) -> Vec<(Meant, Uuid)> {
    let mut means: Vec<_> = names.iter().map(|name| (name.meant, name.id)).collect();
    means.sort_unstable();
    means.dedup();
    means
}

/// Whether the name was so on a day; what is not known speaks for it.
fn held_on(name: &Name, day: Option<&str>) -> bool {
    let Some(day) = day.and_then(partial_date::days) else { return true };
    let bounds = |date: &Option<String>| date.as_deref().and_then(partial_date::days);
    bounds(&name.valid_from).is_none_or(|from| from.0 <= day.1) && bounds(&name.valid_to).is_none_or(|to| day.0 <= to.1)
}
