//! How near two texts are, by the words that they share: simple, the same every time, and easy to say.

use std::collections::HashSet;

/// Words that bear no subject.
const PLAIN: [&str; 24] = [
    "about", "also", "among", "been", "being", "from", "have", "into", "more", "most", "other", "such", "than", "that",
    "their", "them", "they", "this", "through", "what", "when", "which", "will", "with",
];

/// The words of a text that can bear its subject: four letters or more, in small letters, without a plural's s.
pub fn words(text: &str) -> HashSet<String> {
    let parts = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    let fit = parts.filter(|w| w.chars().count() >= 4 && !PLAIN.contains(&w.as_str()));
    fit.map(|w| w.strip_suffix('s').map(str::to_owned).unwrap_or(w)).collect()
}

/// Twice the words shared, over the words of both: 0 for nothing in common, 1 for the same words.
pub fn likeness(a: &HashSet<String>, b: &HashSet<String>) -> f64 {
    let both = a.len() + b.len();
    if both == 0 { 0.0 } else { 2.0 * a.intersection(b).count() as f64 / both as f64 }
}

#[cfg(test)]
mod tests {
    use super::{likeness, words};

    #[test]
    fn shared_words_make_texts_alike() {
        let a = words("Improve the quality of social work practice");
        assert!(likeness(&a, &words("Better quality in the practices of social work")) > 0.7);
        assert_eq!(likeness(&a, &words("Housing")), 0.0);
        assert_eq!(likeness(&words(""), &words("")), 0.0);
    }
}
