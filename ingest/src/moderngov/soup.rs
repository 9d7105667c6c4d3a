//! Tags and texts of HTML as it stands, found in one pass and without a tree: bounded memory for any input.

/// A piece of HTML, in the order in which pieces stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece<'a> {
    /// Entities are not decoded yet.
    Text(&'a str),
    Open(Tag<'a>),
    /// Name of the tag, as written.
    Close(&'a str),
}

/// An opening tag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tag<'a> {
    /// As written.
    pub name: &'a str,
    /// All between the name and the closing bracket.
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    pub fn closes_itself(&self) -> bool {
        self.attributes.ends_with('/')
    }

    /// The value of an attribute, entities not decoded.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
            if rest.is_empty() {
                return None;
            }
            let (found, after) = rest.split_at(end.max(usize::from(end == 0)).min(rest.len()));
            let after = after.trim_start();
            let Some(value) = after.strip_prefix('=') else {
                rest = after;
                continue;
            };
            let value = value.trim_start();
            let (value, after) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
            };
            if found.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// Elements whose content is no text of the page.
const HIDDEN: [&str; 7] = ["script", "style", "title", "xml", "noscript", "template", "textarea"];

/// The pieces of HTML.
pub(super) struct Pieces<'a> {
    rest: &'a str,
    titles: bool,
}

impl<'a> Pieces<'a> {
    pub fn of(html: &'a str) -> Self {
        Self { rest: html, titles: false }
    }

    /// As [`Pieces::of`], with the content of `title`.
    pub fn with_titles(html: &'a str) -> Self {
        Self { rest: html, titles: true }
    }

    /// Goes on behind the end of an element whose content is hidden; if it has no end, all is hidden.
    fn skip_hidden(&mut self, name: &str) {
        let mut from = 0;
        while let Some(at) = self.rest[from..].find("</") {
            let at = from + at;
            let end = at + 2 + name.len();
            if self.rest.get(at + 2..end).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
                self.rest = &self.rest[at..];
                return;
            }
            from = at + 2;
        }
        self.rest = "";
    }

    /// Takes the mark-up at the start of the rest. None: it was a comment or the like.
    fn mark_up(&mut self) -> Option<Piece<'a>> {
        let rest = self.rest;
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.rest = comment.split_once("-->").map_or("", |(_, after)| after);
            return None;
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            self.rest = rest.split_once('>').map_or("", |(_, after)| after);
            return None;
        }
        let close = rest.starts_with("</");
        let inner = &rest[1 + usize::from(close)..];
        let Some(end) = end_of_tag(inner) else {
            self.rest = "";
            return None;
        };
        self.rest = &inner[end + 1..];
        let inner = &inner[..end];
        let name_end = inner.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(name_end);
        if close {
            return Some(Piece::Close(name));
        }
        let tag = Tag { name, attributes };
        let hidden = HIDDEN.iter().any(|hidden| tag.is(hidden)) && !(self.titles && tag.is("title"));
        if hidden && !tag.closes_itself() {
            self.skip_hidden(name);
        }
        Some(Piece::Open(tag))
    }
}

/// Where the bracket stands that closes a tag: not within quotes, unless these never end.
fn end_of_tag(inner: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in inner.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => (),
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (None, b'>') => return Some(at),
            (None, _) => (),
        }
        after_equals = byte == b'=' || after_equals && byte.is_ascii_whitespace();
    }
    inner.find('>')
}

/// Whether mark-up starts here, and not a mere less-than sign.
fn is_mark_up(from: &str) -> bool {
    let mut bytes = from.bytes().skip(1);
    match bytes.next() {
        Some(b'/') => bytes.next().is_some_and(|b| b.is_ascii_alphabetic()),
        Some(b) => b.is_ascii_alphabetic() || b == b'!' || b == b'?',
        None => false,
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        while !self.rest.is_empty() {
            if self.rest.starts_with('<') && is_mark_up(self.rest) {
                if let Some(piece) = self.mark_up() {
                    return Some(piece);
                }
                continue;
            }
            let end = self.rest.match_indices('<').find(|(at, _)| *at > 0 && is_mark_up(&self.rest[*at..]));
            let (text, rest) = self.rest.split_at(end.map_or(self.rest.len(), |(at, _)| at));
            self.rest = rest;
            return Some(Piece::Text(text));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, Pieces};

    fn told(html: &str) -> String {
        let told = |piece| match piece {
            Piece::Text(text) => format!("[{text}]"),
            Piece::Open(tag) => format!("<{}>", tag.name),
            Piece::Close(name) => format!("</{name}>"),
        };
        Pieces::of(html).map(told).collect()
    }

    #[test]
    fn tags_and_texts_are_found_in_broken_html_too() {
        assert_eq!(told("a < b <p class='x>y'>c</p >"), "[a < b ]<p>[c]</p>");
        assert_eq!(told("<!-- <b> --><?xml:namespace x ?><o:p></o:p>z"), "<o:p></o:p>[z]");
        assert_eq!(told("<STYLE>p>x</Style>y<script>z"), "<STYLE></Style>[y]<script>");
        assert_eq!(told("x<p title=\"never closed>y"), "[x]<p>[y]");
        assert_eq!(told("x<p"), "[x]");
    }

    #[test]
    fn attributes_are_found_by_name() {
        let Some(Piece::Open(tag)) = Pieces::of("<a = x HREF = 'h i' id=3 b/>").next() else { panic!("no tag") };
        assert_eq!(tag.attribute("href"), Some("h i"));
        assert_eq!(tag.attribute("id"), Some("3"));
        assert_eq!(tag.attribute("b"), None);
        assert!(tag.closes_itself());
    }
}
