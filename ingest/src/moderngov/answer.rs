//! An answer of the web service, from bytes to a tree whose root is the one that was asked for.

use roxmltree::{Document, Error, Node, ParsingOptions};

use super::note::Note;
use super::unexpected::{Unexpected, page_title, short, told_by_text};
use super::{LARGEST, charset, element, sift};

/// Nodes of a tree, at most.
const MOST_NODES: u32 = 4_000_000;

/// What was read, and what was odd about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed<T> {
    pub value: T,
    pub notes: Vec<Note>,
    /// Characters, or references to characters, that XML forbids; they were taken out.
    pub illegal_characters: u64,
}

/// Reads an answer: `root` is the local name of the element asked for, `accepts` says whether an element is that one.
/// A SOAP envelope is unwrapped.
pub(super) fn read<T>(
    bytes: &[u8],
    root: &'static str,
    accepts: impl Fn(Node) -> bool,
    take: impl FnOnce(Node, &mut Vec<Note>) -> T,
) -> Result<Parsed<T>, Unexpected> {
    if bytes.len() > LARGEST {
        return Err(Unexpected::TooLarge(format!("{} bytes", bytes.len())));
    }
    let text = charset::decode(bytes);
    let (text, illegal_characters) = sift::legal(&text);
    let xml = without_declaration(&text);
    if xml.is_empty() {
        return Err(Unexpected::Empty);
    }
    if is_html(xml) {
        return Err(told_by_text(xml, String::new));
    }
    sift::shape(xml)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(xml, options).map_err(|error| refused(xml, error))?;
    let node = unwrapped(document.root_element())?;
    if !accepts(node) {
        return Err(other_root(xml, node, root));
    }
    let mut notes = Vec::new();
    let value = take(node, &mut notes);
    Ok(Parsed { value, notes, illegal_characters })
}

/// Reads an answer whose root has this local name.
pub(super) fn read_root<T>(
    bytes: &[u8],
    root: &'static str,
    take: impl FnOnce(Node, &mut Vec<Note>) -> T,
) -> Result<Parsed<T>, Unexpected> {
    read(bytes, root, |node| node.tag_name().name() == root, take)
}

/// The declaration says nothing that is needed, and its charset is often wrong.
fn without_declaration(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    match text.strip_prefix("<?xml ") {
        Some(rest) => rest.split_once("?>").map_or(text, |(_, after)| after.trim_start()),
        None => text,
    }
}

fn is_html(text: &str) -> bool {
    let starts = |with: &str| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    starts("<!doctype html") || starts("<html")
}

fn refused(xml: &str, error: Error) -> Unexpected {
    match error {
        Error::NodesLimitReached => Unexpected::TooLarge(format!("more than {MOST_NODES} nodes")),
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream if xml.starts_with('<') => {
            match told_by_text(xml, String::new) {
                Unexpected::NotXml(_) => Unexpected::CutOff(xml.len()),
                other => other,
            }
        }
        error if xml.starts_with('<') => told_by_text(xml, || short(&error.to_string())),
        _ => told_by_text(xml, || format!("it begins \"{}\"", short(xml))),
    }
}

/// The tree within a SOAP envelope; any other tree as it is.
fn unwrapped<'a, 'input>(root: Node<'a, 'input>) -> Result<Node<'a, 'input>, Unexpected> {
    if root.tag_name().name() != "Envelope" {
        return Ok(root);
    }
    let Some(body) = element::child(root, "Body") else {
        return Err(Unexpected::NotXml("a SOAP envelope without a body".into()));
    };
    if let Some(fault) = element::child(body, "Fault") {
        let said = fault.descendants().filter(|node| matches!(node.tag_name().name(), "faultstring" | "Text"));
        let said = said.filter_map(|node| node.text()).next();
        return Err(Unexpected::Fault(short(said.unwrap_or("it says nothing"))));
    }
    let inner = |node: Node<'a, 'input>| node.first_element_child();
    inner(body)
        .and_then(inner)
        .and_then(inner)
        .ok_or_else(|| Unexpected::NotXml("a SOAP envelope with nothing in it".into()))
}

