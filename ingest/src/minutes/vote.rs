//! How votes fell.

use regex::Captures;

use super::amendment::{Amendments, On, joined, led_to};
use super::pattern::patterns;
use super::sentence::Paragraph;
use super::verdict::{Form, is_procedure, verdict};

/// A vote.
#[derive(Clone, Debug, PartialEq)]
pub struct Vote {
    /// Votes for, at most 1000; none if the minutes do not count them.
    pub votes_for: Option<u32>,
    /// Votes against, at most 1000.
    pub votes_against: Option<u32>,
    /// Abstentions, at most 1000.
    pub abstentions: Option<u32>,
    /// Whether it was carried; none if the sentence does not say.
    pub carried: Option<bool>,
    /// The sentence that says so; of a count on lines of its own, these lines, parted by newlines; of a sentence that
    /// leads to what was resolved, both.
    pub evidence: String,
}

macro_rules! number {
    () => {
        r"(\d[\d,]*|no(?:ne|body)?|nil|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
    };
}

macro_rules! abstained {
    () => {
        concat!(
            r"(?:,?;? ?(?:and |with )?(?:there (?:was|were) )?",
            number!(),
            r" (?:[\p{L}]+ ){0,2}?(?:abst[\p{L}]+))?"
        )
    };
}

patterns! {
    /// Every vote has one of these, so a text without them is soon passed.
    STEM = r"(?i)unanim|nem\.? con|against|votes";
    LISTED = r"(?i)\bvotes? (?:cast )?for\b[^()\d]{0,60}\((\d+)\)(?:.{0,2000}?\bagainst\b[^()\d]{0,60}\((\d+)\))?(?:.{0,2000}?\babst[\p{L}]+[^()\d]{0,40}\((\d+)\))?";
    LABELLED = r"(?i)(?:^|[\s(])(?:votes? )?(?:for|in favour)(?: the [\p{L}]+)?\s*[:–=\-]\s*(\d+)\b[^\d]{0,30}?\bagainst(?: the [\p{L}]+)?\s*[:–=\-]\s*(\d+)\b(?:[^\d]{0,30}?\b(?:abst[\p{L}]+|not voting)\s*[:–=\-]\s*(\d+)\b)?";
    COUNTED = concat!(r"(?i)\b", number!(), r" (?:votes? |members? |councillors? )?(?:voted |voting |cast |were )?(?:for|in favour)(?: of [^,.;()\d]{1,60})?(?: the [\p{L}]+)?,?;? ?(?:and |with |to )?", number!(), r" (?:votes? |members? |councillors? )?(?:voted |voting |cast )?against(?: it| the [\p{L}]+)?", abstained!());
    TO = concat!(r"(?i)\bby (\d[\d,]*) votes? to (\d[\d,]*|none|nil)\b", abstained!());
    UNANIMOUS = r"(?i)\bunanimous(?:ly)?\b|\bnem\.? ?con\b";
    /// A verdict to which "unanimously" belongs.
    VERDICT = r"(?i)\b(?:resolved|agreed|carried|approved|adopted|passed|recommended|noted|accepted)(?: \p{L}+){0,2} \(?(?:unanimously|nem)|\bunanimously (?:resolved|agreed|carried|approved|adopted|passed|recommended|noted|accepted)\b|^(?:RESOLVED|AGREED)\b";
    NO_VOTE = r"(?i)\b(?:who|which|had) (?:have |had )?unanimously\b|\bagreed that [^.]{0,80}?\b(?:is|was|are|were|had|has)\b";
    CARRIED = r"(?i)\b(?:motion|recommendations?|proposal|vote|it|resolution|proposition|application)\b(?:[^.;]{0,80}?\b(?:was|were|is|be|declared|duly|therefore|has been|and))? (?:declared |duly |thereby |therefore |unanimously )*(?:carried|passed|adopted|agreed|approved|resolved)\b(?:[^ ]| [^o]|$)|\b(?:CARRIED|RESOLVED|AGREED)\b|^(?:carried|passed|agreed|approved)\b";
    LOST = r"(?i)\b(?:was|were|is|be|declared|therefore|and) (?:declared |duly |therefore |thereby )*(?:lost|defeated|rejected|not (?:being |be )?(?:carried|agreed|passed|approved))\b|\bnot (?:being |be )?(?:carried|passed|agreed|approved)\b|\bmotion fell\b|\bLOST\b|^(?:lost|defeated)\b|\bNOT (?:CARRIED|AGREED)\b";
    PAST = r"(?i)\bhad (?:been )?\p{L}+ed\b|\bpreviously\b|\bprevious (?:meeting|vote)\b|\blast (?:year|month|meeting)\b";
    TALLY = r"(?i)^(?:votes? )?(?:for|in favour|against|abst[\p{L}]+|not voting)\s*[:–=\-]?\s*\(?\d+\)?\.?$";
}

