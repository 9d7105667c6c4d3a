//! Who said what, and in answer to what.

use super::exchange::Exchange;
use super::pattern::patterns;
use super::sentence::{Paragraph, head};
use super::speaker::{Speaker, Who, names_person, names_somebody, speakers};
use super::verb::{Act, Answers, turns, verbs};

/// Something that was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// A word of [`entities::contribution::KIND`].
    pub kind: &'static str,
    /// Who said it; empty only where a label says that it is a question or an answer, and names nobody.
    pub speakers: Vec<Speaker>,
    /// The words of the minutes. Sentences of two paragraphs are parted by a newline.
    pub text: String,
    /// Index of the contribution that it answers, which comes before it.
    pub reply_to: Option<usize>,
}

patterns! {
    LIST_MARK = r"^(?:[•·▪●\-–—*]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+";
    PRONOUN = r"^(She|He|They|she|he|they)$";
    ADVERBS = r"(?:,? (?:also|then|further|again|subsequently|strongly|additionally|next|however|briefly|both|all|in turn|formally|later|finally|therefore|thereafter|too|once again|firstly|initially|specifically|particularly))+$";
    INSERTED = r",? in (?:response|reply|replying|answering|responding)(?: to [^,]{1,120})?,?$";
    IN_REPLY = r"^(?i:(?:in|by way of) (?:response|reply|replying|answer|answering|responding)|responding|replying|answering|following (?:an?|the|this|that|further|another) (?:further )?(?:question|quer))\b";
    BARE_REPLY = r"^(?i:(?:in|by way of) (?:response|reply|replying|answering|responding)|responding|replying)$";
    /// What an answer answers; other things are responded to as well.
    OF_A_QUESTION = r"(?i)\b(?:questions?|quer(?:y|ies)|requests?|comments?|concerns?|points?|issues? raised|matters? raised|enquir(?:y|ies)|councillors?|cllrs?|members?|chair(?:man|person)?|mr|mrs|ms|miss|dr|panel|committee|minister|mayor|cathaoirleach)\b";
    LEAD = r"^(?:However|Finally|Further|Furthermore|Additionally|In addition|Also|During|Following|After|At this (?:point|stage|juncture)|At the (?:invitation|request)|By invitation|In (?:conclusion|summary|closing|summing up|introducing|presenting|proposing|seconding|supporting|moving|opening|relation|regard|respect)|With (?:regard|reference|respect|the (?:permission|consent|agreement|leave))|Regarding|Turning|Speaking|Firstly|Secondly|Thirdly|Lastly|Subsequently|Then|Next|Moving on|On (?:the (?:issue|subject|matter|question)|behalf))\b";
    /// A question or matter of which nobody is known to have raised it.
    RAISED_BY_NOBODY = r"\b(?:sought|raised|asked|queried|enquired|requested|query|queries|questions?|[Rr]eference was|referred)\b|Motion submitted|\bwill (?:move|ask|propose)\b";
    NO_COMMA = r"^(?i:in (?:response|reply)|in replying) (.+)$";
}

/// How much of a sentence is looked at for its verb, in bytes.
const HEAD: usize = 500;

/// How a sentence stands to what was said before.
#[derive(Clone, Copy, PartialEq)]
enum Reply<'a> {
    No,
    /// "In response".
    ToTheLast,
    /// "In response to a question from …".
    To(&'a str),
}

/// A sentence, read.
struct Said<'a> {
    reply: Reply<'a>,
    /// The words for the speaker; none known for a pronoun.
    subject: &'a str,
    speakers: Option<Vec<Speaker>>,
    /// Act, and where its text begins and ends in the sentence.
    parts: Vec<(Act, usize, usize)>,
}

fn said(sentence: &str) -> Option<Said<'_>> {
    let start = sentence.len() - LIST_MARK.strip(sentence).len();
    for verb in verbs(head(&sentence[start..], HEAD)).map(|verb| verb + start).take(3) {
        let Some((reply, subject, speakers)) = subject(sentence[start..verb].trim_end()) else { continue };
        let mut parts = turns(&sentence[verb..]);
        parts.iter_mut().for_each(|part| (part.1, part.2) = (part.1 + verb, part.2 + verb));
        parts.first_mut()?.1 = start;
        return Some(Said { reply, subject, speakers, parts });
    }
    None
}

