//! What was resolved, part by part.

use std::collections::HashSet;

use super::effect::effects;
use super::mark::{Place, marked, parts};
use super::pattern::patterns;
use super::sentence::Paragraph;
use super::verdict::{Form, Verdict, is_procedure, verdict};

/// Something that was resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolution {
    /// Words of [`entities::decision::EFFECT`]; never empty.
    pub effects: Vec<&'static str>,
    /// What was resolved, in the words of the minutes, without marker, number and closing "and".
    pub text: String,
    /// Number or letter as printed, without brackets.
    pub number: Option<String>,
    /// The sentence that says so; of a numbered part, the part with its mark where the whole is long or stands apart.
    pub evidence: String,
    /// The words for the body that resolved it.
    pub body: Option<String>,
}

patterns! {
    /// Between a marker and what was resolved.
    LINK = r"^(?:[\s:–—,\-]|\((?:[^()]{0,80})\)|(?i:unanimously|that)\b,?)+";
    /// Before the parts of a list: nothing but who is to do it.
    LEAD_IN = r"^.{0,300}[:–—\-]$|^(?i:(?:that|to))?$";
    END = r"(?:[\s;,.:]|\b(?:and|AND)\s*$)+$";
    MARKED = r"^\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] |^(?i:circulated)\b";
    CONTINUES = r"^[“‘\x22]?(?:That|To)\b";
    DECIDED = r"(?i)^[“‘\x22]?(?:that|to)\b|^(?:approved|agreed|noted|deferred|refused|rejected|endorsed|withdrawn|granted|recommended)\b";
}

/// Longest sentence, in bytes, that is kept as the evidence of each of its parts.
const LONGEST_EVIDENCE: usize = 2000;

/// What the verdicts of a text are, and which sentences told them.
#[derive(Default)]
pub(super) struct Resolved {
    pub resolutions: Vec<Resolution>,
    /// Sentences that contradict each other or are negated.
    pub ambiguous: Vec<String>,
    /// The sentences, by paragraph and place in it, that tell a verdict.
    taken: HashSet<(usize, usize)>,
}

/// A part while it is read.
struct Piece<'a> {
    number: Option<String>,
    words: &'a str,
    evidence: String,
}

impl Resolved {
    pub fn is_taken(&self, paragraph: usize, sentence: usize) -> bool {
        self.taken.contains(&(paragraph, sentence))
    }

    fn take(&mut self, paragraph: usize, sentences: std::ops::Range<usize>) {
        self.taken.extend(sentences.map(|sentence| (paragraph, sentence)));
    }
}

/// Reads what was resolved. Where the whole text is a decision, its wording alone can be one.
pub(super) fn resolutions(paragraphs: &[Paragraph], is_decision: bool) -> Resolved {
    let mut resolved = Resolved::default();
    let mut p = 0;
    while p < paragraphs.len() {
        let mut next = p + 1;
        for s in 0..paragraphs[p].sentences.len() {
            if resolved.is_taken(p, s) {
                continue;
            }
            let sentence = paragraphs[p].sentence(s);
            let Some(found) = verdict(sentence) else { continue };
            if found.form == Form::Marked {
                next = next.max(marked_block(&mut resolved, paragraphs, (p, s), &found));
            } else {
                resolved.take(p, s..s + 1);
                told(&mut resolved, sentence, &found);
            }
        }
        p = next;
    }
    if is_decision && resolved.resolutions.is_empty() && resolved.ambiguous.is_empty() {
        plain(&mut resolved, paragraphs);
    }
    super::contradiction::settle(&mut resolved);
    resolved
}

fn told(resolved: &mut Resolved, sentence: &str, found: &Verdict) {
    if found.form == Form::NotDone {
        return resolved.ambiguous.push(sentence.into());
    }
    let words = &sentence[found.words..];
    add(resolved, found, Piece { number: None, words, evidence: sentence.into() });
}

/// A decision that has no marker: its paragraphs are what was decided.
fn plain(resolved: &mut Resolved, paragraphs: &[Paragraph]) {
    let verdict = Verdict { form: Form::Marked, words: 0, body: None, recommends: false };
    let mut last: Option<Place> = None;
    for (p, paragraph) in paragraphs.iter().enumerate() {
        let part = marked(&paragraph.text, last);
        let words = part.as_ref().map_or(0, |part| part.words);
        if part.is_none() && !DECIDED.is_in(&paragraph.text) {
            continue;
        }
        last = part.as_ref().map(|part| part.place).or(last);
        let number = part.and_then(|part| part.number);
        let words = &paragraph.text[words..];
        add(resolved, &verdict, Piece { number, words, evidence: paragraph.text.clone() });
        resolved.take(p, 0..paragraph.sentences.len());
    }
}

