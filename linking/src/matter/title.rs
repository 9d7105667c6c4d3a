//! Titles of items: whether they name a matter, and when two name the same.

use crate::text::token::tokens;

/// Words of titles that stand on every agenda: an item of such words alone names no matter.
const STANDING: &[&str] = &[
    "a",
    "absence",
    "action",
    "actions",
    "additional",
    "adjournment",
    "adoption",
    "agenda",
    "agreed",
    "all",
    "an",
    "announcements",
    "any",
    "apologies",
    "apology",
    "appendices",
    "appointment",
    "approval",
    "approve",
    "arising",
    "as",
    "at",
    "attendance",
    "b",
    "be",
    "board",
    "brief",
    "business",
    "by",
    "cabinet",
    "chair",
    "chairman",
    "chairs",
    "chairperson",
    "close",
    "closing",
    "committee",
    "committees",
    "communications",
    "confidential",
    "confirm",
    "consider",
    "consideration",
    "considered",
    "correspondence",
    "council",
    "councillors",
    "date",
    "dates",
    "declaration",
    "declarations",
    "declare",
    "deputations",
    "disclosable",
    "draft",
    "election",
    "evacuation",
    "exclusion",
    "exempt",
    "fire",
    "following",
    "for",
    "formal",
    "forthcoming",
    "forward",
    "from",
    "future",
    "general",
    "held",
    "if",
    "in",
    "information",
    "instructions",
    "interest",
    "interests",
    "introduction",
    "introductions",
    "is",
    "issues",
    "item",
    "items",
    "last",
    "leader",
    "list",
    "log",
    "matters",
    "mayor",
    "meeting",
    "meetings",
    "member",
    "members",
    "membership",
    "minute",
    "minutes",
    "monthly",
    "motion",
    "motions",
    "new",
    "next",
    "no",
    "none",
    "note",
    "notes",
    "notice",
    "notices",
    "of",
    "on",
    "open",
    "opening",
    "or",
    "order",
    "other",
    "others",
    "panel",
    "part",
    "participation",
    "pecuniary",
    "petitions",
    "plan",
    "precautions",
    "prejudicial",
    "presentation",
    "press",
    "previous",
    "private",
    "procedure",
    "procedures",
    "programme",
    "public",
    "question",
    "questions",
    "quorum",
    "raised",
    "receive",
    "record",
    "recording",
    "reference",
    "references",
    "referred",
    "register",
    "remarks",
    "report",
    "reports",
    "resolution",
    "review",
    "scrutiny",
    "session",
    "sign",
    "speaking",
    "statement",
    "statements",
    "sub",
    "substitute",
    "substitutes",
    "substitution",
    "summary",
    "suspension",
    "the",
    "thanks",
    "that",
    "time",
    "to",
    "tracker",
    "under",
    "update",
    "updates",
    "urgent",
    "verbal",
    "vice",
    "votes",
    "webcast",
    "welcome",
    "which",
    "with",
    "work",
    "written",
    "year",
];

/// A title as it is compared: its words, without a number before them. None where it names no matter by itself.
pub fn matter(title: &str) -> Option<String> {
    let words: Vec<String> = tokens(title).into_iter().map(|token| token.word).collect();
    let is_number = |word: &String| word.chars().all(|c| c.is_ascii_digit());
    let first = words.iter().position(|word| !is_number(word))?;
    let own = words[first..].iter().filter(|word| !STANDING.contains(&word.as_str()) && !is_number(word));
    let letters: usize = own.clone().map(|word| word.chars().count()).sum();
    (own.count() >= 2 && letters >= 8).then(|| words[first..].join(" "))
}

/// A title as the last part of a path-safe name, at most 60 characters.
pub fn path(title: &str) -> String {
    let mut path = String::new();
    for token in tokens(title) {
        let word: String = token.word.chars().filter(char::is_ascii_alphanumeric).collect();
        if path.len() + word.len() >= 60 {
            break;
        }
        if !path.is_empty() && !word.is_empty() {
            path.push('-');
        }
        path.push_str(&word);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{matter, path};

    #[test]
    fn what_stands_on_every_agenda_is_no_matter() {
        for title in [
            "Apologies for Absence",
            "Minutes of the last meeting",
            "Declarations of Interest",
            "12. Work Programme 2025/26",
            "Exclusion of the Press and Public",
            "Any other business",
            "Budget",
        ] {
            assert_eq!(matter(title), None, "{title}");
        }
    }

    #[test]
    fn the_same_matter_has_the_same_words() {
        assert_eq!(matter("7. Family Hubs & Start for Life"), matter("FAMILY HUBS AND START FOR LIFE"));
        assert_ne!(matter("Budget Monitoring Quarter 1"), matter("Budget Monitoring Quarter 2"));
        assert_eq!(path("Family Hubs & Start for Life: what’s next?"), "family-hubs-start-for-life-what-next");
    }
}
