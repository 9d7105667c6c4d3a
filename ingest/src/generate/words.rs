//! Words for made-up titles: the same for the same seed, on every machine.

const OPENINGS: &[&str] =
    &["Report on", "Update on", "Review of", "Proposals for", "Consultation about", "Annual report on", "Delivery of"];
const SUBJECTS: &[&str] = &[
    "family hubs",
    "early help",
    "winter road maintenance",
    "school places",
    "adult social care",
    "library opening hours",
    "the capital programme",
    "housing repairs",
    "flood defences",
    "youth services",
    "the local plan",
    "waste collection",
];
const ENDINGS: &[&str] = &[
    "in the northern wards",
    "and the budget for it",
    "for the coming year",
    "after the public consultation",
    "and its delivery partners",
    "in the second quarter",
    "and lessons learned",
];
const SENTENCES: &[&str] = &[
    "Members heard how the work stands and what is left to do.",
    "Officers set out the costs, the risks and the options.",
    "The report was noted and will come back in the spring.",
    "Several members asked how the figures were reached.",
    "Partners described what has changed for families since last year.",
];

/// A number that looks random, from a seed (SplitMix64).
pub(super) fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A title of about 30 to 60 characters.
pub(super) fn title(seed: u64) -> String {
    format!("{} {} {}", pick(OPENINGS, seed), pick(SUBJECTS, seed ^ 1), pick(ENDINGS, seed ^ 2))
}

/// Two sentences.
pub(super) fn summary(seed: u64) -> String {
    format!("{} {}", pick(SENTENCES, seed ^ 3), pick(SENTENCES, seed ^ 4))
}

/// One of the things given.
pub(super) fn pick<T>(things: &[T], seed: u64) -> &T {
    &things[(mixed(seed) % things.len() as u64) as usize]
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn titles_are_of_a_real_length() {
        assert!((0..1_000).all(|seed| (24..=70).contains(&title(seed).len())));
        assert_eq!(title(7), title(7));
    }
}
