//! Names as they are compared: small letters without accents, titles and punctuation, with endings spelled in full.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Titles before a name.
const BEFORE: [&str; 30] = [
    "alderman",
    "ald",
    "baroness",
    "captain",
    "cllr",
    "cllrs",
    "councillor",
    "cr",
    "dame",
    "dr",
    "hon",
    "honourable",
    "lady",
    "lord",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mx",
    "prof",
    "professor",
    "rev",
    "revd",
    "reverend",
    "right",
    "rt",
    "sir",
    "the",
    "canon",
    "father",
];
/// Letters behind a name.
const BEHIND: [&str; 16] =
    ["am", "ba", "bsc", "cbe", "dl", "frsa", "jp", "kc", "ma", "mbe", "mp", "ms", "msc", "obe", "phd", "qc"];
/// Short forms of organisations' names.
const IN_FULL: [(&str, &str); 10] = [
    ("cic", "community interest company"),
    ("cio", "charitable incorporated organisation"),
    ("co", "company"),
    ("ft", "foundation trust"),
    ("icb", "integrated care board"),
    ("llp", "limited liability partnership"),
    ("ltd", "limited"),
    ("nhs", "national health service"),
    ("plc", "public limited company"),
    ("st", "saint"),
];

/// The words of a name: small letters and digits without accents and apostrophes, `&` as "and".
pub fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let letters = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    for c in letters {
        match c {
            '\'' | '’' | '‘' | '`' | 'ʼ' => {}
            '&' => words.extend(["and".to_string(), String::new()]),
            'ł' => push(&mut words, 'l'),
            'ø' => push(&mut words, 'o'),
            'đ' => push(&mut words, 'd'),
            'ß' => push_all(&mut words, "ss"),
            'æ' => push_all(&mut words, "ae"),
            c if c.is_alphanumeric() => push(&mut words, c),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn push(words: &mut [String], letter: char) {
    if let Some(word) = words.last_mut() {
        word.push(letter);
    }
}

fn push_all(words: &mut [String], letters: &str) {
    letters.chars().for_each(|letter| push(words, letter));
}

/// The words of somebody's name, without titles, the family name last. A comma behind the family name turns the name round.
pub fn person(name: &str) -> Vec<String> {
    if let Some((family, given)) = name.split_once(',')
        && !given.contains(',')
    {
        let (family, given) = (plain(words(family)), plain(words(given)));
        let is_name = given.iter().any(|word| !BEHIND.contains(&word.as_str()));
        return if is_name { [given, family].concat() } else { family };
    }
    plain(words(name))
}

fn plain(mut words: Vec<String>) -> Vec<String> {
    while words.len() > 1 && BEFORE.contains(&words[0].as_str()) {
        words.remove(0);
    }
    while words.len() > 2 && words.last().is_some_and(|last| BEHIND.contains(&last.as_str())) {
        words.pop();
    }
    words
}

/// The words of a board's name, without an article before it.
pub fn board(name: &str) -> Vec<String> {
    let mut words = words(name);
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// The words of an organisation's name, short forms spelled in full.
pub fn organisation(name: &str) -> Vec<String> {
    // Letters with a dot behind each are one short form.
    let joined = name.split_whitespace().map(|word| match is_dotted(word) {
        true => word.replace('.', ""),
        false => word.to_string(),
    });
    let in_full = |word: String| match IN_FULL.iter().find(|(short, _)| *short == word) {
        Some((_, long)) => long.split(' ').map(String::from).collect(),
        None => vec![word],
    };
    board(&joined.collect::<Vec<_>>().join(" ")).into_iter().flat_map(in_full).collect()
}

fn is_dotted(word: &str) -> bool {
    let mut parts = word.trim_end_matches('.').split('.');
    word.contains('.') && parts.all(|part| part.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_compared_without_titles() {
        for name in ["Jo Smith", "Cllr Jo Smith MBE", "the Rt. Hon. JO SMITH", "Smith, Jo", "Councillor Jó Smith, OBE"]
        {
            assert_eq!(person(name).join(" "), "jo smith", "{name}");
        }
        assert_eq!(person("Siân O’Neill-Brown").join(" "), "sian oneill brown");
        assert_eq!(person("Lord").join(" "), "lord");
        assert_eq!(person("").join(" "), "");
    }

    #[test]
    fn organisations_are_spelled_in_full() {
        assert_eq!(organisation("Acme Ltd."), organisation("ACME Limited"));
        assert_eq!(organisation("Help C.I.C."), organisation("Help Community Interest Company"));
        assert_eq!(organisation("Bath & West NHS FT"), organisation("Bath and West NHS Foundation Trust"));
        assert_eq!(organisation("The Łódź Trust").join(" "), "lodz trust");
        assert_eq!(board("The Children's Board"), board("Childrens board"));
    }
}