/// The votes read, and what is left for a person.
#[derive(Default)]
pub(super) struct Votes {
    pub votes: Vec<Vote>,
    pub ambiguous: Vec<String>,
    pub notes: Vec<String>,
}

/// More votes than any council has members.
const MOST: u32 = 1000;

/// Reads every vote that is no vote on an amendment.
pub(super) fn votes(paragraphs: &[Paragraph]) -> Votes {
    let mut found = Votes::default();
    let mut amendments = Amendments::default();
    let mut p = 0;
    while let Some(paragraph) = paragraphs.get(p) {
        let lines = paragraphs[p..].iter().take(4).take_while(|line| TALLY.is_in(&line.text)).count();
        if lines > 1 {
            let tally: Vec<&str> = paragraphs[p..p + lines].iter().map(|line| line.text.as_str()).collect();
            let evidence = tally.join("\n");
            match amendments.on(&evidence, true, false) {
                On::Motion(_) => found.add(&tally.join(" ; ").replace(['(', ')'], ": "), &evidence, false),
                On::Unsure => found.ambiguous.push(evidence),
                On::Amendment => {}
            }
            p += lines;
            continue;
        }
        for s in 0..paragraph.sentences.len() {
            let sentence = paragraph.sentence(s);
            let is_last = s + 1 == paragraph.sentences.len();
            let next = led_to(sentence, paragraphs.get(p + 1).filter(|_| is_last));
            let is_marked = || verdict(sentence).is_some_and(|verdict| verdict.form == Form::Marked);
            match amendments.on(sentence, counted(sentence).is_some(), next.is_some() || is_marked()) {
                On::Motion(part) => found.add(part, &joined(sentence, next), next.is_some()),
                On::Unsure => found.ambiguous.push(sentence.into()),
                On::Amendment => {}
            }
        }
        p += 1;
    }
    found
}

/// The numbers of a count.
fn counted(sentence: &str) -> Option<Captures<'_>> {
    let patterns = [&LISTED, &LABELLED, &COUNTED, &TO].into_iter().filter(|_| STEM.is_in(sentence));
    patterns.into_iter().find_map(|pattern| pattern.captures(sentence))
}

/// What a sentence says of the outcome.
enum Outcome {
    Unsaid,
    Said(bool),
    Torn,
}

fn outcome(sentence: &str) -> Outcome {
    let without_lost = LOST.without(sentence);
    match (CARRIED.is_in(&without_lost), LOST.is_in(sentence)) {
        (false, false) => Outcome::Unsaid,
        (true, true) => Outcome::Torn,
        (carried, _) => Outcome::Said(carried),
    }
}

impl Votes {
    /// Adds the vote of a sentence, if it tells one; `resolved` is whether it leads to what was resolved.
    fn add(&mut self, sentence: &str, evidence: &str, resolved: bool) {
        if !STEM.is_in(sentence) {
            return;
        }
        let counted = counted(sentence);
        if counted.is_none() && !UNANIMOUS.is_in(sentence) || PAST.is_in(sentence) {
            return;
        }
        let Some(counted) = counted else { return self.add_unanimous(sentence, evidence) };
        let (Some(votes_for), Some(against), Some(abstentions)) =
            (number(&counted, 1), number(&counted, 2), number(&counted, 3))
        else {
            return self.notes.push(format!("a vote is left out, for its numbers cannot be: {evidence}"));
        };
        let carried = match outcome(sentence) {
            Outcome::Torn => return self.ambiguous.push(evidence.into()),
            Outcome::Said(carried) => Some(carried),
            Outcome::Unsaid => resolved.then_some(true),
        };
        let disagrees = match (carried, votes_for.zip(against)) {
            (Some(true), Some((votes_for, against))) => votes_for < against,
            (Some(false), Some((votes_for, against))) => votes_for > against,
            _ => false,
        };
        if disagrees {
            return self.ambiguous.push(evidence.into());
        }
        self.votes.push(Vote { votes_for, votes_against: against, abstentions, carried, evidence: evidence.into() });
    }