fn other_root(xml: &str, node: Node, wanted: &'static str) -> Unexpected {
    match node.tag_name().name() {
        "script" => Unexpected::Script,
        "html" | "HTML" => Unexpected::HtmlPage { title: page_title(xml) },
        found => Unexpected::OtherRoot { wanted, found: short(found) },
    }
}

#[cfg(test)]
mod tests {
    use super::read_root;
    use crate::moderngov::Unexpected;

    fn root(bytes: &[u8]) -> Result<(String, u64), Unexpected> {
        let parsed = read_root(bytes, "list", |node, _| node.text().unwrap_or_default().trim().to_owned())?;
        Ok((parsed.value, parsed.illegal_characters))
    }

    #[test]
    fn charsets_and_declarations_do_not_matter() {
        let good = Ok(("Siân".to_owned(), 0));
        assert_eq!(root("<list>Siân</list>".as_bytes()), good);
        assert_eq!(
            root("\u{FEFF}<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\r\n<list>Siân</list>".as_bytes()),
            good
        );
        assert_eq!(root(b"<?xml version='1.1' encoding='utf-8'?><list>Si\xE2n</list>"), good);
        assert_eq!(root(b"<list>Si\x0B&#11;&#x0b;\xC3\xA2n</list>"), Ok(("Siân".to_owned(), 3)));
    }

    #[test]
    fn envelopes_are_unwrapped_and_faults_told() {
        let soap = |inner: &str| {
            format!(
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>{inner}</s:Body></s:Envelope>"
            )
        };
        let wrapped = soap("<GetXResponse xmlns='urn:m'><GetXResult><list>x</list></GetXResult></GetXResponse>");
        assert_eq!(root(wrapped.as_bytes()), Ok(("x".to_owned(), 0)));
        let fault = soap("<s:Fault><faultcode>s:Server</faultcode><faultstring>No  database</faultstring></s:Fault>");
        assert_eq!(root(fault.as_bytes()), Err(Unexpected::Fault("No database".into())));
        assert!(matches!(root(soap("").as_bytes()), Err(Unexpected::NotXml(_))));
    }

    #[test]
    fn what_came_instead_is_named() {
        let told = |text: &str| root(text.as_bytes()).expect_err("no answer").to_string();
        assert_eq!(told(" \r\n"), "the answer is empty");
        assert_eq!(
            told("<!DOCTYPE html><html><head><TITLE>Sign\n in</TITLE></head><body><br></body></html>"),
            "an HTML page came in place of XML, titled \"Sign in\""
        );
        assert_eq!(told("<html><h1>Moved</h1></html>"), "an HTML page came in place of XML, titled \"Moved\"");
        assert!(told("<!-- x --><script>go()</script>").contains("script"));
        assert_eq!(told("<lists/>"), "the root of the XML is `lists`, not `list`");
        assert_eq!(told("<list><a>"), "the answer is cut off after 9 bytes");
        assert_eq!(told("<list><a>b"), "the answer is cut off after 10 bytes");
        assert_eq!(told("<list><a b='c"), "the answer is cut off after 13 bytes");
        assert!(told("<list></lost>").starts_with("the answer is no XML: "));
        assert!(told("Gone fishing").contains("it begins \"Gone fishing\""));
        assert!(told("<!DOCTYPE a [<!ENTITY b 'c'>]><list>&b;</list>").contains("no XML"));
        assert!(told("System.ArgumentException: Missing parameter: lMeetingId.").contains("lMeetingId"));
        assert_eq!(root(&"<list>".repeat(100_000).into_bytes()), Err(Unexpected::TooDeep(64)));
        let unrecognized =
            "<html><head><title>Request format is unrecognized for URL unexpectedly ending in '/GetX'.</title>";
        assert_eq!(root(unrecognized.as_bytes()), Err(Unexpected::GetIsOff));
    }
}
