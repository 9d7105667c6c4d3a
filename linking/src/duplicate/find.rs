//! Candidates grouped by what makes them alike. Nothing is compared with everything: only what falls into one group.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use uuid::Uuid;

use super::Reason;
use super::fold;
use super::pair::{Pair, Pairs};
use super::read::Candidate;

/// In a group of more than this only what is wholly alike is found.
const CROWD: usize = 50;
/// Letters of the shortest word in which an error of typing is told from another name.
const WORD: usize = 5;

/// A candidate's name as it is compared.
struct Folded {
    words: Vec<String>,
    whole: String,
}

type ByName<'a> = BTreeMap<(Option<Uuid>, &'a str), Vec<usize>>;

/// Likely doubles among the records of a table.
pub fn pairs(table: &str, candidates: &[Candidate]) -> Vec<Pair> {
    let fold = match table {
        "person" => fold::person,
        "board" => fold::board,
        _ => fold::organisation,
    };
    let folded: Vec<Folded> = candidates
        .iter()
        .map(|of| {
            let words = fold(&of.name);
            Folded { whole: words.join(" "), words }
        })
        .collect();
    let mut by_name = ByName::new();
    for (place, name) in folded.iter().enumerate().filter(|(_, name)| !name.whole.is_empty()) {
        by_name.entry((candidates[place].council, name.whole.as_str())).or_default().push(place);
    }
    let is_local = table != "organisation";
    let mut pairs = Pairs::new(candidates);
    same_identifier(candidates, &mut pairs);
    for ((council, _), alike) in &by_name {
        let reason = if is_local && council.is_none() { Reason::NoCouncil } else { Reason::Name };
        pairs.add_all(alike, &reason);
    }
    for (place, of) in candidates.iter().enumerate() {
        for alias in &of.aliases {
            let name = fold(alias).join(" ");
            for other in by_name.get(&(of.council, name.as_str())).into_iter().flatten().take(CROWD) {
                pairs.add(place, *other, Reason::Alias);
            }
        }
    }
    if table == "person" {
        shortened(candidates, &folded, &mut pairs);
        mistyped(candidates, &folded, &mut pairs);
        of_no_council(&by_name, &mut pairs);
    }
    pairs.all().collect()
}

fn same_identifier(candidates: &[Candidate], pairs: &mut Pairs) {
    let mut bearers: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (place, of) in candidates.iter().enumerate() {
        for (scheme, value) in &of.identifiers {
            bearers.entry((scheme, value)).or_default().push(place);
        }
    }
    for ((scheme, value), mut alike) in bearers.into_iter().filter(|(_, alike)| alike.len() > 1) {
        alike.dedup();
        pairs.add_all(&alike, &Reason::Identifier { scheme: scheme.into(), value: value.into() });
    }
}

/// One name with initials or without middle names, where it fits only one other of the council.
fn shortened(candidates: &[Candidate], folded: &[Folded], pairs: &mut Pairs) {
    let mut near: HashMap<(Uuid, &str, Option<char>), Vec<usize>> = HashMap::new();
    for (place, name) in folded.iter().enumerate().filter(|(_, name)| name.words.len() > 1) {
        let (Some(council), Some(family)) = (candidates[place].council, name.words.last()) else { continue };
        near.entry((council, family, name.words[0].chars().next())).or_default().push(place);
    }
    for group in near.into_values().filter(|group| (2..=CROWD).contains(&group.len())) {
        for short in &group {
            let name = &folded[*short];
            let longer = group.iter().filter(|long| folded[**long].whole != name.whole);
            let fitting: Vec<usize> =
                longer.copied().filter(|long| is_short_for(&name.words, &folded[*long].words)).collect();
            // Several that are written alike are one.
            if let Some(first) = fitting.first()
                && fitting.iter().all(|other| folded[*other].whole == folded[*first].whole)
            {
                pairs.add(*short, *first, Reason::Shortened);
            }
        }
    }
}