    fn add_unanimous(&mut self, sentence: &str, evidence: &str) {
        if !VERDICT.is_in(sentence) || NO_VOTE.is_in(sentence) || is_procedure(sentence) {
            return;
        }
        match LOST.is_in(sentence) {
            true => self.ambiguous.push(evidence.into()),
            false => self.votes.push(Vote {
                votes_for: None,
                votes_against: None,
                abstentions: None,
                carried: Some(true),
                evidence: evidence.into(),
            }),
        }
    }
}

/// A number of a count: none in itself if it is not there, none at all if it cannot be.
fn number(counted: &Captures, at: usize) -> Option<Option<u32>> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let Some(found) = counted.get(at) else { return Some(None) };
    let text = found.as_str().to_lowercase().replace(',', "");
    let number = match text.as_str() {
        "no" | "none" | "nobody" | "nil" => Some(0),
        text => WORDS.iter().position(|word| *word == text).and_then(|at| at.try_into().ok()).or(text.parse().ok()),
    };
    number.filter(|number| *number <= MOST).map(Some)
}

#[cfg(test)]
mod tests {
    use super::votes;
    use crate::minutes::sentence::paragraphs;

    #[test]
    fn votes_are_counted() {
        for (text, counts) in [
            ("Votes for the motion (45): A, B. Votes against (12): C.", Some((Some(45), Some(12), None, None))),
            ("Votes for the motion (45): A, B; votes against (12): C.", Some((Some(45), Some(12), None, None))),
            ("For: 23 Against: 12 Abstain: 2", Some((Some(23), Some(12), Some(2), None))),
            ("For: 23\nAgainst: 12\nAbstain: 2", Some((Some(23), Some(12), Some(2), None))),
            (
                "The motion was carried with 23 votes for, 12 against and 3 abstentions.",
                Some((Some(23), Some(12), Some(3), Some(true))),
            ),
            ("The motion was lost by 12 votes to 23.", Some((Some(12), Some(23), None, Some(false)))),
            (
                "RESOLVED (12 in favour, 3 against, 1 abstention) that it be so.",
                Some((Some(12), Some(3), Some(1), Some(true))),
            ),
            ("The motion was carried unanimously.", Some((None, None, None, Some(true)))),
            ("It was agreed nem. con.", Some((None, None, None, Some(true)))),
            ("The motion was carried by 12 votes to 23.", None),
            ("For: 2300 Against: 12", None),
            ("The amendment was lost by 3 votes to 9.", None),
            ("She was unanimous in her praise.", None),
            ("Three members voted for and two against.", Some((Some(3), Some(2), None, None))),
        ] {
            let found = votes(&paragraphs(text));
            let first = found.votes.first().map(|v| (v.votes_for, v.votes_against, v.abstentions, v.carried));
            assert_eq!(first, counts, "{text}");
        }
    }
    #[test]
    fn the_vote_on_the_motion_follows_that_on_an_amendment() {
        for (text, wanted) in [
            (
                "An amendment was put to the vote and LOST.\nOn being put to the vote (For: 23 Against: 12), it was\nRESOLVED: That it be so.",
                Some((Some(23), Some(12), Some(true))),
            ),
            ("The amendment was lost by 3 votes to 9.\nFor: 9\nAgainst: 3", Some((Some(9), Some(3), None))),
            (
                "Following the loss of the amendment, the substantive motion was carried by 9 votes to 3.",
                Some((Some(9), Some(3), Some(true))),
            ),
            (
                "The amendment having been lost, the motion was put and carried by 9 votes to 3.",
                Some((Some(9), Some(3), Some(true))),
            ),
            (
                "The amendment was lost by 3 votes to 9 and the original motion was carried by 9 votes to 3.",
                Some((Some(9), Some(3), Some(true))),
            ),
            (
                "The amendment was lost.\nIt was RESOLVED unanimously that the budget be approved.",
                Some((None, None, Some(true))),
            ),
            ("An amendment was moved.\nOn a vote, 3 for and 9 against, it was lost.", None),
            ("The amendment to the original motion was lost by 3 votes to 9.", None),
            ("The amendment was put. For: 3 Against: 9. The amendment fell.", None),
        ] {
            let found = votes(&paragraphs(text));
            let all: Vec<_> = found.votes.iter().map(|v| (v.votes_for, v.votes_against, v.carried)).collect();
            assert_eq!(all, Vec::from_iter(wanted), "{text}");
        }
        let unsure = votes(&paragraphs("The amendment was lost.\nFor: 3\nAgainst: 9"));
        assert_eq!((unsure.votes.len(), unsure.ambiguous), (0, vec!["For: 3\nAgainst: 9".to_string()]));
    }
}