type Subject<'a> = (Reply<'a>, &'a str, Option<Vec<Speaker>>);

/// The words before a verb: what they reply to, and whom they name.
fn subject(before: &str) -> Option<Subject<'_>> {
    let bare = without_end(before, &ADVERBS);
    let direct = without_end(bare, &INSERTED);
    let inserted =
        if direct.len() < bare.len() { reply(bare[direct.len()..].trim_matches([',', ' ']))? } else { Reply::No };
    let direct = without_end(direct, &ADVERBS);
    if let Some(found) = named(direct) {
        return Some((inserted, direct, found));
    }
    if let Some(rest) = NO_COMMA.captures(direct).and_then(|parts| parts.get(1))
        && let Some(found) = named(rest.as_str())
    {
        return Some((Reply::ToTheLast, rest.as_str(), found));
    }
    direct.match_indices(", ").take(12).find_map(|(at, comma)| {
        let (lead, rest) = (&direct[..at], &direct[at + comma.len()..]);
        let found = named(rest)?;
        let reply = if inserted == Reply::No { reply(lead)? } else { inserted };
        Some((reply, rest, found))
    })
}

fn without_end<'a>(text: &'a str, pattern: &super::pattern::Pattern) -> &'a str {
    pattern.find(text).map_or(text, |found| text[..found.start()].trim_end_matches([',', ' ']))
}

/// Speakers by name, or none known for a pronoun; nothing if it is neither.
fn named(text: &str) -> Option<Option<Vec<Speaker>>> {
    if PRONOUN.is_in(text) { Some(None) } else { speakers(text).map(Some) }
}

fn reply(lead: &str) -> Option<Reply<'_>> {
    if BARE_REPLY.is_in(lead) {
        return Some(Reply::ToTheLast);
    }
    if IN_REPLY.is_in(lead) {
        return Some(if OF_A_QUESTION.is_in(lead) { Reply::To(lead) } else { Reply::No });
    }
    (LEAD.is_in(lead) && !names_person(lead)).then_some(Reply::No)
}

/// What was said last.
#[derive(Clone, Copy)]
struct Last {
    paragraph: usize,
    /// Whether a sentence that nobody is known to have said came after it.
    gap: bool,
    /// Whether "she" or "he" could be somebody else than its speaker.
    is_unclear: bool,
}

#[derive(Default)]
struct Reader {
    said: Vec<Contribution>,
    /// Questions and requests since the last answer.
    open: Vec<usize>,
    last: Option<Last>,
    /// Whether something that nobody is known to have raised came after the contribution made last.
    is_broken: bool,
}

/// Whether a sentence tells what somebody said whom it names.
pub(super) fn is_said_by_somebody(sentence: &str) -> bool {
    said(sentence).is_some_and(|said| said.speakers.is_some())
}

/// Reads what was said in the sentences that are not `taken`, which tells by paragraph and sentence; what stands under
/// labels comes in its place.
pub(super) fn contributions(
    paragraphs: &[Paragraph],
    labelled: Vec<Exchange>,
    taken: impl Fn(usize, usize) -> bool,
) -> Vec<Contribution> {
    let mut reader = Reader::default();
    let mut places = Vec::with_capacity(labelled.len());
    let mut labelled = labelled.into_iter().peekable();
    for (p, paragraph) in paragraphs.iter().enumerate() {
        if let Some(Exchange { kind, speakers, text, reply_to, .. }) = labelled.next_if(|one| one.paragraph == p) {
            let reply_to = reply_to.and_then(|at| places.get(at).copied());
            places.push(reader.said.len());
            reader.push(Contribution { kind, speakers, text, reply_to });
            reader.last = None;
        }
        for s in (0..paragraph.sentences.len()).filter(|s| !taken(p, *s)) {
            let sentence = paragraph.sentence(s);
            if !said(sentence).is_some_and(|said| reader.add(p, sentence, said)) {
                reader.pass(sentence);
            }
        }
    }
    reader.said
}

