//! A written form: which words, and how they must be written to be the name.

use super::Meant;
use crate::text::token::{Letters, Token, tokens};

/// Names of so many words are names in small letters too: nobody writes them by chance.
const LONG: usize = 5;

/// Words that boards are called by one another's name: alone they name none.
const BARE: &[&str] = &[
    "assembly",
    "board",
    "commission",
    "committee",
    "council",
    "forum",
    "group",
    "panel",
    "partnership",
    "scrutiny",
    "team",
    "trust",
    "working",
];
/// Titles that many posts of a council bear.
const SHARED: &[&str] = &[
    "chair",
    "chairman",
    "chairperson",
    "co",
    "councillor",
    "deputy",
    "leader",
    "lead",
    "mayor",
    "member",
    "of",
    "officer",
    "opted",
    "substitute",
    "vice",
    "director",
    "head",
    "service",
    "manager",
];

/// What every body of a sort is called, without the area that it serves: alone they name none.
const SORT: &[&str] = &[
    "board",
    "care",
    "constabulary",
    "foundation",
    "icb",
    "integrated",
    "nhs",
    "of",
    "police",
    "service",
    "the",
    "trust",
];
/// Letters behind the name of a person that are no part of it.
const HONOURS: &[&str] = &["am", "bem", "cbe", "dbe", "dl", "jp", "kc", "mbe", "mp", "obe", "phd", "qc"];

/// The words of a name.
#[derive(Clone, Debug)]
pub struct Form {
    pub tokens: Vec<Token>,
    /// Whether a year that belongs to the name was left out: where one stands behind it, it is another name.
    pub yearless: bool,
}

impl Form {
    /// The forms in which a written form is used: as it is; without what is in brackets at its end, its year or its article;
    /// of a person without what stands between the first name and the surname. None where the words name nothing by
    /// themselves.
    pub fn all(meant: Meant, written: &str) -> Vec<Self> {
        let whole = written.trim();
        let mut texts = vec![(whole.to_string(), false)];
        let bare = whole.split_once(" (").filter(|(_, rest)| rest.ends_with(')')).map_or(whole, |(before, _)| before);
        let bare = ["The ", "A ", "An "].iter().find_map(|article| bare.strip_prefix(article)).unwrap_or(bare);
        let without = bare.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches([',', ' ']);
        let year = bare.len() == without.len() + 5 || bare.len() == without.len() + 6;
        let bracketed =
            whole.split_once(" (").is_some_and(|(_, rest)| rest.trim_end_matches(')').parse::<u16>().is_ok());
        texts.push((bare.to_string(), bracketed));
        if year && meant == Meant::PolicyInstrument {
            texts.push((without.to_string(), true));
        }
        let mut forms: Vec<Self> = Vec::new();
        for (at, (text, yearless)) in texts.into_iter().enumerate() {
            let mut tokens = tokens(&text);
            if meant == Meant::Person {
                while tokens.last().is_some_and(|last| HONOURS.contains(&last.word.as_str())) {
                    tokens.pop();
                }
            }
            // What is left of a name must be enough to know it by.
            if (at > 0 && tokens.len() < 3) || forms.iter().any(|form| same(&form.tokens, &tokens)) {
                continue;
            }
            if let ([first, .., last], Meant::Person, true) = (&*tokens, meant, tokens.len() == 3)
                && first.word.len() > 1
            {
                forms.push(Self { tokens: vec![first.clone(), last.clone()], yearless });
            }
            forms.push(Self { tokens, yearless });
        }
        forms.retain(|form| form.names(meant));
        forms
    }

    /// Whether the words name something by themselves.
    fn names(&self, meant: Meant) -> bool {
        let all = |words: &[&str]| self.tokens.iter().all(|t| words.contains(&t.word.as_str()));
        let letters: usize = self.tokens.iter().map(|t| t.word.chars().count()).sum();
        let bare = match meant {
            Meant::Board => all(BARE),
            Meant::Post => self.tokens.len() < 2 || all(SHARED),
            Meant::Person => self.tokens.len() < 2,
            Meant::Organisation => all(SORT),
            _ => false,
        };
        let short = letters < 3 || self.tokens.iter().all(|t| t.word.chars().all(|c| c.is_ascii_digit()));
        !bare && !short
    }

    /// Whether words that are these are written as a name is.
    pub fn fits(&self, written: &[Token]) -> bool {
        let capital = |t: &Token| t.letters != Letters::Small;
        if let ([own], [other]) = (&*self.tokens, written) {
            return match own.letters {
                Letters::Capitals => other.letters == Letters::Capitals,
                _ => capital(other),
            };
        }
        if self.tokens.len() >= LONG || written.iter().all(|t| t.letters == Letters::Capitals) {
            return true;
        }
        let must = self.tokens.iter().zip(written).filter(|(own, _)| capital(own));
        let (all, held) = must.fold((0, 0), |(all, held), (_, other)| (all + 1, held + usize::from(capital(other))));
        match self.tokens.len() {
            2 => held == all,
            _ => held * 2 >= all && written.first().is_some_and(capital),
        }
    }
}

/// Whether the words are the same.
fn same(a: &[Token], b: &[Token]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.word == b.word)
}

#[cfg(test)]
mod tests {
    use super::{Form, Meant};
    use crate::text::token::tokens;

    fn fits(name: &str, written: &str) -> bool {
        Form::all(Meant::Programme, name).iter().any(|form| form.fits(&tokens(written)))
    }

    fn all(meant: Meant, written: &str) -> Vec<String> {
        let line = |form: Form| form.tokens.iter().map(|t| t.word.clone()).collect::<Vec<_>>().join(" ");
        Form::all(meant, written).into_iter().map(line).collect()
    }

    #[test]
    fn a_name_is_written_as_one() {
        assert!(fits("Families First", "Families First"));
        assert!(fits("Families First", "FAMILIES FIRST"));
        assert!(!fits("Families First", "families first"));
        assert!(!fits("FFPP", "Ffpp"));
        assert!(fits("Best Start in Life", "Best Start in life"));
        assert!(!fits("Best Start in Life", "Best start in life"));
        assert!(!fits("Best Start in Life", "the best start in life"));
        assert!(fits("Early Years and Childcare Delivery Plan", "early years and childcare delivery plan"));
    }

    #[test]
    fn what_many_are_called_names_none() {
        assert!(all(Meant::Board, "Council").is_empty());
        assert_eq!(all(Meant::Board, "Cabinet"), ["cabinet"]);
        assert!(all(Meant::Post, "Vice-Chair").is_empty() && all(Meant::Post, "Head of Service").is_empty());
        assert_eq!(all(Meant::Post, "Leader of the Council"), ["leader of the council"]);
        assert!(all(Meant::Person, "Smith").is_empty());
        assert!(all(Meant::Organisation, "NHS Integrated Care Board").is_empty());
    }

    #[test]
    fn names_are_shortened() {
        let act = all(Meant::PolicyInstrument, "Children's Wellbeing and Schools Act 2026");
        assert_eq!(act, ["children wellbeing schools act 2026", "children wellbeing schools act"]);
        assert_eq!(all(Meant::PolicyInstrument, "Children Act 1989"), ["children act 1989"]);
        assert_eq!(all(Meant::Person, "Azhar Ali OBE"), ["azhar ali"]);
        assert_eq!(all(Meant::Person, "Randall Keith Anderson"), ["randall anderson", "randall keith anderson"]);
        let plan = all(Meant::Strategy, "A National Plan to End Homelessness");
        assert_eq!(plan, ["a national plan to end homelessness", "national plan to end homelessness"]);
    }
}
