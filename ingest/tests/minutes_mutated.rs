//! Minutes that are cut, doubled and shuffled: reading never fails, and whatever is read stands in the text.

use std::time::{Duration, Instant};

use ingest::minutes::{Minutes, read, read_decision};

const TEXTS: [&str; 4] = [
    include_str!("minutes/panel.txt"),
    include_str!("minutes/committee.txt"),
    include_str!("minutes/council.txt"),
    include_str!("minutes/questions.txt"),
];

/// What no clerk writes, and what clerks do write in the wrong place.
const ODD: &[&str] = &[
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "é\u{301}",
    "𝔉",
    "\u{a0}",
    "\u{2028}",
    "“",
    "”",
    "(",
    ")",
    "((((",
    "’",
    "‘",
    ".",
    "...",
    ";",
    ":",
    "\n",
    "\n\n",
    "RESOLVED",
    "RESOLVED that:",
    "\nQuestion: ",
    "\nAnswer: ",
    "amendment",
    "(1)",
    "1.",
    "a)",
    "iv.",
    "•",
    "She",
    "He",
    "They",
    "İ",
    "ß",
    "ﬁ",
    "99999999999999999999 votes for, 1 against",
    "In response",
    ", ",
    " and ",
    "The",
    "unanimously",
    "not",
    "\u{1f1ec}",
];

/// Numbers that are the same for the same seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound.max(1)).expect("a bound")).expect("a number")
    }

    fn place(&mut self, text: &str) -> usize {
        text.floor_char_boundary(self.below(text.len() + 1))
    }
}

fn mutated(text: &str, numbers: &mut Numbers) -> String {
    let mut text = text.to_owned();
    for _ in 0..=numbers.below(6) {
        let (a, b) = (numbers.place(&text), numbers.place(&text));
        let (from, to) = (a.min(b), a.max(b).min(text.ceil_char_boundary(a.min(b) + 300)).max(a.min(b)));
        match numbers.below(5) {
            0 => text.replace_range(from..to, ""),
            1 => {
                let piece = text[from..to].to_owned();
                text.insert_str(from, &piece);
            }
            2 => {
                let mut words: Vec<&str> = text.split(' ').collect();
                let (one, other) = (numbers.below(words.len()), numbers.below(words.len()));
                words.swap(one, other);
                text = words.join(" ");
            }
            3 => text.insert_str(from, ODD[numbers.below(ODD.len())]),
            _ => text = text.split_inclusive('\n').rev().collect(),
        }
    }
    text
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Holds what must be true of whatever is read in any text.
fn hold(text: &str, found: &Minutes) {
    let whole = flat(text);
    let stands = |part: &str| assert!(whole.contains(&flat(part)), "{part:?} is not in {text:?}");
    for (i, contribution) in found.contributions.iter().enumerate() {
        assert!(entities::contribution::KIND.words.iter().any(|word| word.word == contribution.kind));
        assert!(contribution.reply_to.is_none_or(|asked| asked < i), "{text:?}");
        let can_be_nobodys = matches!(contribution.kind, "QUESTION" | "ANSWER");
        assert!(can_be_nobodys || !contribution.speakers.is_empty(), "{text:?}");
        assert!(!contribution.text.is_empty(), "{text:?}");
        contribution.speakers.iter().for_each(|speaker| stands(&speaker.as_written));
        stands(&contribution.text);
    }
    for resolution in &found.resolutions {
        assert!(!resolution.effects.is_empty() && !resolution.text.is_empty(), "{text:?}");
        for effect in &resolution.effects {
            assert!(entities::decision::EFFECT.words.iter().any(|word| word.word == *effect), "{effect}");
        }
        stands(&resolution.evidence);
        stands(&resolution.text);
        resolution.body.iter().for_each(|body| stands(body));
    }
    for vote in &found.votes {
        stands(&vote.evidence);
        let counts = [vote.votes_for, vote.votes_against, vote.abstentions];
        assert!(counts.iter().flatten().all(|count| *count <= 1000), "{text:?}");
    }
    found.ambiguous.iter().for_each(|sentence| stands(sentence));
}

#[test]
fn mutated_minutes_are_read() {
    let seconds = std::env::var("FOLKMOOT_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(2);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut numbers = Numbers(0x5EED);
    let mut rounds = 0;
    while rounds < TEXTS.len() || Instant::now() < end {
        let text = mutated(TEXTS[rounds % TEXTS.len()], &mut numbers);
        hold(&text, &read(&text));
        hold(&text, &read_decision(&text));
        rounds += 1;
    }
    eprintln!("{rounds} mutated minutes were read");
}
