//! Values of elements: white space is nothing, counts have stray spaces, words are True and False.

use chrono::{NaiveDate, NaiveTime};
use roxmltree::Node;

use super::moment;
use super::note::{Note, note};
use super::text::{self, Body};
use super::unexpected::short;

/// The first child element of this local name.
pub(super) fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    children(node, name).next()
}

/// Child elements of this local name.
pub(super) fn children<'a, 'input: 'a, 'n>(
    node: Node<'a, 'input>,
    name: &'n str,
) -> impl Iterator<Item = Node<'a, 'input>> + use<'a, 'input, 'n> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// Child elements of this name, within a child element of the other.
pub(super) fn within<'a, 'input: 'a, 'n>(
    node: Node<'a, 'input>,
    list: &str,
    name: &'n str,
) -> impl Iterator<Item = Node<'a, 'input>> + use<'a, 'input, 'n> {
    child(node, list).into_iter().flat_map(move |list| children(list, name))
}

/// The text of a node as it stands, without that of elements within. None if it is white space.
fn raw(node: Node) -> Option<String> {
    let text: String = node.children().filter(|child| child.is_text()).filter_map(|child| child.text()).collect();
    (!text.trim().is_empty()).then_some(text)
}

/// One line of text. None if there is no such child, or nothing in it.
pub(super) fn line(node: Node, name: &str) -> Option<String> {
    text::title(&raw(child(node, name)?)?)
}

/// Text of many lines, which is HTML.
pub(super) fn body(node: Node, name: &str) -> Option<Body> {
    text::body(&raw(child(node, name)?)?)
}

/// One line of text of an attribute.
pub(super) fn attribute(node: Node, name: &str) -> Option<String> {
    text::title(node.attribute(name)?)
}

/// True or False; None for any other word.
pub(super) fn flag(node: Node, name: &str) -> Option<bool> {
    let word = line(node, name)?;
    match () {
        () if word.eq_ignore_ascii_case("true") => Some(true),
        () if word.eq_ignore_ascii_case("false") => Some(false),
        () => None,
    }
}

/// A whole number; None for anything else.
pub(super) fn number(node: Node, name: &str) -> Option<u64> {
    line(node, name)?.parse().ok()
}

/// A time of day; None for anything else.
pub(super) fn time(node: Node, name: &str) -> Option<NaiveTime> {
    moment::time(&line(node, name)?)
}

/// A day; noted when it is written but cannot be read.
pub(super) fn date(node: Node, name: &'static str, of: &str, notes: &mut Vec<Note>) -> Option<NaiveDate> {
    let written = line(node, name)?;
    let date = moment::date(&written);
    if date.is_none() && !moment::is_unspecified(&written) {
        note(notes, Note::Unreadable { element: name, value: short(&written), of: of.into() });
    }
    date
}

/// Parts of a list with semicolons.
pub(super) fn parts(text: Option<String>) -> Vec<String> {
    let text = text.unwrap_or_default();
    text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(Into::into).collect()
}

/// Notes an announced number that is not what was found.
pub(super) fn counted(node: Node, name: &str, what: &'static str, within: &str, found: usize, notes: &mut Vec<Note>) {
    let found = found as u64;
    if let Some(said) = number(node, name).filter(|said| *said != found) {
        note(notes, Note::CountDiffers { what, within: short(within), said, found });
    }
}

/// The number that names an entry; noted, with what else is known of the entry, when there is none.
pub(super) fn id(
    node: Node,
    name: &str,
    what: &'static str,
    called: Option<&str>,
    notes: &mut Vec<Note>,
) -> Option<u64> {
    let id = number(node, name);
    if id.is_none() {
        note(notes, Note::NoId { what, called: short(called.unwrap_or("it has no name either")) });
    }
    id
}