impl Reader {
    fn pass(&mut self, sentence: &str) {
        let is_broken = RAISED_BY_NOBODY.is_in(head(sentence, HEAD));
        if is_broken {
            self.open.clear();
            self.is_broken = true;
        }
        if let Some(last) = &mut self.last {
            last.gap = true;
            last.is_unclear |= is_broken || names_somebody(head(sentence, 4 * HEAD));
        }
    }

    /// Adds a sentence; false if it is not known who speaks.
    fn add(&mut self, paragraph: usize, sentence: &str, said: Said) -> bool {
        let Some(first) = said.parts.first().map(|part| part.0) else { return false };
        let is_pronoun = said.speakers.is_none();
        let Some(speakers) = said.speakers.or_else(|| self.meant(paragraph, said.subject)) else { return false };
        if matches!(speakers.as_slice(), [Speaker { who: Who::Group { .. }, .. }])
            && (sentence.contains(" noted ") || first.kind == "ANSWER" || first.kind == "UPDATE")
        {
            return false;
        }
        let is_same = is_pronoun || self.said.last().is_some_and(|last| is_alike(&last.speakers, &speakers));
        if is_pronoun && first.kind == "ANSWER" && self.said.last().is_some_and(|last| last.kind != "ANSWER") {
            return false;
        }
        if is_same
            && said.reply == Reply::No
            && said.parts.len() == 1
            && self.goes_on(paragraph, first, is_pronoun, sentence)
        {
            self.note(paragraph, sentence, said.subject);
            return true;
        }
        for (i, (act, start, end)) in said.parts.iter().enumerate() {
            let text = sentence[*start..*end].trim();
            let (kind, reply_to) =
                if i == 0 { self.kind_of(*act, said.reply, &speakers, is_same) } else { (act.kind, None) };
            self.push(Contribution { kind, speakers: speakers.clone(), text: text.into(), reply_to });
        }
        self.note(paragraph, sentence, said.subject);
        true
    }

    fn note(&mut self, paragraph: usize, sentence: &str, subject: &str) {
        let after = sentence.find(subject).map_or(sentence, |at| &sentence[at + subject.len()..]);
        let was_unclear = PRONOUN.is_in(subject) && self.last.is_some_and(|last| last.is_unclear);
        self.last =
            Some(Last { paragraph, gap: false, is_unclear: was_unclear || names_somebody(head(after, 4 * HEAD)) });
    }

    fn push(&mut self, contribution: Contribution) {
        self.is_broken = false;
        match contribution.kind {
            "QUESTION" | "REQUEST" => self.open.push(self.said.len()),
            "ANSWER" => self.open.clear(),
            _ => {}
        }
        self.said.push(contribution);
    }

    /// Whom a pronoun means; none unless that is plain.
    fn meant(&self, paragraph: usize, pronoun: &str) -> Option<Vec<Speaker>> {
        let (last, said) = (self.last?, self.said.last()?);
        if last.is_unclear || paragraph > last.paragraph + 1 || paragraph > last.paragraph && last.gap {
            return None;
        }
        let [speaker] = said.speakers.as_slice() else { return None };
        let honorific = match &speaker.who {
            Who::Person { honorific, .. } | Who::PostAndPerson { honorific, .. } => honorific.as_deref().unwrap_or(""),
            _ => "",
        };
        let fits = match pronoun.to_lowercase().as_str() {
            "they" => matches!(speaker.who, Who::Group { .. }),
            "she" => {
                !matches!(speaker.who, Who::Group { .. })
                    && !matches!(honorific.trim_end_matches('.'), "Mr" | "Sir" | "Lord")
            }
            _ => {
                !matches!(speaker.who, Who::Group { .. })
                    && !matches!(honorific.trim_end_matches('.'), "Mrs" | "Ms" | "Miss" | "Dame" | "Lady" | "Baroness")
            }
        };
        fits.then(|| vec![Speaker { as_written: pronoun.into(), who: speaker.who.clone() }])
    }

