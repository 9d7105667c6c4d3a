//! What a vote is on while amendments are dealt with: on one of them, or on the motion itself.

use std::borrow::Cow;

use super::pattern::patterns;
use super::sentence::Paragraph;
use super::verdict::{Form, after_amendment, is_amendment, verdict};

patterns! {
    OWN_SUBJECT = r"(?i)\b(?:motion|recommendation|application|proposal|resolution)\b";
    /// Where a sentence about an amendment turns to the motion.
    OWN_PART = r"(?i)(?:[,;]|[,;]? (?:and|but|whereupon)) (?:then |subsequently )?the (?:(?:substantive|original|main|unamended) )?(?:motion|recommendations?|proposition)(?:,? as (?:amended|moved),?)? (?:was|were|being|having been)\b";
    SETTLED = r"(?i)\bamendment\b.{0,300}?\b(?:lost|defeated|fell|fallen|rejected|withdrawn|carried|passed|agreed|accepted)\b|\b(?:loss|defeat|withdrawal|fall) of (?:the|an) (?:[\p{L}]+ )?amendment\b";
    LOST = r"(?i)\b(?:lost|defeated|fell|rejected)\b";
    /// The verdict follows in the next paragraph: "On being put to the vote, it was".
    LEADS = r"(?i)\b(?:it was|was then|was)(?: (?:therefore|then|accordingly|subsequently))?\s*[:–-]?$";
}

/// What a vote in a sentence would be on.
pub(super) enum On<'a> {
    /// The motion: the part of the sentence that speaks of it.
    Motion(&'a str),
    Amendment,
    /// It cannot be told.
    Unsure,
}

/// The amendment that was spoken of last.
#[derive(Clone, Copy)]
struct Amendment {
    /// Its outcome was told.
    is_settled: bool,
    /// Its votes were counted.
    is_counted: bool,
}

/// Where a text stands with its amendments, sentence by sentence.
#[derive(Default)]
pub(super) struct Amendments {
    last: Option<Amendment>,
}

impl Amendments {
    /// What a vote in the next sentence would be on. `counts` is whether it counts votes, `resolves` whether it says or
    /// leads to what was resolved.
    pub fn on<'a>(&mut self, sentence: &'a str, counts: bool, resolves: bool) -> On<'a> {
        if is_amendment(sentence) {
            if let Some(part) = OWN_PART.find(sentence).filter(|part| SETTLED.is_in(&sentence[..part.start()])) {
                self.last = None;
                return On::Motion(&sentence[part.start()..]);
            }
            let settles = SETTLED.is_in(sentence);
            let before = self.last.filter(|last| !last.is_settled || settles);
            let is_counted = counts || before.is_some_and(|before| before.is_counted);
            self.last = Some(Amendment { is_settled: settles, is_counted });
            return On::Amendment;
        }
        let part = after_amendment(sentence);
        let Some(last) = self.last.as_mut().filter(|_| part.len() == sentence.len()) else {
            self.last = None;
            return On::Motion(part);
        };
        if OWN_SUBJECT.is_in(sentence) || last.is_settled && (last.is_counted && counts || resolves) {
            self.last = None;
            return On::Motion(sentence);
        }
        // A count right after the outcome can be that of the amendment, or of the motion.
        let is_unsure = counts && last.is_settled;
        last.is_settled |= LOST.is_in(sentence);
        last.is_counted |= counts;
        if is_unsure { On::Unsure } else { On::Amendment }
    }
}

/// The sentence of the next paragraph to which one leads that ends with "it was", if that begins with what was resolved.
pub(super) fn led_to<'a>(sentence: &str, next: Option<&'a Paragraph>) -> Option<&'a str> {
    let next = next.filter(|_| LEADS.is_in(sentence))?.sentence(0);
    verdict(next).is_some_and(|found| found.form == Form::Marked && found.body.is_none()).then_some(next)
}

/// A sentence with the one that it leads to, one a line.
pub(super) fn joined<'a>(sentence: &'a str, next: Option<&str>) -> Cow<'a, str> {
    next.map_or(Cow::Borrowed(sentence), |next| Cow::Owned(format!("{sentence}\n{next}")))
}
