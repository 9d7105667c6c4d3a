//! A title and a surname: `Cllr Smith`, `Councillors A. Smith, Jones and O'Brien`, `Mrs Jane Smith`.

use uuid::Uuid;

use super::decide::Decided;
use super::find::{Place, Spans, is_present};
use crate::gazetteer::{Form, Gazetteer, Meant, Name, Scope};
use crate::text::token::{Letters, Token};

const TITLES: &[&str] = &[
    "ald",
    "alderman",
    "cathaoirleach",
    "cc",
    "clir",
    "cllr",
    "councillor",
    "cr",
    "dame",
    "dr",
    "lady",
    "lord",
    "mayor",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mx",
    "prof",
    "professor",
    "rev",
    "sir",
];
/// Titles behind which several names stand.
const OF_SEVERAL: &[&str] = &["aldermen", "ccs", "clirs", "cllrs", "councillors", "crs", "messrs"];
/// Small words within a surname.
const PARTICLES: &[&str] = &["da", "de", "del", "den", "der", "di", "du", "la", "le", "ni", "ui", "van", "von"];
/// Words of a name that are read at most.
const LONGEST: usize = 5;

/// Adds the surnames that stand behind a title, or before a letter in brackets, and that are somebody's there.
pub(super) fn add(spans: &mut Spans<'_>, here: &Here<'_>, text: &str, tokens: &[Token]) {
    let mut at = 0;
    while at < tokens.len() {
        let word = tokens[at].word.as_str();
        if tokens[at].letters == Letters::Capital && initial_behind(text, tokens, at + 1).is_some() {
            at = name(spans, here, text, tokens, at).max(at + 1);
            continue;
        }
        let several = OF_SEVERAL.contains(&word);
        if (!several && !TITLES.contains(&word)) || tokens[at].letters == Letters::Small {
            at += 1;
            continue;
        }
        at = name(spans, here, text, tokens, at + 1).max(at + 1);
        while several && at < tokens.len() && goes_on(text, tokens, at) {
            let next = name(spans, here, text, tokens, at);
            if next == at {
                break;
            }
            at = next;
        }
    }
}

/// Whether a list of names goes on with the word at a place: behind a comma or an `and`.
fn goes_on(text: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(before), Some(here)) = (at.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(at)) else {
        return false;
    };
    let between = text.get(before.to..here.from).unwrap_or_default();
    here.letters != Letters::Small
        && !between.contains(['.', ';', ':', '\n'])
        && (here.gap || between.contains([',', '&']))
}

/// Reads one name; gives the place behind it, or where it began if there is none.
fn name(spans: &mut Spans<'_>, here: &Here<'_>, text: &str, tokens: &[Token], from: usize) -> usize {
    let mut end = from;
    while let Some(token) = tokens.get(end)
        && end - from < LONGEST
        && (token.letters != Letters::Small || PARTICLES.contains(&token.word.as_str()))
        && !TITLES.contains(&token.word.as_str())
        && (end == from || (!token.gap && joined(text, &tokens[end - 1], token)))
    {
        end += 1;
    }
    if spans.taken(from, from + 1) || end == from {
        let mut behind = from;
        while spans.taken(behind, behind + 1) {
            behind += 1;
        }
        return behind;
    }
    for to in (from + 1..=end).rev() {
        let behind = initial_behind(text, tokens, to);
        let mut words = tokens[from..to].to_vec();
        if let Some(initial) = behind {
            words.insert(0, initial.clone());
        }
        if let Some(decided) = decide(&here.people(&words, to), here.place)
            && !spans.taken(from, to)
        {
            let to = to + usize::from(behind.is_some());
            spans.add(from, to, decided);
            return to;
        }
    }
    end
}

/// The first letter of a first name in brackets behind a surname: `Collins (M)`.
fn initial_behind<'t>(text: &str, tokens: &'t [Token], at: usize) -> Option<&'t Token> {
    let (surname, letter) = (tokens.get(at.checked_sub(1)?)?, tokens.get(at)?);
    let one = letter.word.chars().count() == 1 && letter.letters != Letters::Small;
    let opens = matches!(text.get(surname.to..letter.from)?.trim(), "(" | "[");
    (one && opens && text.get(letter.to..)?.starts_with([')', ']'])).then_some(letter)
}

/// Whether two words of a name stand together: with a blank, a dot or a hyphen between them and nothing else.
fn joined(text: &str, before: &Token, token: &Token) -> bool {
    let between = text.get(before.to..token.from).unwrap_or_default();
    let dot = between.contains('.');
    let initial = before.word.chars().count() == 1;
    between.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '-' | '‐' | '‑' | '–')) && (!dot || initial)
}

/// Where names are looked up.
pub(super) struct Here<'h> {
    pub gazetteer: &'h Gazetteer,
    pub place: &'h Place,
    pub scopes: &'h [&'h Scope],
    /// Places where `of` stands before another council's name.
    pub others: &'h [(usize, Uuid)],
}

impl Here<'_> {
    /// Those whose surname these words end with, and whose first names they do not contradict: of the council that is named
    /// behind them, else of this one.
    fn people(&self, words: &[Token], to: usize) -> Vec<&Name> {
        let Some(last) = words.last() else { return Vec::new() };
        let other = self.others.iter().find(|(of, _)| *of == to);
        let scopes: Vec<&Scope> = match other {
            Some((_, council)) => self.gazetteer.own(*council).map(AsRef::as_ref).into_iter().collect(),
            None => self.scopes.to_vec(),
        };
        let all = scopes.into_iter().flat_map(|scope| scope.people(&last.word));
        all.filter(|(_, form)| agrees(form, words)).map(|(name, _)| name).collect()
    }
}

/// Whether words can be a form of a name: its surname, with first names or their first letters before it.
fn agrees(form: &Form, words: &[Token]) -> bool {
    let name: Vec<&str> = form.tokens.iter().map(|t| t.word.as_str()).collect();
    let words: Vec<&str> = words.iter().map(|t| t.word.as_str()).collect();
    let shared = name.iter().rev().zip(words.iter().rev()).take_while(|(a, b)| a == b).count();
    let (first_names, before) = (&name[..name.len() - shared], &words[..words.len() - shared]);
    if first_names.is_empty() {
        return before.is_empty();
    }
    // What stands before the surname must be first names in their order, whole or by their first letter.
    let mut rest = first_names.iter();
    before.iter().all(|word| rest.any(|own| own == word || is_initial(word, own) || is_initial(own, word)))
        || (!before.is_empty() && before.concat() == first_names.concat())
}

fn is_initial(letter: &str, name: &str) -> bool {
    letter.chars().count() == 1 && name.starts_with(letter)
}

/// Those who were there and have the name; where none of them has, those of the council who have it.
fn decide(who: &[&Name], place: &Place) -> Option<Decided> {
    let ids = |names: Vec<&Name>| -> Vec<(Meant, Uuid)> {
        let mut ids: Vec<_> = names.into_iter().map(|name| (name.meant, name.id)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let all = ids(who.to_vec());
    let present = ids(who.iter().copied().filter(|name| is_present(place, name)).collect());
    let means = if present.is_empty() { all } else { present };
    let others = who.first().is_some_and(|name| name.council != place.council && !place.present.contains(&name.id));
    let rule = if others { "NAMED_COUNCIL" } else { "TITLE_AND_SURNAME" };
    (!means.is_empty()).then(|| Decided::new(means, rule, "INFERRED"))
}