    /// Lets the same speaker go on in the contribution made last, if the sentence follows at once.
    fn goes_on(&mut self, paragraph: usize, act: Act, is_pronoun: bool, sentence: &str) -> bool {
        let (Some(last), Some(said)) = (self.last, self.said.last_mut()) else { return false };
        let goes_on = match said.kind {
            "ANSWER" => matches!(act.kind, "STATEMENT" | "UPDATE" | "ANSWER"),
            "UPDATE" => matches!(act.kind, "STATEMENT" | "UPDATE"),
            "STATEMENT" => act.kind == "STATEMENT",
            _ => false,
        };
        if last.gap || !goes_on || !(is_pronoun || act.answers != Answers::Never) {
            return false;
        }
        said.text.push(if paragraph > last.paragraph { '\n' } else { ' ' });
        said.text.push_str(sentence);
        true
    }

    /// The kind of a contribution, and what it answers.
    fn kind_of(&self, act: Act, reply: Reply, speakers: &[Speaker], is_same: bool) -> (&'static str, Option<usize>) {
        let is_open = matches!(act.kind, "STATEMENT" | "UPDATE" | "ANSWER");
        match reply {
            Reply::To(lead) if is_open => return ("ANSWER", self.asked_by(lead)),
            Reply::ToTheLast if is_open => return ("ANSWER", self.nearest(speakers)),
            _ => {}
        }
        if act.kind == "ANSWER" {
            return ("ANSWER", self.nearest(speakers));
        }
        let Some((before, last)) = self.said.last().zip(self.last) else { return (act.kind, None) };
        let can = match act.answers {
            Answers::Never => false,
            Answers::Post | Answers::AndAdds => {
                matches!(speakers, [Speaker { who: Who::Post { .. } | Who::PostAndPerson { .. }, .. }])
            }
            Answers::Anybody => !matches!(speakers, [Speaker { who: Who::Group { .. }, .. }]),
        };
        let follows = !last.gap && !is_same && can;
        match before.kind {
            "QUESTION" if follows => ("ANSWER", self.nearest(speakers)),
            "REQUEST" if follows && act.answers == Answers::Anybody => ("ANSWER", self.nearest(speakers)),
            "ANSWER" if follows && act.answers == Answers::AndAdds => ("ANSWER", before.reply_to),
            "ANSWER" if is_same && can => ("ANSWER", before.reply_to),
            _ => (act.kind, None),
        }
    }

    /// The nearest open question or request of somebody else; after an answer, what that answered.
    fn nearest(&self, speakers: &[Speaker]) -> Option<usize> {
        match self.open.last() {
            Some(_) => self.open.iter().rev().copied().find(|at| !could_be_one(&self.said[*at].speakers, speakers)),
            None => {
                self.said.last().filter(|last| last.kind == "ANSWER" && !self.is_broken).and_then(|last| last.reply_to)
            }
        }
    }

    /// The nearest open question or request of the asker whom a lead names.
    fn asked_by(&self, lead: &str) -> Option<usize> {
        let words: Vec<&str> = lead.split(|c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\'' | '-')).collect();
        let is_word = |name: &str| words.iter().any(|word| word.trim_end_matches("’s").trim_end_matches("'s") == name);
        let names = |speaker: &Speaker| match &speaker.who {
            Who::Post { title } => words.join(" ").contains(title.as_str()),
            who => surname(who).is_some_and(is_word),
        };
        self.open.iter().rev().take(50).copied().find(|at| self.said[*at].speakers.iter().any(names))
    }
}

/// Whether two lists name the same, in other words or not.
fn is_alike(left: &[Speaker], right: &[Speaker]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.who == right.who)
}

/// Whether two lists share somebody, or two persons of one surname who could be the same.
fn could_be_one(left: &[Speaker], right: &[Speaker]) -> bool {
    let is_one = |left: &Speaker, right: &Speaker| {
        left.who == right.who || surname(&left.who).is_some_and(|name| surname(&right.who) == Some(name))
    };
    left.iter().any(|left| right.iter().any(|right| is_one(left, right)))
}

fn surname(who: &Who) -> Option<&str> {
    match who {
        Who::Person { name, .. } | Who::PostAndPerson { name, .. } => name.split(" (").next()?.rsplit(' ').next(),
        Who::Post { .. } | Who::Group { .. } | Who::Unnamed { .. } => None,
    }
}
