//! XML made fit for a parser: characters that XML forbids are taken out, and its shape is judged before a tree grows.

use std::borrow::Cow;

use super::unexpected::Unexpected;

/// Elements within elements, at most. True answers with an envelope have about ten.
const DEEPEST: usize = 64;
/// Attributes of one element, at most.
const MOST_ATTRIBUTES: usize = 64;
/// Namespaces that are declared in one answer, at most.
const MOST_NAMESPACES: usize = 1000;

/// Whether XML 1.0 allows this character.
fn is_legal(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// The text without characters, and references to characters, that XML forbids; and how many these were.
pub(super) fn legal(text: &str) -> (Cow<'_, str>, u64) {
    let mut kept = String::new();
    let (mut from, mut count) = (0, 0);
    let mut rest = text;
    while let Some(at) = rest.find(|c| c == '&' || !is_legal(c)) {
        let start = text.len() - rest.len() + at;
        rest = &rest[at..];
        let bad = match rest.strip_prefix('&') {
            Some(after) => bad_reference(after).map(|length| length + 1),
            None => rest.chars().next().map(char::len_utf8),
        };
        if let Some(length) = bad {
            kept.push_str(&text[from..start]);
            from = start + length;
            count += 1;
        }
        rest = &rest[bad.unwrap_or(1)..];
    }
    if count == 0 {
        return (Cow::Borrowed(text), 0);
    }
    kept.push_str(&text[from..]);
    (Cow::Owned(kept), count)
}

/// Length, without the ampersand, of a reference to a character that XML forbids.
fn bad_reference(after: &str) -> Option<usize> {
    let digits = after.strip_prefix('#')?;
    let end = digits.bytes().take(12).position(|byte| byte == b';')?;
    let digits = &digits[..end];
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    let legal = char::from_u32(code).is_some_and(is_legal);
    (!legal).then_some(end + 2)
}

/// Judges depth, attributes and namespaces in one pass. Broken XML passes: the parser tells what is wrong with it.
pub(super) fn shape(xml: &str) -> Result<(), Unexpected> {
    let (mut rest, mut depth, mut namespaces) = (xml, 0_usize, 0);
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->")
        } else if rest.starts_with("<![CDATA[") {
            rest.find("]]>")
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            rest.find('>')
        } else if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
            rest.find('>')
        } else {
            let Some((end, attributes)) = end_of_tag(rest) else { return Ok(()) };
            let tag = &rest[..end];
            if attributes > MOST_ATTRIBUTES {
                return Err(Unexpected::TooLarge(format!("{attributes} attributes on one element")));
            }
            namespaces += if attributes > 0 { tag.matches("xmlns").count() } else { 0 };
            if namespaces > MOST_NAMESPACES {
                return Err(Unexpected::TooLarge(format!("more than {MOST_NAMESPACES} namespaces")));
            }
            depth += usize::from(!tag.ends_with('/'));
            if depth > DEEPEST {
                return Err(Unexpected::TooDeep(DEEPEST));
            }
            Some(end)
        };
        let Some(end) = end else { return Ok(()) };
        rest = &rest[end..];
    }
    Ok(())
}

/// Where the bracket stands that closes a tag, and how many attributes the tag has.
fn end_of_tag(tag: &str) -> Option<(usize, usize)> {
    let (mut quote, mut attributes) = (None, 0);
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => (),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => attributes += 1,
            (None, b'>') => return Some((at, attributes)),
            (None, _) => (),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{legal, shape};
    use crate::moderngov::Unexpected;

    #[test]
    fn forbidden_characters_and_references_to_them_go_and_are_counted() {
        let (text, count) = legal("a\u{B}b&#11;c&#x0B;d&#xFFFF;e&#65;&amp;#11;\tf&#0;&#x110000;&#;&");
        assert_eq!((&*text, count), ("abcde&#65;&amp;#11;\tf&#;&", 6));
        assert_eq!(legal("plain & simple é").1, 0);
    }

    #[test]
    fn deep_wide_and_named_trees_are_refused_before_they_grow() {
        assert_eq!(shape(&"<a>".repeat(100_000)), Err(Unexpected::TooDeep(64)));
        assert_eq!(shape(&"<a></a>".repeat(100_000)), Ok(()));
        assert_eq!(shape("<a b='<c>'><!-- <d> --><![CDATA[<e>]]></a"), Ok(()));
        assert!(shape(&format!("<a {}>", "b='' ".repeat(65))).is_err());
        assert!(shape(&"<a xmlns:b='c'/>".repeat(2000)).is_err());
    }
}
