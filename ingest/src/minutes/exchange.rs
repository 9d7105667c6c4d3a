//! Questions and answers that stand under labels of their own: "Question from Councillor X: …", "Answer: …".

use super::pattern::patterns;
use super::sentence::Paragraph;
use super::speaker::{Speaker, speakers};
use super::speech;
use super::verdict::{Form, verdict};

patterns! {
    MARK = r"^\(?(?:\d{1,3}|[a-z])[.)]\s+";
    QUESTION = r"^(?:(?i:a |the )?(?i:supplementary|follow-?up|further|written|oral|public) )?(?:Question|QUESTION|question)(?: (?:[Nn]o\.? ?)?(\d{1,3}))?(?:( (?:was )?(?:asked |submitted |put |received |raised )?(?:from|by) )|\s*:\s*|$)";
    ANSWER = r"^(?:(?i:supplementary|written|oral|verbal) )?(?:Answer|ANSWER|answer|Response|RESPONSE|response|Reply|REPLY|reply)(?: (?:[Nn]o\.? ?)?(\d{1,3}))?(?:( (?:was )?(?:given |provided )?(?:from|by|of) )|\s*:\s*|$)";
    /// After whoever asks or answers: to whom, or about what.
    AFTER = r",? (?:to|on|about|regarding|concerning|re) ";
    /// A line that is only a number.
    NUMBER = r"^\(?\d{1,3}[.)]?$";
    ENDS = r"[.?!:;…][’”'\x22)]*$";
}

/// Longest label, in bytes.
const LONGEST: usize = 250;
/// Longest line, in bytes, that can be the heading of what comes next.
const HEADING: usize = 120;

/// A question or an answer under a label.
pub(super) struct Exchange {
    /// QUESTION or ANSWER.
    pub kind: &'static str,
    /// As far as the label names them.
    pub speakers: Vec<Speaker>,
    /// One paragraph a line.
    pub text: String,
    /// Index of the question among the exchanges.
    pub reply_to: Option<usize>,
    /// The paragraph of its label.
    pub paragraph: usize,
}

/// A label and what stands behind it in its paragraph.
struct Label<'a> {
    is_question: bool,
    number: Option<String>,
    /// None: somebody is named, and it cannot be told who.
    speakers: Option<Vec<Speaker>>,
    text: &'a str,
}

/// A label, where its text ends, and what that is.
struct Block<'a> {
    label: Label<'a>,
    paragraph: usize,
    end: usize,
    text: String,
}

/// Takes questions and answers out of the paragraphs, which are left empty. A question that names nobody is one only if
/// an answer follows it, and an answer only after a question.
pub(super) fn take(paragraphs: &mut [Paragraph]) -> Vec<Exchange> {
    let (mut found, mut taken) = (Vec::new(), Vec::new());
    let mut open: Vec<(Option<String>, Option<usize>)> = Vec::new();
    let mut is_answered = false;
    let blocks = blocks(paragraphs);
    for (i, block) in blocks.iter().enumerate() {
        let Block { label, paragraph, end, text } = block;
        if label.is_question {
            if is_answered {
                open.clear();
            }
            is_answered = false;
            let known = label.speakers.as_ref().filter(|_| !text.is_empty());
            let is_paired = blocks.get(i + 1).is_some_and(|next| !next.label.is_question && next.paragraph == *end);
            let known = known.filter(|speakers| !speakers.is_empty() || is_paired);
            open.push((label.number.clone(), known.map(|_| found.len())));
            if let Some(speakers) = known {
                let (kind, speakers, text) = ("QUESTION", speakers.clone(), text.clone());
                found.push(Exchange { kind, speakers, text, reply_to: None, paragraph: *paragraph });
                taken.push(*paragraph..*end);
            }
            continue;
        }
        is_answered = true;
        let Some(speakers) = label.speakers.clone().filter(|_| !open.is_empty() && !text.is_empty()) else { continue };
        let numbered =
            |(number, _): &&(Option<String>, Option<usize>)| label.number.is_some() && *number == label.number;
        let reply_to = match open.as_slice() {
            [(_, only)] => *only,
            // Of several, only the number can tell which.
            several => several.iter().find(numbered).and_then(|(_, at)| *at),
        };
        found.push(Exchange { kind: "ANSWER", speakers, text: text.clone(), reply_to, paragraph: *paragraph });
        taken.push(*paragraph..*end);
    }
    for at in taken.into_iter().flatten() {
        paragraphs[at] = Paragraph { text: String::new(), sentences: Vec::new() };
    }
    found
}

/// The labels with their texts. Where the next label ends a text, that is all between; otherwise it is one paragraph.
fn blocks(paragraphs: &[Paragraph]) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut p = 0;
    while let Some(paragraph) = paragraphs.get(p) {
        let Some(label) = label(&paragraph.text) else {
            p += 1;
            continue;
        };
        let first = p + 1;
        let stop = (first..paragraphs.len()).find(|at| ends(&paragraphs[*at])).unwrap_or(paragraphs.len());
        let is_closed = paragraphs.get(stop).is_some_and(|next| self::label(&next.text).is_some());
        let least = first + usize::from(label.text.is_empty());
        let mut end = if is_closed { stop } else { least.min(stop) };
        while end > least && is_heading(&paragraphs[end - 1].text) {
            end -= 1;
        }
        let own = std::iter::once(label.text).filter(|text| !text.is_empty());
        let text: Vec<&str> = own.chain(paragraphs[first..end].iter().map(|line| line.text.as_str())).collect();
        blocks.push(Block { label, paragraph: p, end, text: text.join("\n") });
        p = stop.max(end);
    }
    blocks
}

