//! Marks of the parts of a list: "(1)", "a)", "iv.", bullets.

use super::pattern::patterns;

patterns! {
    MARK = r"^(?:\(?(\d{1,2}|[a-z]|[ivx]{1,5})[.)]|[•·▪●\-–—*])\s+";
    INLINE = r"(?:^|[:;,.]\s+|\b(?:and|that|to)\s+)(\(?(\d{1,2}|[a-z]|[ivx]{1,5})[.)]\s+)";
}

/// How the parts of a list are counted.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Count {
    Number,
    Letter,
    Roman,
    Bullet,
}

/// A place in a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    count: Count,
    place: usize,
}

const ROMAN: [&str; 20] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
    "xviii", "xix", "xx",
];

/// The place that a mark names after `before`, or first in its list.
fn place(mark: &str, before: Option<Place>) -> Option<Place> {
    let number = mark.parse().ok();
    let letter = match mark.as_bytes() {
        [c @ b'a'..=b'z'] => Some(usize::from(c - b'a') + 1),
        _ => None,
    };
    let roman = ROMAN.iter().position(|roman| *roman == mark).map(|at| at + 1);
    let next = before.map_or(1, |before| before.place + 1);
    [(Count::Number, number), (Count::Roman, roman), (Count::Letter, letter)]
        .into_iter()
        .filter(|(count, place)| *place == Some(next) && before.is_none_or(|before| before.count == *count))
        .map(|(count, place)| Place { count, place: place.unwrap_or(1) })
        .next()
}

/// A part of a list: its place, its mark without brackets, and where its words begin and end in the text.
pub(super) struct Part {
    pub place: Place,
    pub number: Option<String>,
    /// Where its mark begins.
    pub start: usize,
    pub words: usize,
    pub end: usize,
}

/// The mark at the start of a text, if it follows on `before` or, without that, is the first of a list.
pub(super) fn marked(text: &str, before: Option<Place>) -> Option<Part> {
    let found = MARK.captures(text)?;
    let words = found.get(0)?.end();
    let end = text.len();
    match found.get(1) {
        Some(mark) => place(mark.as_str(), before).map(|place| Part {
            place,
            number: Some(mark.as_str().into()),
            start: 0,
            words,
            end,
        }),
        None if before.is_none_or(|before| before.count == Count::Bullet) => {
            Some(Part { place: Place { count: Count::Bullet, place: 1 }, number: None, start: 0, words, end })
        }
        None => None,
    }
}

/// The parts that are counted within one text, from the first on; empty if there is no list.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for found in INLINE.all(text) {
        let (Some(whole), Some(mark)) = (found.get(1), found.get(2)) else { continue };
        let before = parts.last().map(|part| part.place);
        if let Some(place) = place(mark.as_str(), before) {
            if let Some(last) = parts.last_mut() {
                last.end = whole.start();
            }
            let number = Some(mark.as_str().into());
            parts.push(Part { place, number, start: whole.start(), words: whole.end(), end: text.len() });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{marked, parts};

    #[test]
    fn lists_are_counted() {
        let words = |text: &'static str| -> Vec<&str> { parts(text).iter().map(|p| &text[p.words..p.end]).collect() };
        assert_eq!(words("That: (1) A be noted; and (2) B be noted."), ["A be noted; and ", "B be noted."]);
        assert_eq!(
            words("a) to note; b) to agree under section 3 (a) of it"),
            ["to note; ", "to agree under section 3 (a) of it"]
        );
        assert_eq!(words("That the 3 (three) plans be noted."), Vec::<&str>::new());
        let one = marked("i. to note", None).expect("a mark");
        assert!(marked("ii. to agree", Some(one.place)).is_some());
        assert!(marked("iv. to agree", Some(one.place)).is_none());
        assert!(marked("2. to agree", None).is_none());
    }
}
