//! Which decision answers a recommendation, and what it says of it. Where no rule tells, nothing is said.

use std::collections::HashSet;

use uuid::Uuid;

use crate::text::token::tokens;

/// Likeness of words from which on a decision is taken to speak of a recommendation.
const ALIKE: f64 = 0.5;
/// How much more alike than the next one it must be.
const CLEARLY: f64 = 0.1;

/// What a report asks.
#[derive(Clone, Debug)]
pub struct Asked {
    pub id: Uuid,
    pub number: Option<String>,
    pub text: String,
    /// The board that is asked.
    pub board: Option<Uuid>,
    /// A word of [`entities::recommendation::OUTCOME`].
    pub outcome: String,
    /// The decision that a source says answers it.
    pub decision: Option<Uuid>,
    pub provenance: Option<Uuid>,
}

/// What was decided.
#[derive(Clone, Debug)]
pub struct Decided {
    pub id: Uuid,
    pub number: Option<String>,
    pub text: String,
    pub board: Option<Uuid>,
    /// Words of [`entities::decision::EFFECT`].
    pub effects: Vec<String>,
}

/// That a decision answers a recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub decision: Uuid,
    /// A word of [`entities::recommendation::OUTCOME`].
    pub outcome: &'static str,
    /// A word of [`entities::citation::CERTAINTY`].
    pub certainty: &'static str,
    /// A word of [`entities::recommendation_answer::RULE`].
    pub rule: &'static str,
}

/// The answer to a recommendation among what was decided under its item, or what a source says; none where it is not known.
pub fn answer(asked: &Asked, decided: &[Decided]) -> Option<Answer> {
    let of = |found: &Decided, rule| {
        let (decision, outcome) = (found.id, outcome(asked, found));
        Some(Answer { decision, outcome, certainty: "INFERRED", rule })
    };
    if let Some(decision) = asked.decision {
        let said = entities::recommendation::OUTCOME.words.iter().map(|w| w.word).find(|word| *word == asked.outcome);
        let inferred = || decided.iter().find(|d| d.id == decision).map(|d| outcome(asked, d));
        let outcome = said.filter(|word| *word != "NOT_KNOWN").or_else(inferred).unwrap_or("NOT_KNOWN");
        return Some(Answer { decision, outcome, certainty: "STATED", rule: "STATED" });
    }
    let theirs = |d: &&Decided| asked.board.is_none() || d.board.is_none() || asked.board == d.board;
    let decided: Vec<&Decided> = decided.iter().filter(theirs).collect();
    if let [only] = &*decided {
        return of(only, "ONLY_DECISION");
    }
    let numbered =
        |d: &&&Decided| asked.number.is_some() && d.number.as_deref().map(bare) == asked.number.as_deref().map(bare);
    if let [only] = &*decided.iter().filter(numbered).collect::<Vec<_>>() {
        return of(only, "SAME_NUMBER");
    }
    let words = words(&asked.text);
    let mut alike: Vec<(f64, &Decided)> =
        decided.into_iter().map(|d| (likeness(&words, &self::words(&d.text)), d)).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    let second = alike.get(1).map_or(0.0, |(likeness, _)| *likeness);
    let (first, found) = alike.first()?;
    if *first >= ALIKE && first - second >= CLEARLY { of(found, "LIKE_WORDS") } else { None }
}

/// A number without the marks around it.
fn bare(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What a decision made of a recommendation, as far as its effects tell.
fn outcome(asked: &Asked, decided: &Decided) -> &'static str {
    let has = |words: &[&str]| decided.effects.iter().any(|effect| words.contains(&effect.as_str()));
    let asks = |word: &str| tokens(&asked.text).iter().take(4).any(|t| t.word.trim_end_matches('s') == word);
    let amended =
        tokens(&decided.text).iter().any(|t| matches!(t.word.as_str(), "amended" | "amendment" | "amendments"));
    if has(&["WITHDRAW"]) {
        "WITHDRAWN"
    } else if has(&["DEFER"]) {
        "DEFERRED"
    } else if has(&["REJECT"]) {
        "REJECTED"
    } else if has(&["APPROVE_WITH_CONDITIONS"]) || (amended && has(&["APPROVE", "AGREE", "ACCEPT"])) {
        "AMENDED"
    } else if has(&["APPROVE", "AGREE", "ACCEPT"]) || (has(&["NOTE", "RECEIVE"]) && (asks("note") || asks("receive"))) {
        "ACCEPTED"
    } else {
        "NOT_KNOWN"
    }
}

fn words(text: &str) -> HashSet<String> {
    tokens(text).into_iter().map(|t| t.word).filter(|word| word.chars().count() > 3).collect()
}

/// Twice the words shared, over the words of both.
fn likeness(a: &HashSet<String>, b: &HashSet<String>) -> f64 {
    let both = a.len() + b.len();
    if both == 0 { 0.0 } else { 2.0 * a.intersection(b).count() as f64 / both as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(number: &str, text: &str) -> Asked {
        let (id, outcome) = (Uuid::nil(), "NOT_KNOWN".into());
        Asked {
            id,
            number: Some(number.into()),
            text: text.into(),
            board: None,
            outcome,
            decision: None,
            provenance: None,
        }
    }

    fn decided(n: u128, number: Option<&str>, text: &str, effect: &str) -> Decided {
        let (id, number) = (Uuid::from_u128(n), number.map(Into::into));
        Decided { id, number, text: text.into(), board: None, effects: vec![effect.into()] }
    }

    fn told(asked: &Asked, decided: &[Decided]) -> Option<(u128, &'static str, &'static str)> {
        answer(asked, decided).map(|a| (a.decision.as_u128(), a.outcome, a.rule))
    }

    #[test]
    fn the_only_decision_answers() {
        let note = asked("1", "To note the report.");
        assert_eq!(
            told(&note, &[decided(1, None, "The report was noted.", "NOTE")]),
            Some((1, "ACCEPTED", "ONLY_DECISION"))
        );
        let build = asked("1", "Build the hub.");
        assert_eq!(
            told(&build, &[decided(1, None, "The report was noted.", "NOTE")]),
            Some((1, "NOT_KNOWN", "ONLY_DECISION"))
        );
        assert_eq!(told(&build, &[decided(1, None, "Put off.", "DEFER")]), Some((1, "DEFERRED", "ONLY_DECISION")));
    }

    #[test]
    fn of_several_the_number_or_the_words_tell() {
        let two = [
            decided(1, Some("(a)"), "That the budget of the hub be approved", "APPROVE"),
            decided(2, Some("(b)"), "That officers report back in autumn", "AGREE"),
        ];
        assert_eq!(told(&asked("b.", "Other words"), &two), Some((2, "ACCEPTED", "SAME_NUMBER")));
        assert_eq!(told(&asked("3", "Approve the budget of the hub"), &two), None);
        assert_eq!(
            told(&asked("3", "That the budget of the hub be approved"), &two),
            Some((1, "ACCEPTED", "LIKE_WORDS"))
        );
    }

    #[test]
    fn what_nothing_answers_is_not_known() {
        assert_eq!(told(&asked("1", "Build the hub."), &[]), None);
        let elsewhere = Decided { board: Some(Uuid::from_u128(2)), ..decided(1, None, "Agreed.", "AGREE") };
        let here = Asked { board: Some(Uuid::from_u128(1)), ..asked("1", "Build the hub.") };
        assert_eq!(told(&here, &[elsewhere]), None);
    }
}
