//! Paragraphs and their sentences.

use std::ops::Range;

use super::pattern::patterns;

patterns! {
    /// Short forms after which a full stop ends no sentence.
    SHORT = r"(?i)(?:^|[\s(\[“‘])(?:mr|mrs|ms|mx|dr|cllrs?|prof|rev|st|hon|ald|supt|insp|sgt|ltd|vs|approx|paras?|pp?|ref|fig|nem|incl?|gen|dept|govt|tel|e\.g|i\.e|eg|ie|viz|cf|co|rd|ave)$";
    /// A single letter, as of a name.
    INITIAL = r"(?:^|[\s.(])\p{Lu}$";
    /// Words after which a single letter is no initial.
    LETTERED = r"(?i)(?:^|\s)(?:appendix|option|part|section|plan|annexe?|table|schedule|item|phase|group|category|class|grade|band|block|site|zone|list|minute|paragraph|vitamin|scenario)\s\p{Lu}$";
    /// A list mark at the start, or after the end of a sentence or clause.
    MARK = r"(?:^|[.;:,]\s|\band\s)[“‘(]?(?:\d{1,2}|\p{L}|[ivx]{1,4})$";
    NUMBERED = r"(?i)\bnos?\.\s\d{1,2}$";
    /// An hour before which no sentence ends.
    HOUR = r"(?i)[\s\d](?:a\.m|p\.m)$";
    DAY_OR_MONTH = r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|^(?:January|February|March|April|May|June|July|August|September|October|November|December)\b";
}

/// Longest bracket or quotation, in bytes, within which no sentence ends.
const LONGEST_INSIDE: usize = 600;

/// How far before a full stop is looked, in bytes.
const BEFORE: usize = 40;

/// One paragraph, in which white space is collapsed.
pub(super) struct Paragraph {
    pub text: String,
    /// Where its sentences are, in order.
    pub sentences: Vec<Range<usize>>,
}

impl Paragraph {
    /// A sentence; empty if there is none of this index.
    pub fn sentence(&self, index: usize) -> &str {
        self.sentences.get(index).map_or("", |range| &self.text[range.clone()])
    }
}

/// The text with every run of white space as one space, and none around.
pub(super) fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The paragraphs of a text, one a line; those without text are left out.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    text.split('\n')
        .map(collapsed)
        .filter(|text| !text.is_empty())
        .map(|text| Paragraph { sentences: sentences(&text), text })
        .collect()
}

/// At most the last `length` bytes of a text.
pub(super) fn tail(text: &str, length: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(length))..]
}

/// At most the first `length` bytes of a text.
pub(super) fn head(text: &str, length: usize) -> &str {
    &text[..text.floor_char_boundary(length)]
}

/// Where the sentences of a paragraph of collapsed white space are. They leave out nothing but spaces.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut inside) = (0, 0);
    let mut brackets = text.match_indices(')').map(|(at, _)| at).peekable();
    let mut quotes = text.match_indices('”').map(|(at, _)| at).peekable();
    for (at, c) in text.char_indices() {
        if at < start {
            continue;
        }
        let closers: &mut dyn Iterator<Item = usize> = match c {
            '(' => &mut std::iter::from_fn(|| next_after(&mut brackets, at)),
            '“' => &mut std::iter::from_fn(|| next_after(&mut quotes, at)),
            _ => &mut std::iter::empty(),
        };
        if let Some(close) = closers.next().filter(|close| close - at <= LONGEST_INSIDE) {
            inside = inside.max(close);
        }
        let ends = match c {
            '.' | '?' | '!' | '…' => at >= inside,
            ')' | '”' => at >= inside && text[..at].ends_with(['.', '?', '!']),
            _ => false,
        };
        if ends && let Some(end) = end_of(text, at, c) {
            found.push(start..end);
            start = end + 1;
        }
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
}

/// The first place after `at`; those before it are used up.
fn next_after(places: &mut std::iter::Peekable<impl Iterator<Item = usize>>, at: usize) -> Option<usize> {
    while places.next_if(|place| *place < at).is_some() {}
    places.peek().copied()
}

/// The end of the sentence that the mark `c` at `at` ends; none if it ends none.
fn end_of(text: &str, at: usize, c: char) -> Option<usize> {
    let after = &text[at + c.len_utf8()..];
    let rest = after.trim_start_matches(['’', '”', '"', '\'', ')', ']', '.']);
    let end = text.len() - rest.len();
    if rest.is_empty() {
        return Some(end);
    }
    let next = rest.strip_prefix(' ')?;
    let begins = next.trim_start_matches(['“', '‘', '"', '\'', '(', '[', '£', '€', '•', '-', '–', ' ']);
    let first = begins.chars().next()?;
    let can_begin =
        first.is_uppercase() || first.is_ascii_digit() || begins.len() < next.len() && first.is_alphabetic();
    if !can_begin || c == '.' && is_short(tail(&text[..at], BEFORE), begins) {
        return None;
    }
    Some(end)
}

/// Whether the full stop after `before` belongs to a short form, an initial, an hour or a list mark.
fn is_short(before: &str, next: &str) -> bool {
    let number_follows = next.starts_with(|c: char| c.is_ascii_digit());
    SHORT.is_in(before)
        || INITIAL.is_in(before) && !LETTERED.is_in(before)
        || MARK.is_in(before) && !NUMBERED.is_in(before)
        || HOUR.is_in(before) && DAY_OR_MONTH.is_in(next)
        || number_follows && (before.ends_with("No") || before.ends_with("no") || before.ends_with("Nos"))
}

#[cfg(test)]
mod tests {
    use super::{collapsed, paragraphs};

    fn split(text: &str) -> Vec<String> {
        let all = paragraphs(text);
        all.iter().flat_map(|p| (0..p.sentences.len()).map(|i| p.sentence(i).to_owned())).collect()
    }

    #[test]
    fn sentences_end_where_they_end() {
        for (text, count) in [
            ("Cllr. J. Smith asked about No. 7. The Chair replied.", 2),
            ("It cost £1.5m. It began at 10.30 a.m. The end came.", 3),
            ("At 9.30 a.m. Tuesday was chosen.", 1),
            ("Measures (e.g. care. Plans and such) were named. All agreed.", 2),
            ("He said “We must act. It is late.” The Chair agreed.", 2),
            ("The plan is in Appendix B. The Panel noted it.", 2),
            ("RESOLVED: 1. That A be noted. 2. That B be noted.", 2),
            ("Carried nem. con. The meeting ended.", 2),
            ("It would affect ‘business as usual’. The Director replied.", 2),
            ("See i.e. The rest.", 1),
            ("no capital. here", 1),
        ] {
            let found = split(text);
            assert_eq!(found.len(), count, "{found:?}");
            assert_eq!(found.join(" "), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn sentences_are_the_whole_text(text in "[a-zA-Z0-9 .?!()“”‘’:;,\n£é]{0,200}") {
            proptest::prop_assert_eq!(split(&text).join(" "), collapsed(&text));
        }
    }
}
