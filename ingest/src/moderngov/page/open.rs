//! From bytes to a page, if it is one and is of the kind asked for.

use std::borrow::Cow;
use std::collections::HashMap;

use scraper::{ElementRef, Html, Selector};

use super::{flat, link};
use crate::fetch::block;
use crate::moderngov::charset;
use crate::moderngov::soup::{Piece, Pieces};
use crate::moderngov::unexpected::{Unexpected, page_title};

/// Bytes of a page, at most: 4 MiB.
const LARGEST: usize = 4 << 20;
/// Elements within elements, at most.
const DEEPEST: usize = 200;
/// Elements that a page may have beyond its tags: browsers reopen emphasis that is not closed, and so does the parser.
const REOPENED: usize = 20_000;

/// The text of a page; refused if it is empty, too large or a bot check.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Unexpected> {
    if bytes.len() > LARGEST {
        return Err(Unexpected::TooLarge(format!("a page of {} bytes", bytes.len())));
    }
    if bytes.trim_ascii().is_empty() {
        return Err(Unexpected::Empty);
    }
    match block::sign(200, None, bytes) {
        Some(sign) => Err(Unexpected::Blocked(sign)),
        None => Ok(charset::decode(bytes)),
    }
}

/// The tree of a page that has one of these anchors.
pub(super) fn open(html: &str, wanted: &'static str, anchors: &str) -> Result<Html, Unexpected> {
    shape(html)?;
    let tree = Html::parse_document(html);
    if first(tree.root_element(), anchors).is_none() {
        return Err(other(html, wanted));
    }
    Ok(tree)
}

/// That a page is of another kind.
pub(super) fn other(html: &str, wanted: &'static str) -> Unexpected {
    Unexpected::OtherPage { wanted, title: page_title(html) }
}

/// Refuses what a parser would need too much time or memory for.
fn shape(html: &str) -> Result<(), Unexpected> {
    const NO_END: [&str; 25] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p",
        "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "param",
    ];
    const REOPEN: [&str; 13] = ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strong", "tt", "u"];
    let mut open = HashMap::<String, usize>::new();
    let (mut depth, mut emphasis, mut reopened) = (0, 0, 0);
    for piece in Pieces::of(html) {
        let name = match piece {
            Piece::Text(_) => continue,
            Piece::Open(tag) => tag.name,
            Piece::Close(name) => name,
        };
        let name: String = name.chars().take(40).map(|c| c.to_ascii_lowercase()).collect();
        let closes = matches!(piece, Piece::Close(_));
        if NO_END.contains(&name.as_str()) {
            reopened += if closes { 0 } else { emphasis };
        } else if closes {
            let Some(count) = open.get_mut(&name).filter(|count| **count > 0) else { continue };
            *count -= 1;
            depth -= 1;
            emphasis -= usize::from(REOPEN.contains(&name.as_str()));
        } else {
            depth += 1;
            reopened += emphasis;
            emphasis += usize::from(REOPEN.contains(&name.as_str()));
            *open.entry(name).or_default() += 1;
        }
        if depth > DEEPEST {
            return Err(Unexpected::TooDeep(DEEPEST));
        }
        if reopened > REOPENED + html.len() / 20 {
            return Err(Unexpected::TooLarge("emphasis that is never closed".into()));
        }
    }
    Ok(())
}

/// Elements within another, in the order in which they stand. None if the pattern is wrong, which tests rule out.
pub(super) fn all<'a>(within: ElementRef<'a>, pattern: &str) -> Vec<ElementRef<'a>> {
    match Selector::parse(pattern) {
        Ok(selector) => within.select(&selector).collect(),
        Err(_) => Vec::new(),
    }
}

/// The first element within another.
pub(super) fn first<'a>(within: ElementRef<'a>, pattern: &str) -> Option<ElementRef<'a>> {
    let selector = Selector::parse(pattern).ok()?;
    within.select(&selector).next()
}

/// The text of an element on one line, without what is hidden in it and without the sizes of files.
pub(super) fn line(element: ElementRef) -> Option<String> {
    flat::line(&element.inner_html())
}

/// The number in a link's query.
pub(super) fn number(link: ElementRef, names: &[&str]) -> Option<u64> {
    link::query(link.value().attr("href")?, names)?.parse().ok()
}

/// The heading that tells a page's kind.
pub(super) fn heading(root: ElementRef) -> Option<String> {
    first(root, "h1.mgMainTitleTxt").and_then(line)
}

/// The subject of a page.
pub(super) fn subject(root: ElementRef) -> Option<String> {
    first(root, "h2.mgSubTitleTxt").and_then(line)
}

#[cfg(test)]
mod tests {
    use super::{open, text};
    use crate::moderngov::Unexpected;

    #[test]
    fn pages_are_checked_before_they_are_parsed() {
        assert_eq!(text(b" \n"), Err(Unexpected::Empty));
        assert_eq!(text(b"<title>Just a moment...</title>"), Err(Unexpected::Blocked("a Cloudflare check")));
        assert_eq!(open(&"<div>".repeat(300), "page", "p").err(), Some(Unexpected::TooDeep(200)));
        let wild = format!("{}{}", "<b>".repeat(150), "<p>x".repeat(100_000));
        assert!(matches!(open(&wild, "page", "p"), Err(Unexpected::TooLarge(_))));
        let login = Unexpected::OtherPage { wanted: "page", title: Some("Log in".into()) };
        assert_eq!(open("<title>Log in</title><p>x", "page", ".mg").err(), Some(login));
    }
}
