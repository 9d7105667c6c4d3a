//! Texts as ModernGov sends them, made plain: titles of one line, and bodies that are Word's HTML.

pub(super) mod blocks;
mod writer;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use encoding_rs::WINDOWS_1252;

use super::sift::legal;
use super::soup::{Piece, Pieces};

/// A text of paragraphs.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// One paragraph a line; items of lists begin "- ", cells of a row are parted by " | ". Never empty.
    pub text: String,
    /// The same with its structure: p, br, lists, tables, headings, quotes, emphasis, and links to http and https.
    pub html: String,
}

/// One line: entities decoded once more, white space collapsed. None if nothing is left.
pub fn title(written: &str) -> Option<String> {
    let mut line = String::with_capacity(written.len());
    collapse(&decoded(written), &mut line);
    let line = line.trim();
    (!line.is_empty()).then(|| line.to_owned())
}

/// Reads a text that is HTML (plain text is read as one paragraph). None if nothing is left.
pub fn body(html: &str) -> Option<Body> {
    let mut writer = writer::Writer::default();
    for piece in Pieces::of(html) {
        match piece {
            Piece::Text(text) => writer.text(&decoded(text)),
            Piece::Open(tag) => writer.open(&tag),
            Piece::Close(name) => writer.close(&name.to_ascii_lowercase()),
        }
    }
    let (text, html) = writer.finish();
    let is_wild = html.len() > LARGEST_TREE || html.matches('&').count() > MOST_ESCAPES;
    let html = if is_wild { plain(&text) } else { SANITISER.clean(&html).to_string() };
    (!text.is_empty()).then_some(Body { text, html })
}

/// Bytes of HTML of which a tree is grown, at most: a tree takes a hundred times as much. A longer body keeps its
/// paragraphs and no other structure.
const LARGEST_TREE: usize = 1 << 20;

/// Signs of a body that are escaped in HTML, at most: the sanitiser's time grows with their square. A body with more is
/// treated as a longer one.
const MOST_ESCAPES: usize = 5000;

/// Paragraphs without any structure.
fn plain(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for line in text.lines() {
        html.push_str("<p>");
        writer::escape(line, &mut html);
        html.push_str("</p>");
    }
    html
}

/// The writer writes allowed tags alone; that this is so does not rest on the writer.
static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "ul",
            "ol",
            "li",
            "table",
            "caption",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "th",
            "td",
            "strong",
            "em",
            "b",
            "i",
            "u",
            "sub",
            "sup",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "a",
            "blockquote",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["http", "https"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    builder
});

/// Longest entity, in bytes, without the ampersand.
const LONGEST_ENTITY: usize = 40;

/// Entities decoded, each by itself: a run of ampersands costs no more than other text. Numbers 128 to 159 mean what windows-1252 means by them, as browsers have it.
fn decoded(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let (text, _) = legal(text);
    let mut parts = text.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push('&');
        match part.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';') {
            Some(end) => {
                text.pop();
                text.push_str(&html_escape::decode_html_entities(&format!("&{}", &part[..=end])));
                text.push_str(&part[end + 1..]);
            }
            None => text.push_str(part),
        }
    }
    if !text.contains(|c| matches!(c, '\u{80}'..='\u{9F}')) {
        return text.into();
    }
    let meant = |c: char| match u8::try_from(u32::from(c)) {
        Ok(byte @ 0x80..=0x9F) => WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(c),
        _ => c,
    };
    text.chars().map(meant).collect::<String>().into()
}

