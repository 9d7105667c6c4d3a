//! The word that somebody probably meant.

/// Longest text, in bytes, that could be a misspelt word.
const LONGEST: usize = 300;

/// Of the words given, the one most like `word`; none if none is much like it.
pub(crate) fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    words
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&word.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// The end of a sentence that suggests the nearest word; empty if there is none.
pub(crate) fn did_you_mean<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> String {
    match nearest(word, words) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        let words = ["staffordshire", "stoke-on-trent", "bath"];
        assert_eq!(nearest("stafordshire", words), Some("staffordshire"));
        assert_eq!(nearest("zzz", words), None);
    }
}
