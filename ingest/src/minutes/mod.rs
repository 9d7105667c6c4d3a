//! What the minutes of one agenda item say, read by stated rules: who said what in answer to what, what was resolved,
//! and how the votes fell. Where the words do not settle it, nothing is read.

mod amendment;
mod contradiction;
mod effect;
mod exchange;
mod mark;
mod pattern;
mod resolution;
mod sentence;
mod speaker;
mod speech;
mod verb;
mod verdict;
mod vote;

#[cfg(test)]
mod tests;

pub use resolution::Resolution;
pub use speaker::{Speaker, Who};
pub use speech::Contribution;
pub use vote::Vote;

/// What was read in the minutes of one agenda item. Every text and evidence stands in the input word for word, once
/// white space is collapsed in both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Minutes {
    /// What was said, in order.
    pub contributions: Vec<Contribution>,
    /// What was resolved, in order.
    pub resolutions: Vec<Resolution>,
    /// How votes fell, in order; votes on amendments are left out.
    pub votes: Vec<Vote>,
    /// Sentences that a person must read: verdicts that contradict each other or are negated, counts that disagree
    /// with the outcome.
    pub ambiguous: Vec<String>,
    /// What was left out and why, in words.
    pub notes: Vec<String>,
}

/// Reads the minutes of one agenda item, one paragraph a line.
pub fn read(text: &str) -> Minutes {
    read_as(text, false)
}

/// Reads the text of a field that holds a decision, one paragraph a line: wording such as "To approve the plan",
/// which in minutes is only the agenda's, is what was decided.
pub fn read_decision(text: &str) -> Minutes {
    read_as(text, true)
}

fn read_as(text: &str, is_decision: bool) -> Minutes {
    let mut paragraphs = sentence::paragraphs(text);
    // What is quoted as a question or an answer resolves nothing.
    let labelled = exchange::take(&mut paragraphs);
    let mut resolved = resolution::resolutions(&paragraphs, is_decision);
    let votes = vote::votes(&paragraphs);
    let contributions =
        speech::contributions(&paragraphs, labelled, |paragraph, sentence| resolved.is_taken(paragraph, sentence));
    let mut ambiguous = std::mem::take(&mut resolved.ambiguous);
    ambiguous.extend(votes.ambiguous);
    Minutes { contributions, resolutions: resolved.resolutions, votes: votes.votes, ambiguous, notes: votes.notes }
}