/// Adds a text to a line: runs of white space and of characters that are no text become one space.
fn collapse(text: &str, line: &mut String) {
    for c in text.chars() {
        if matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}') {
            continue;
        }
        if !c.is_whitespace() && !c.is_control() {
            line.push(c);
        } else if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{body, title};

    fn plain(html: &str) -> String {
        body(html).map(|body| body.text).unwrap_or_default()
    }

    fn html(html: &str) -> String {
        body(html).map(|body| body.html).unwrap_or_default()
    }

    #[test]
    fn titles_are_one_line() {
        assert_eq!(title(" Fees &amp; Charges\r\n\u{A0} 2026&#150;27 ").as_deref(), Some("Fees & Charges 2026–27"));
        assert_eq!(title("O&#39;Brien &lt;Chair&gt; \u{200B}").as_deref(), Some("O'Brien <Chair>"));
        assert_eq!(title("&nbsp; \n"), None);
        assert_eq!(title("a&#11;b&#x0;").as_deref(), Some("ab"));
    }

    #[test]
    fn word_paragraphs_become_lines() {
        let word = "<div class=\"WordSection1\">\n<p class=\"MsoNormal\"><span style=\"x\">To agree\nthe  plan.</span></p>\n\
            <p class=MsoNormal>&nbsp;</p><p>&#183;<span>&nbsp;&nbsp; </span>first</p><p>•second &amp;lt; third</p></div>";
        assert_eq!(plain(word), "To agree the plan.\n- first\n- second &lt; third");
        assert_eq!(html(word), "<p>To agree the plan.</p><p>· first</p><p>•second &amp;lt; third</p>");
        assert_eq!(plain("plain\r\ntext"), "plain text");
        assert_eq!(html("a<br>b<div>c</div>d"), "<p>a<br>b</p><p>c</p><p>d</p>");
        assert_eq!(plain("a<br/>b<div>c</div>d"), "a\nb\nc\nd");
        assert_eq!(body("<p>&nbsp;</p><!-- x --><style>p{}</style>"), None);
    }

    #[test]
    fn lists_and_tables_keep_their_shape() {
        let list = "<ul><li>one<li><p>two</p></li><li> </li></ul>";
        assert_eq!(
            (plain(list).as_str(), html(list).as_str()),
            ("- one\n- two", "<ul><li>one</li><li><p>two</p></li></ul>")
        );
        let table = "<table><tr><th>A</th><th>B</th></tr><tr><td></td><td><p>x</p><p>y</p></td></tr><tr><td> </td></tr></table>";
        assert_eq!(plain(table), "A | B\n | x y");
        assert_eq!(
            html(table),
            "<table><tbody><tr><th>A</th><th>B</th></tr><tr><td></td><td><p>x</p><p>y</p></td></tr></tbody></table>"
        );
    }

    #[test]
    fn only_allowed_tags_and_links_stay() {
        assert_eq!(
            html("<p onclick=x style=y>a <a href='https://x.example/?a=1&amp;b=2' target=_blank>b</a></p>"),
            "<p>a <a href=\"https://x.example/?a=1&amp;b=2\" rel=\"nofollow noopener noreferrer\">b</a></p>"
        );
        for bad in ["javascript:x()", "mailto:a@b.example", "mgAi.aspx?ID=1", " java\nscript:x"] {
            assert_eq!(html(&format!("<a href=\"{bad}\">b</a>")), "<p>b</p>", "{bad}");
        }
        assert_eq!(html("<script>x</script><img src=x onerror=y><svg><p>a</svg>"), "<p>a</p>");
        assert_eq!(html("<b>bold<p>still</b> not<strong></strong>"), "<p><b>bold</b></p><p><b>still</b> not</p>");
    }

    #[test]
    fn deep_and_wild_html_takes_little_time() {
        let start = std::time::Instant::now();
        for wild in ["<div>", "<b><p>", "<table><tr><td>", "<ul><li>x", "<b id=1>x<p>", "<", "</", "<a href='", "&"] {
            let _ = body(&wild.repeat(30_000));
        }
        assert_eq!(html(&format!("<ul><li>{}", "&".repeat(6000))), format!("<p>- {}</p>", "&amp;".repeat(6000)));
        assert!(start.elapsed().as_secs() < 15, "{:?}", start.elapsed());
    }
}