/// Whether one name can be the other, with initials for given names or without the middle ones. Family names are the same.
fn is_short_for(short: &[String], long: &[String]) -> bool {
    let initial = |a: &str, b: &str| a == b || (a.chars().count() == 1 && b.starts_with(a));
    let given = |words: &[String]| words[..words.len().saturating_sub(1)].to_vec();
    let (short, long) = (given(short), given(long));
    let (Some((first, middle)), Some((other, others))) = (short.split_first(), long.split_first()) else {
        return false;
    };
    let middle_fits = middle.is_empty()
        || (middle.len() == others.len() && middle.iter().zip(others).all(|(one, other)| initial(one, other)));
    initial(first, other) && middle_fits
}

/// Names of one council that are one typing error apart. Each name is filed under itself and under itself without each one
/// of its letters: two that are an error apart share a file.
fn mistyped(candidates: &[Candidate], folded: &[Folded], pairs: &mut Pairs) {
    let mut files: Vec<(u64, usize)> = Vec::new();
    for (place, name) in folded.iter().enumerate() {
        let Some(council) = candidates[place].council else { continue };
        if name.words.len() < 2 || name.whole.chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        files.push((file(council, name.whole.chars()), place));
        for left_out in 0..name.whole.chars().count() {
            let rest = name.whole.chars().enumerate().filter(|(at, _)| *at != left_out).map(|(_, c)| c);
            files.push((file(council, rest), place));
        }
    }
    files.sort_unstable();
    files.dedup();
    for group in files.chunk_by(|a, b| a.0 == b.0).filter(|group| (2..=CROWD).contains(&group.len())) {
        for (i, (_, one)) in group.iter().enumerate() {
            for (_, other) in &group[i + 1..] {
                let is_same_place = candidates[*one].council == candidates[*other].council;
                if is_same_place && is_typing_error(&folded[*one].words, &folded[*other].words) {
                    pairs.add(*one, *other, Reason::Typing);
                }
            }
        }
    }
}

fn file(council: Uuid, letters: impl Iterator<Item = char>) -> u64 {
    let mut hasher = DefaultHasher::new();
    council.hash(&mut hasher);
    letters.for_each(|letter| letter.hash(&mut hasher));
    hasher.finish()
}

/// Whether one long word of the names differs, by one letter too many, too few, wrong or out of place.
fn is_typing_error(one: &[String], other: &[String]) -> bool {
    let mut differing = one.iter().zip(other).filter(|(a, b)| a != b);
    match (one.len() == other.len(), differing.next(), differing.next()) {
        (true, Some((a, b)), None) => {
            a.chars().count().min(b.chars().count()) >= WORD && strsim::osa_distance(a, b) == 1
        }
        _ => false,
    }
}

/// Somebody of no council, and the only one with the same name who is of one.
fn of_no_council(by_name: &ByName, pairs: &mut Pairs) {
    let mut with_council: HashMap<&str, Vec<usize>> = HashMap::new();
    for ((council, name), places) in by_name {
        if council.is_some() {
            with_council.entry(name).or_default().extend(places.first());
        }
    }
    for ((council, name), places) in by_name {
        if council.is_none()
            && let Some([only]) = with_council.get(name).map(Vec::as_slice)
        {
            places.iter().for_each(|place| pairs.add(*place, *only, Reason::NoCouncil));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    /// All of one council, which is the worst case: 1,000 family names with 100 given names each.
    #[test]
    fn a_hundred_thousand_people_take_seconds() {
        let letters = |n: usize| -> String {
            (0..4)
                .scan(n, |left, _| Some(char::from(b"bcdfglmnrs"[std::mem::replace(left, *left / 10) % 10])))
                .collect()
        };
        let candidate = |n: usize| Candidate {
            id: Uuid::from_u128(n as u128),
            slug: format!("p{n}"),
            name: format!(
                "{}a{} {}o{}",
                letters(n / 1_000),
                letters(n / 1_000),
                letters(n % 1_000),
                letters(n % 1_000)
            ),
            council: Some(Uuid::nil()),
            ..Candidate::default()
        };
        let mut candidates: Vec<Candidate> = (0..100_000).map(candidate).collect();
        candidates.push(Candidate { id: Uuid::from_u128(1 << 60), slug: "twin".into(), ..candidate(7) });
        let began = Instant::now();
        let pairs = pairs("person", &candidates);
        let took = began.elapsed();
        assert_eq!(pairs.len(), 1, "{pairs:?}");
        eprintln!("100,001 people were compared in {took:?}");
        assert!(took < Duration::from_secs(60), "{took:?}");
    }
}
