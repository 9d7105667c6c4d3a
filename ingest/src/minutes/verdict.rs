//! Sentences that say what was resolved at this meeting.

use super::pattern::patterns;
use super::sentence::head;
use super::speaker::body;

macro_rules! bodies {
    () => {
        concat!(
            r"(?:[Tt]he )?(?:\p{Lu}[\p{L}’'\-]* ){0,8}",
            body!(),
            r"(?: [Mm]embers)?(?: of the (?:Panel|Committee|Sub-Committee|Board|Council|Cabinet))?"
        )
    };
}

macro_rules! adverbs {
    () => {
        r"(?:(?:,? ?(?:therefore|further|then|also|unanimously|subsequently|duly|formally|accordingly|hereby),?) )*"
    };
}

patterns! {
    /// Every verdict has one of these, so a text without them is soon passed.
    STEM = r"(?i)resol|agree|decid|decision|recommend|noted|approv|accept|receiv|adopt|endors|deferr|referr|refus|reject|withdr|carried|lost|defeat|passed|confirm|voted|penderfyn";
    /// Upper case marks a verdict; so does the word before a colon at the start.
    FORMAL = r"\b(?:UNANIMOUSLY )?(RESOLVED|AGREED|DECIDED|PENDERFYNWYD|RECOMMENDED)\b(?: UNANIMOUSLY)?|^(DECISIONS?|Decisions?|Agreed|Resolution|RESOLUTION|Penderfyniad|PENDERFYNIAD|Noted)\s*[:–—]|^(DECISIONS?|RESOLUTION)$|(?:^|[;,.:] )(?:And )?(?:IT WAS |It was )?(Resolved|Penderfynwyd)\b(?: unanimously)?(?:\s*[:,–—-]|\s+(?:that|to)\b|$)";
    /// What may stand before a verdict in upper case.
    BEFORE = concat!(r"^(?:.{0,300}?\b(?:and|it was|It was|IT WAS|was)|", bodies!(), r")?,? ?", adverbs!(), r"$|(?:[;,.:]|\b[Aa]nd) ?$");
    BODY_BEFORE = concat!(r"(", bodies!(), r"),? ?", adverbs!(), r"$");
    IT_WAS = concat!(r"^(?:[^.]{0,250}?,? )?(?:it|It) was ", adverbs!(), r"(resolved|agreed|decided|recommended)\b ?", adverbs!(), r"((?:that|to)\b)");
    BODY_DID = concat!(r"^(?:(?:Following|After|Having|On|Upon|In|Accordingly|Therefore|Subsequently)[^.]{0,200}?, )?(", bodies!(), r") ", adverbs!(), r"((?:resolved|agreed|decided|voted) to\b|(?:resolved|agreed|recommended) that\b|(?:noted|approved|endorsed|accepted|received|adopted|agreed|deferred|referred|rejected|refused) (?:the|this|their|its) (?:\p{L}+ ){0,4}?(?:contents?|reports?|updates?|minutes|recommendations?|applications?|proposals?|motions?|items?|plans?|strategy|budget|policy|petition|position|presentation|programme|action log|work plan|terms of reference)\b)");
    WAS_DONE = concat!(r"^(?:That )?(?:The|the|This) ((?:[\p{L}’'\-]+ ){0,6}?(?i:reports?|updates?|presentations?|items?|applications?|recommendations?|motions?|notice of motion|minutes|proposals?|petition|matter|paper|strategy|budget|plan|policy|contents)\b(?:,? (?:of|on|from|for|as|in|held|dated|to|by)\b[^;]{0,160}?)?),? (?:was|were|be) ", adverbs!(), r"(?:proposed[^.;]{1,160}? and |seconded[^.;]{1,160}? and |moved[^.;]{1,160}? and |put to the vote and )?", adverbs!(), r"(?:declared )?(not )?((?i:noted|approved|agreed|accepted|received|adopted|endorsed|deferred|referred|refused|rejected|withdrawn|carried|lost|defeated|passed|resolved|confirmed))\b(.{0,40})");
    NOT_DONE = r"(?i)\b(?:was|were|be|is|did|do|had)(?: \p{L}+)? not (?:be )?(?:\p{L}+ )?(?:agree|approv|accept|note|adopt|carried|support|endors|resolv)";
    DONE_BY = concat!(r"\bby ((?:[Tt]he )?", body!(), r")\b");
    /// After a verb: what tells of another meeting.
    ELSEWHEN = r"(?i)^\s*(?:in|on|at|during|last|back in|since|previously)\b|\bin (?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\d{4})";
    PAST = r"(?i)\bpreviously\b|\blast (?:year|month|meeting|week|night)\b|\b(?:previous|earlier|last) meeting\b|\bat (?:its|their) (?:\p{L}+ )?meeting\b|\bhad (?:been |also |already )?(?:agreed|resolved|approved|noted)\b|\bin (?:January|February|March|April|May|June|July|August|September|October|November|December)(?:,? \d{4})?,? that\b|\bago\b|\bagreed to (?:the|a|an|its|this) [^.]{0,80}?\bin (?:19|20)\d\d\b";
    /// What tells of somebody's words, or of a need, rather than of what is to be.
    RETOLD = r"\b(?:explained|clarified|stated|said|advised|confirmed|informed|outlined|reported|added|recalled|reminded|asked|queried|which|who)\b";
    NEEDS = r"(?i)\b(?:needs?|needed|ought|has|had|have) to\b";
    AMENDMENT = r"(?i)\b(?:the|an|first|second|third|further|this|that|proposed|substantive|following) amendment\b|\bamendment (?:was|be|fell|is|moved|proposed)\b|\bas an amendment\b|^amendment\b";
    /// At the start: that an amendment was dealt with before.
    AFTER_AMENDMENT = r"(?i)^(?:(?:following|after|upon|on|with) )?(?:the |an |both |all )?(?:(?:loss|defeat|withdrawal|fall|rejection|carrying) of (?:the |an |both |all )?)?(?:[\p{L}]+ )?amendments?(?: to the motion)?(?: (?:having|being|having been|been|was|were|had|put|to the vote|and|then|also|duly|declared|lost|defeated|fallen|withdrawn|rejected|not|carried|agreed|accepted))*, (?:and )?";
    PROCEDURE = r"(?i)\bquestion be now put\b|\bvote be now taken\b|\bnext business\b|\bstanding orders? (?:\S+ )?be suspended|\bsuspend (?:\p{L}+ )?standing orders?\b|\brecorded vote\b|\bat this (?:point|time|juncture|stage)\b|\bclosure motion\b|\bextend the meeting\b|\b[Mm]eeting (?:would |should )?be (?:adjourned|extended)\b|\badjourn (?:the|for)\b|\badjournment\b|\border of (?:business|the agenda)\b|\btaken as read at\b";
    /// Somebody else than the body that meets.
    BY_OTHERS = r"^,? (?:\p{L}+ )?by (.{1,40})";
    OF_THE_MEETING = concat!(r"^(?:[Tt]he |[Aa]ll )?(?:[Ee]lected |those |[Mm]embers|majority|(?:\p{Lu}[\p{L}’'\-]* ){0,4}", body!(), r"\b|Councillor|Cllr|\d+ votes)");
    /// Opinions that are told as agreed.
    OPINION = r"(?i)^(?:this|it|there|these|they|he|she|we|when|if|as|although|because|while)\b|^(?:the )?(?:\S+ ){0,12}?(?:is|was|are|were|had|has|have)\b";
    DOES = r"(?i)\b(?:be|would|should|shall)\b";
    RECOMMENDS = r"^(?:RECOMMENDED|recommended)$";
}

