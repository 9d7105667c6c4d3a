//! A page as lines of text with their links: for pages that are told by their words and not by their mark-up.

use crate::moderngov::soup::{Piece, Pieces, Tag};
use crate::moderngov::text;
use crate::moderngov::text::blocks::{Sort, sort};

/// A line of a page, never empty.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub text: String,
    pub links: Vec<Link>,
}

/// A link in a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Link {
    pub text: String,
    /// As written.
    pub href: String,
    /// Whether it is the title of an entry of a forward plan.
    pub is_plan_item: bool,
}

/// The lines of a page, or of plain text; of a page with the system's own part, only of that part.
pub(super) fn lines(html: &str) -> Vec<Line> {
    let is_page = Pieces::of(html).any(|piece| matches!(piece, Piece::Open(tag) if sort(tag.name).1 != Sort::Other));
    if !is_page {
        let plain = |line| Some(Line { text: text::title(line)?, links: Vec::new() });
        return html.lines().filter_map(plain).collect();
    }
    let is_start = |piece: &Piece| matches!(piece, Piece::Open(tag) if tag.attribute("id") == Some("modgov"));
    let has_start = Pieces::of(html).any(|piece| is_start(&piece));
    let is_end = |piece: &Piece| has_start && matches!(piece, Piece::Open(tag) if has_class(tag, &["mgFooter"]));
    flattened(Pieces::of(html).skip_while(|piece| has_start && !is_start(piece)).take_while(|piece| !is_end(piece)))
}

fn flattened<'a>(pieces: impl Iterator<Item = Piece<'a>>) -> Vec<Line> {
    let mut flat = Flat::default();
    pieces.for_each(|piece| flat.take(piece));
    flat.end_line();
    flat.lines
}

/// A piece of HTML on one line.
pub(super) fn line(html: &str) -> Option<String> {
    let lines: Vec<String> = flattened(Pieces::of(html)).into_iter().map(|line| line.text).collect();
    Some(lines.join(" ")).filter(|line| !line.is_empty())
}

#[derive(Default)]
struct Flat {
    lines: Vec<Line>,
    line: String,
    links: Vec<Link>,
    /// The link that is open: without its text as yet, and where that starts in the line.
    link: Option<(Link, usize)>,
    /// Elements open within one that is hidden, itself included; all of one name.
    hidden: Option<(String, usize)>,
}

fn has_class(tag: &Tag, classes: &[&str]) -> bool {
    let found = tag.attribute("class").unwrap_or_default();
    found.split_ascii_whitespace().any(|class| classes.contains(&class))
}

impl Flat {
    fn take(&mut self, piece: Piece) {
        if let Some((name, depth)) = &mut self.hidden {
            match piece {
                Piece::Open(tag) if tag.is(name) => *depth += 1,
                Piece::Close(closed) if closed.eq_ignore_ascii_case(name) => *depth -= 1,
                _ => (),
            }
            if *depth == 0 {
                self.hidden = None;
            }
            return;
        }
        match piece {
            Piece::Text(text) => self.line.push_str(text),
            Piece::Open(tag) if has_class(&tag, &["mgHide", "mgFileSize"]) => {
                self.hidden = Some((tag.name.to_owned(), 1));
            }
            Piece::Open(tag) => {
                self.block(tag.name);
                if let Some(href) = tag.attribute("href").filter(|_| tag.is("a")) {
                    self.end_link();
                    let href = text::title(href).unwrap_or_default();
                    let is_plan_item = has_class(&tag, &["mgPlanItemTitle"]);
                    self.link = Some((Link { text: String::new(), href, is_plan_item }, self.line.len()));
                }
            }
            Piece::Close(name) => {
                self.block(name);
                if name.eq_ignore_ascii_case("a") {
                    self.end_link();
                }
            }
        }
    }

    fn block(&mut self, name: &str) {
        let (_, sort) = sort(name);
        if name.eq_ignore_ascii_case("br") || !matches!(sort, Sort::Inline | Sort::Other) {
            self.end_line();
        }
    }

    fn end_link(&mut self) {
        let Some((link, start)) = self.link.take() else { return };
        if let Some(text) = text::title(&self.line[start..]) {
            self.links.push(Link { text, ..link });
        }
    }

    fn end_line(&mut self) {
        self.end_link();
        let links = std::mem::take(&mut self.links);
        if let Some(text) = text::title(&std::mem::take(&mut self.line)) {
            self.lines.push(Line { text, links });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{line, lines};

    #[test]
    fn pages_and_plain_texts_become_lines() {
        let page = "<body><p>chrome</p><div id=\"modgov\" ><h1>A</h1><p>b <a href='x&amp;y'>c\nd <span class='mgFileSize'>\
            <span>PDF</span> 1 KB</span></a> e<br/>f</p><div class=\"mgFooter\">foot</div>";
        let lines = lines(page);
        assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["A", "b c d e", "f"]);
        assert_eq!((lines[1].links[0].text.as_str(), lines[1].links[0].href.as_str()), ("c d", "x&y"));
        assert_eq!(super::lines("a\r\n\n b  &amp; c ").len(), 2);
        assert_eq!(line("a<p>b</p>").as_deref(), Some("a b"));
    }
}