/// Reads what follows a marker, and tells the first paragraph after it.
fn marked_block(resolved: &mut Resolved, paragraphs: &[Paragraph], (p, s): (usize, usize), found: &Verdict) -> usize {
    let paragraph = &paragraphs[p];
    let Some(range) = paragraph.sentences.get(s).cloned() else { return p + 1 };
    resolved.take(p, s..s + 1);
    if is_procedure(&paragraph.text[range.clone()]) {
        return p + 1;
    }
    let start = range.start + found.words;
    let link = LINK.find(&paragraph.text[start..]).map_or(0, |link| link.end());
    let tail = &paragraph.text[start + link..];
    let list = parts(tail);
    if list.first().is_some_and(|first| LEAD_IN.is_in(tail[..first.start].trim_end())) {
        let sentence = &paragraph.text[range.start..];
        let is_one = range.end == paragraph.text.len() && sentence.len() <= LONGEST_EVIDENCE;
        for part in &list {
            let evidence = if is_one { sentence } else { tail[part.start..part.end].trim() };
            let words = &tail[part.words..part.end];
            add(resolved, found, Piece { number: part.number.clone(), words, evidence: evidence.into() });
        }
        resolved.take(p, s..paragraph.sentences.len());
        return following(resolved, paragraphs, p + 1, list.last().map(|part| part.place), found, None);
    }
    let own = &paragraph.text[(start + link).min(range.end)..range.end];
    let waits = own.trim().is_empty() || own.trim_end().ends_with([':', '-', '–']) && own.len() <= 300;
    if waits && range.end == paragraph.text.len() {
        return following(resolved, paragraphs, p + 1, None, found, Some(&paragraph.text[range]));
    }
    add(resolved, found, Piece { number: None, words: own, evidence: paragraph.text[range].into() });
    for next in s + 1..paragraph.sentences.len() {
        let sentence = paragraph.sentence(next);
        if !CONTINUES.is_in(sentence) {
            break;
        }
        resolved.take(p, next..next + 1);
        add(resolved, found, Piece { number: None, words: sentence, evidence: sentence.into() });
    }
    p + 1
}

/// Reads parts that stand in paragraphs of their own, after a marker if that waits for them, and tells the first paragraph after them.
fn following(
    resolved: &mut Resolved,
    paragraphs: &[Paragraph],
    mut p: usize,
    mut last: Option<Place>,
    found: &Verdict,
    mut marker: Option<&str>,
) -> usize {
    let mut is_list = last.is_some();
    while let Some(paragraph) = paragraphs.get(p) {
        let text = paragraph.text.as_str();
        if let Some(part) = marked(text, last).filter(|_| marker.is_some() || is_list) {
            resolved.take(p, 0..paragraph.sentences.len());
            let below = if text.ends_with(':') { parts_below(&paragraphs[p + 1..], part.place) } else { 0 };
            (p + 1..=p + below).for_each(|p| resolved.take(p, 0..paragraphs[p].sentences.len()));
            let all: Vec<&str> = paragraphs[p..=p + below].iter().map(|line| line.text.as_str()).collect();
            let evidence = all.join("\n");
            add(
                resolved,
                found,
                Piece { number: part.number, words: &evidence[part.words..], evidence: evidence.clone() },
            );
            p += below;
            (last, is_list) = (Some(part.place), true);
        } else if !is_list && (marker.is_some() || CONTINUES.is_in(text)) {
            let sentence = paragraph.sentence(0);
            if MARKED.is_in(sentence) || verdict(sentence).is_some_and(|found| found.form == Form::Marked) {
                return p;
            }
            resolved.take(p, 0..1);
            let evidence = marker.map_or(sentence.into(), |marker| format!("{marker}\n{sentence}"));
            add(resolved, found, Piece { number: None, words: sentence, evidence });
            if paragraph.sentences.len() > 1 {
                return p + 1;
            }
        } else {
            return p;
        }
        marker = None;
        p += 1;
    }
    p
}

/// How many paragraphs make up the list within the part that is at `place`; at most 30.
fn parts_below(paragraphs: &[Paragraph], place: Place) -> usize {
    let mut last = None;
    let is_below = |line: &&Paragraph| {
        if marked(&line.text, Some(place)).is_some() {
            return false;
        }
        let part = marked(&line.text, last);
        last = part.as_ref().map(|part| part.place);
        part.is_some()
    };
    paragraphs.iter().take(30).take_while(is_below).count()
}

fn add(resolved: &mut Resolved, found: &Verdict, piece: Piece) {
    let link = LINK.find(piece.words).map_or(0, |link| link.end());
    let words = piece.words[link..].trim().trim_start_matches(['“', '‘', '"']);
    let words = LINK.strip(words);
    let words = END.find(words).map_or(words, |end| &words[..end.start()]);
    let words = words.trim_end_matches(['”', '"', '.', ';', ',', ' ']);
    if words.is_empty() || is_procedure(words) {
        return;
    }
    let mut effects = effects(words);
    if found.recommends && !effects.words.contains(&"RECOMMEND") {
        effects.words = vec!["RECOMMEND"];
    }
    if effects.words.is_empty() {
        if effects.is_negated {
            return resolved.ambiguous.push(piece.evidence);
        }
        effects.words.push("AGREE");
    }
    resolved.resolutions.push(Resolution {
        effects: effects.words,
        text: words.into(),
        number: piece.number,
        evidence: piece.evidence,
        body: found.body.map(Into::into),
    });
}