/// How a verdict is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    /// By a marker, such as "RESOLVED"; what follows is resolved, and parts may follow in paragraphs of their own.
    Marked,
    /// In a sentence: "The report was noted."
    Told,
    /// As `Told`, but of something not done.
    NotDone,
}

/// A verdict in a sentence.
#[derive(Debug, PartialEq)]
pub(super) struct Verdict<'a> {
    pub form: Form,
    /// Where the words for what was resolved begin in the sentence.
    pub words: usize,
    /// The words for the body.
    pub body: Option<&'a str>,
    /// Whether the marker itself says that something is recommended.
    pub recommends: bool,
}

/// Whether a sentence is about an amendment or about procedure.
pub(super) fn is_procedure(sentence: &str) -> bool {
    is_amendment(sentence) || PROCEDURE.is_in(sentence)
}

/// Whether a sentence is about an amendment, and not only about what came after one.
pub(super) fn is_amendment(sentence: &str) -> bool {
    sentence.contains("mendment") && AMENDMENT.is_in(after_amendment(sentence))
}

/// A sentence without a clause at its start that tells that an amendment was dealt with before: "The amendment having
/// been lost, the motion was carried."
pub(super) fn after_amendment(sentence: &str) -> &str {
    let Some(clause) = AFTER_AMENDMENT.find(sentence) else { return sentence };
    let told = clause.as_str().to_lowercase();
    let is_clause = ["following ", "after ", "upon ", "on ", "with "].iter().any(|word| told.starts_with(word))
        || [" having ", " being "].iter().any(|word| told.contains(word));
    if is_clause { &sentence[clause.end()..] } else { sentence }
}

