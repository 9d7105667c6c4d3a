//! What came in place of the answer that was asked for.

use super::soup::{Piece, Pieces};
use super::text;

/// Why an answer cannot be read. Texts within are one line of at most 120 characters.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Unexpected {
    /// No byte, or nothing but white space.
    #[error("the answer is empty")]
    Empty,
    /// More than [`super::LARGEST`], or more nodes, attributes or namespaces than any true answer has.
    #[error("the answer is too large: {0}")]
    TooLarge(String),
    /// Elements lie deeper than in any true answer.
    #[error("elements are nested more than {0} deep")]
    TooDeep(usize),
    /// A web page where XML is due.
    #[error("an HTML page came in place of XML{}", titled(.title))]
    HtmlPage { title: Option<String> },
    /// A script that sends browsers elsewhere.
    #[error("a script came in place of the answer: it sends browsers to another address")]
    Script,
    /// Another answer than the one asked for.
    #[error("the root of the XML is `{found}`, not `{wanted}`")]
    OtherRoot { wanted: &'static str, found: String },
    /// Another page than the one asked for: a login, an error, a page of another kind.
    #[error("the page is no {wanted}{}", titled(.title))]
    OtherPage { wanted: &'static str, title: Option<String> },
    /// The web service does not answer to GET.
    #[error("the web service does not answer to GET: it has to be asked by SOAP")]
    GetIsOff,
    /// The web service misses a parameter.
    #[error("the web service refuses the call: {0}")]
    Parameter(String),
    /// The web service reports a fault by SOAP.
    #[error("the web service reports a fault: {0}")]
    Fault(String),
    /// A bot check or a refusal.
    #[error("the answer is a bot check or a refusal (sign: {0})")]
    Blocked(&'static str),
    /// A meeting that does not say which one it is.
    #[error("the meeting has no id")]
    NoId,
    /// Text that is no XML.
    #[error("the answer is no XML: {0}")]
    NotXml(String),
    /// XML that ends too early.
    #[error("the answer is cut off after {0} bytes")]
    CutOff(usize),
}

fn titled(title: &Option<String>) -> String {
    title.as_ref().map(|title| format!(", titled \"{title}\"")).unwrap_or_default()
}

/// One line of at most 120 characters.
pub(super) fn short(text: &str) -> String {
    let start: String = text.chars().take(600).collect();
    let line = text::title(&start).unwrap_or_default();
    let mut short: String = line.chars().take(120).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

/// The title of a page: its `title`, else its first heading.
pub(super) fn page_title(html: &str) -> Option<String> {
    let title = inside(html, "title").or_else(|| inside(html, "h1")).or_else(|| inside(html, "h2"))?;
    Some(short(title)).filter(|title| !title.is_empty())
}

/// The text that directly follows the first opening tag of this name.
fn inside<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let mut found = false;
    Pieces::with_titles(html).take(20_000).find_map(|piece| match piece {
        Piece::Text(text) if found => Some(text),
        Piece::Open(tag) => {
            found = tag.is(name);
            None
        }
        _ => None,
    })
}

/// What a text is that is no XML, judged by how it reads.
pub(super) fn told_by_text(text: &str, why: impl FnOnce() -> String) -> Unexpected {
    let mut head: String = text.chars().take(20_000).collect();
    head.make_ascii_lowercase();
    if head.contains("request format is unrecognized") || head.contains("request format is unrecognised") {
        return Unexpected::GetIsOff;
    }
    if head.contains("missing parameter:") || head.contains("cannot convert ") && head.contains("parameter name:") {
        return Unexpected::Parameter(short(text));
    }
    let is_page = ["<!doctype html", "<html", "<head", "<body"].iter().any(|sign| head.contains(sign));
    if is_page {
        return Unexpected::HtmlPage { title: page_title(text) };
    }
    if head.trim_start().starts_with("<script") {
        return Unexpected::Script;
    }
    if head.trim().is_empty() { Unexpected::Empty } else { Unexpected::NotXml(why()) }
}
