//! The names of one council, or of none, and where they stand in a text.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use super::{Form, Meant, Name, hash};
use crate::text::token::{Letters, Token, Words, line};

/// Names that are looked for together.
#[derive(Debug, Default)]
pub struct Scope {
    names: Vec<(Name, Form)>,
    /// Which names have the words of each pattern.
    patterns: Vec<Vec<usize>>,
    automaton: Option<AhoCorasick>,
    /// People by the last word of their name.
    surnames: HashMap<String, Vec<usize>>,
    fingerprint: i64,
}

/// That words of a text are those of names: the words `from..to` of it.
#[derive(Clone, Debug)]
pub struct Found<'s> {
    pub from: usize,
    pub to: usize,
    pub names: Vec<&'s Name>,
}

impl Scope {
    pub fn new(mut names: Vec<Name>) -> Self {
        names.sort_by(|a, b| (a.meant, a.id, &a.written).cmp(&(b.meant, b.id, &b.written)));
        let fingerprint = hash(names.iter().map(|name| {
            let times = (&name.valid_from, &name.valid_to);
            format!("{:?}\n{}\n{}\n{times:?}\n", name.meant, name.id, name.written)
        }));

        let forms = |name: Name| {
            let forms = Form::all(name.meant, &name.written);
            forms.into_iter().map(move |form| (name.clone(), form))
        };
        let names: Vec<(Name, Form)> = names.into_iter().flat_map(forms).collect();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut patterns: Vec<Vec<usize>> = Vec::new();
        let mut surnames: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (name, form)) in names.iter().enumerate() {
            let place = *places.entry(line(&form.tokens)).or_insert_with(|| {
                patterns.push(Vec::new());
                patterns.len() - 1
            });
            patterns[place].push(at);
            if let (Meant::Person, Some(last)) = (name.meant, form.tokens.last()) {
                surnames.entry(last.word.clone()).or_default().push(at);
            }
        }
        let mut lines: Vec<(usize, String)> = places.into_iter().map(|(line, place)| (place, line)).collect();
        lines.sort_unstable();
        // Only patterns of gigabytes do not fit: then nothing is found, and the log says why.
        let automaton = AhoCorasick::new(lines.iter().map(|(_, line)| line))
            .inspect_err(|error| tracing::error!("the names of a council cannot be looked for: {error}"))
            .ok();
        Self { names, patterns, automaton, surnames, fingerprint }
    }

    /// Hash of the names.
    pub fn fingerprint(&self) -> i64 {
        self.fingerprint
    }

    /// Every place where words are those of names and are written as such, in the order of where they end; they can overlap.
    pub fn find(&self, text: &Words<'_>) -> Vec<Found<'_>> {
        let Words { text, tokens, line, starts } = text;
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut all = Vec::new();
        for found in automaton.find_overlapping_iter(line) {
            let Ok(from) = starts.binary_search(&found.start()) else { continue };
            let to = starts.partition_point(|start| *start < found.end());
            let written = &tokens[from..to];
            let names = self.patterns[found.pattern().as_usize()].iter().map(|at| &self.names[*at]);
            let names = names.filter(|(name, form)| form.fits(written) && stands(name, form, text, tokens, from, to));
            let mut names: Vec<&Name> = names.map(|(name, _)| name).collect();
            names.dedup_by_key(|name| name.id);
            if !names.is_empty() {
                all.push(Found { from, to, names });
            }
        }
        all
    }

    /// The people whose name ends with this word, each with the words of the name.
    pub fn people(&self, last: &str) -> impl Iterator<Item = (&Name, &Form)> {
        self.surnames.get(last).into_iter().flatten().map(|at| (&self.names[*at].0, &self.names[*at].1))
    }
}

/// Words behind the name of a board of one word that make it the name of something else.
const BEHIND_ONE: &[&str] =
    &["director", "lead", "member", "members", "office", "officer", "portfolio", "support", "team"];
/// Words before it that do.
const BEFORE_ONE: &[&str] = &["chief", "shadow"];

/// Whether the words around a name let it be that name.
fn stands(name: &Name, form: &Form, text: &str, tokens: &[Token], from: usize, to: usize) -> bool {
    let next = tokens.get(to);
    let before = from.checked_sub(1).and_then(|at| tokens.get(at));
    let is = |token: Option<&Token>, words: &[&str]| token.is_some_and(|t| words.contains(&t.word.as_str()));
    let year = next.is_some_and(|t| t.word.len() == 4 && t.word.chars().all(|c| c.is_ascii_digit()));
    match name.meant {
        // The name of a person is not broken by an `and`.
        Meant::Person => tokens[from..to].iter().skip(1).all(|t| !t.gap),
        Meant::Board if to - from == 1 => !is(next, BEHIND_ONE) && !is(before, BEFORE_ONE),
        Meant::Programme if to - from == 2 => !goes_on(text, tokens, from, to),
        _ => !(form.yearless && year),
    }
}

/// Words with a capital that stand before a name without making it another.
const BEFORE: &[&str] = &[
    "a", "an", "each", "her", "his", "its", "local", "national", "new", "our", "that", "the", "their", "this", "your",
];
/// Words with a capital behind a name that say what it is.
const BEHIND: &[&str] = &[
    "approach",
    "board",
    "model",
    "offer",
    "partnership",
    "pilot",
    "plan",
    "programme",
    "project",
    "reform",
    "reforms",
    "service",
    "services",
    "strategy",
    "team",
    "teams",
    "transformation",
    "update",
    "report",
];

/// Whether a name of two words is part of a longer one, that nobody entered: `Families First Plus`.
fn goes_on(text: &str, tokens: &[Token], from: usize, to: usize) -> bool {
    let joined = |a: &Token, b: &Token| {
        b.letters == Letters::Capital && !b.gap && text.get(a.to..b.from).is_some_and(|between| between == " ")
    };
    let behind =
        tokens.get(to).is_some_and(|next| joined(&tokens[to - 1], next) && !BEHIND.contains(&next.word.as_str()));
    let before = from.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|before| {
        joined(before, &tokens[from]) && before.letters == Letters::Capital && !BEFORE.contains(&before.word.as_str())
    });
    behind || before
}