/// The verdict that a sentence is; none if it is not one, or not surely.
pub(super) fn verdict(sentence: &str) -> Option<Verdict<'_>> {
    if !STEM.is_in(sentence) {
        return None;
    }
    formal(sentence).or_else(|| it_was(sentence)).or_else(|| body_did(sentence)).or_else(|| was_done(sentence))
}

fn formal(sentence: &str) -> Option<Verdict<'_>> {
    let found = FORMAL.captures(head(sentence, 500))?;
    let whole = found.get(0)?;
    let marker = found.iter().skip(1).flatten().next()?;
    let before = &sentence[..marker.start()];
    if !BEFORE.is_in(before)
        || PAST.is_in(before)
        || AMENDMENT.is_in(after_amendment(before))
        || NOT_DONE.is_in(sentence) && before.is_empty()
    {
        return None;
    }
    let body = BODY_BEFORE.captures(before.trim_end()).and_then(|parts| parts.get(1));
    let end = if found.get(4).is_some() { marker.end() } else { whole.end() };
    Some(Verdict {
        form: Form::Marked,
        words: end,
        body: body.map(|body| body.as_str()),
        recommends: RECOMMENDS.is_in(marker.as_str()),
    })
}

fn it_was(sentence: &str) -> Option<Verdict<'_>> {
    let found = IT_WAS.captures(head(sentence, 600))?;
    let (verb, link) = (found.get(1)?, found.get(2)?);
    told(sentence, link.start(), link.as_str(), None, RECOMMENDS.is_in(verb.as_str()), verb.start())
}

fn body_did(sentence: &str) -> Option<Verdict<'_>> {
    let found = BODY_DID.captures(head(sentence, 600))?;
    let (body, verb) = (found.get(1)?, found.get(2)?);
    let link = if verb.as_str().ends_with(" to") {
        "to"
    } else if verb.as_str().ends_with(" that") {
        "that"
    } else {
        ""
    };
    let words = if link.is_empty() { verb.start() } else { verb.end() - link.len() };
    let recommends = verb.as_str().starts_with("recommended");
    told(sentence, words, link, Some(body.as_str()), recommends, verb.start())
}

/// A verdict told in lower case: only of this meeting, and of something that is to be.
fn told<'a>(
    sentence: &'a str,
    words: usize,
    link: &str,
    body: Option<&'a str>,
    recommends: bool,
    verb: usize,
) -> Option<Verdict<'a>> {
    let rest = sentence[words + link.len()..].trim();
    let is_opinion = link == "that"
        && (NEEDS.is_in(head(rest, 300))
            || !DOES.is_in(head(rest, 300))
            || OPINION.is_in(rest) && !rest.contains(" be "));
    if PAST.is_in(sentence)
        || is_opinion
        || RETOLD.is_in(&sentence[..verb])
        || AMENDMENT.is_in(after_amendment(&sentence[..verb]))
        || NOT_DONE.is_in(head(sentence, verb))
    {
        return None;
    }
    Some(Verdict { form: Form::Told, words, body, recommends })
}

fn was_done(sentence: &str) -> Option<Verdict<'_>> {
    let found = WAS_DONE.captures(head(sentence, 700))?;
    let (subject, after) = (found.get(1)?.as_str(), found.get(4)?.as_str());
    let is_relative =
        [" which ", " who ", " that ", " had ", " was ", " were "].iter().any(|word| subject.contains(word));
    if is_relative || ELSEWHEN.is_in(after) || PAST.is_in(sentence) || AMENDMENT.is_in(sentence) {
        return None;
    }
    let by = BY_OTHERS.captures(after).and_then(|parts| parts.get(1)).map(|by| by.as_str());
    if by.is_some_and(|by| !OF_THE_MEETING.is_in(by)) {
        return None;
    }
    let form = if found.get(2).is_some() { Form::NotDone } else { Form::Told };
    let body = DONE_BY.captures(sentence).and_then(|parts| parts.get(1)).map(|body| body.as_str());
    Some(Verdict { form, words: 0, body, recommends: false })
}