/// Whether a paragraph cannot belong to the text before it: it is a label, tells a verdict, or tells what somebody said.
fn ends(paragraph: &Paragraph) -> bool {
    let is_told =
        |text: &str| verdict(text).is_some_and(|found| found.form == Form::Marked) || speech::is_said_by_somebody(text);
    label(&paragraph.text).is_some() || is_told(paragraph.sentence(0))
}

/// Whether a line that stands before a label can be its heading.
fn is_heading(text: &str) -> bool {
    NUMBER.is_in(text) || text.len() <= HEADING && !ENDS.is_in(text)
}

fn label(text: &str) -> Option<Label<'_>> {
    let text = MARK.strip(text);
    let (is_question, found) = match QUESTION.captures(text) {
        Some(found) => (true, found),
        None => (false, ANSWER.captures(text)?),
    };
    let number = found.get(1).map(|number| number.as_str().to_owned());
    let rest = &text[found.get(0)?.end()..];
    if found.get(2).is_none() {
        return Some(Label { is_question, number, speakers: Some(Vec::new()), text: rest.trim() });
    }
    let (who, said) = match rest.split_once(':') {
        Some((who, said)) if who.len() <= LONGEST => (who, Some(said.trim())),
        _ => (rest, None),
    };
    let who = AFTER.find(who).map_or(who, |after| &who[..after.start()]).trim();
    let speakers = speakers(who);
    // Without a colon, a line that does more than name somebody is a sentence.
    if said.is_none() && speakers.is_none() {
        return None;
    }
    Some(Label { is_question, number, speakers, text: said.unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::take;
    use crate::minutes::sentence::paragraphs;

    /// Kind, words for the speaker, text and what is answered.
    fn read(text: &str) -> Vec<(&'static str, String, String, Option<usize>)> {
        let mut all = paragraphs(text);
        let found = take(&mut all).into_iter();
        let name =
            |one: &super::Exchange| one.speakers.iter().map(|s| s.as_written.clone()).collect::<Vec<_>>().join("+");
        found.map(|one| (one.kind, name(&one), one.text.clone(), one.reply_to)).collect()
    }

    fn told(text: &str) -> Vec<(&'static str, String, Option<usize>)> {
        read(text).into_iter().map(|(kind, name, _, reply_to)| (kind, name, reply_to)).collect()
    }

    #[test]
    fn labels_tell_who_asks_and_who_answers() {
        let found = read(
            "Question from Councillor Ann Roe to the Leader of the Council:\nWhen will it open?\nAnd how wide?\n\
             Answer from the Leader of the Council: In May.\nIt is wide.\n\
             Supplementary question: Will there be a ferry?\nReply: Yes.\nThe meeting closed.",
        );
        let wanted = [
            ("QUESTION", "Councillor Ann Roe", "When will it open?\nAnd how wide?", None),
            ("ANSWER", "the Leader of the Council", "In May.\nIt is wide.", Some(0)),
            ("QUESTION", "", "Will there be a ferry?", None),
            ("ANSWER", "", "Yes.", Some(2)),
        ];
        assert_eq!(found, wanted.map(|(kind, name, text, to)| (kind, name.to_owned(), text.to_owned(), to)));
    }

    #[test]
    fn labels_have_many_forms() {
        for (text, count) in [
            ("Question 1: When?\nAnswer 1: Now.", 2),
            ("QUESTION\nWhen?\nRESPONSE\nNow.", 2),
            ("1. Question submitted by Councillor J. Roe\nI will ask when.\nREPLY :\nNow.", 2),
            ("Question from Mr John Doe on bins: When?\nResponse from Councillor Roe: Now.", 2),
            ("Supplementary Question from Councillor Roe: When?", 1),
            ("Written question by Councillor Roe: When?\nWritten answer: Now.", 2),
            // No question, or nobody can tell of whom.
            ("Response: The policy was changed.", 0),
            ("Question: was it quorate?", 0),
            ("Question from residents of the hill who wrote in: When?\nAnswer: Now.", 1),
            ("Question from Councillor Roe was deferred.", 0),
            ("Questions from Members\nThere were none.", 0),
            ("Question time\nNone.", 0),
            ("Answers were given: all were long.", 0),
            ("Question from Councillor Roe:", 0),
        ] {
            assert_eq!(read(text).len(), count, "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn an_answer_belongs_to_a_question_only_where_that_is_plain() {
        let two = "Question from Councillor Roe: When?\nQuestion from Councillor Doe: Where?\n";
        assert_eq!(told(&format!("{two}Answer: Here and now.")).last().map(|a| a.2), Some(None));
        let numbered = "Question 1 from Councillor Roe: When?\nQuestion 2 from Councillor Doe: Where?\nAnswer 2: Here.\nAnswer 1: Now.";
        assert_eq!(told(numbered).iter().map(|a| a.2).collect::<Vec<_>>(), [None, None, Some(1), Some(0)]);
        let unread = "Question from residents of the hill who wrote in: When?\nAnswer: Now.";
        assert_eq!(told(unread), [("ANSWER", String::new(), None)]);
    }

    #[test]
    fn a_text_ends_where_something_else_begins() {
        let found = read(
            "Question from Councillor Roe: When?\nAnswer: Now.\nCouncillor Doe said that it was late.\n\
             Question from Councillor Poe: Where?\nAnswer: Here.\n2.\nBuses\nQuestion from Councillor Coe: How?\n\
             Answer: By bus.\nRESOLVED that it be noted.",
        );
        assert!(found.iter().all(|(_, _, text, _)| !text.contains('\n')), "{found:?}");
        assert_eq!(found.len(), 6);
    }
}
