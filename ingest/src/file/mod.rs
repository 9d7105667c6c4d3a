//! Files of documents: from bytes to words, page by page. What a file is, its first bytes say, and not its name or what was sent
//! with it.

mod layout;
mod pdf;
pub mod run;

use serde::{Deserialize, Serialize};

use crate::moderngov::{charset, text};

/// How much of one file is read.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Pages of a file, at most.
    pub pages: usize,
    /// Bytes of words of a file, at most.
    pub words: usize,
    /// Bytes of words of a page, at most. A file without pages of its own is given in parts of so many.
    pub page: usize,
}

impl Default for Bounds {
    /// 3,000 pages, 32 MiB of words, 128 KiB of a page: more than any pack of papers of a council has.
    fn default() -> Self {
        Self { pages: 3_000, words: 32 << 20, page: 128 << 10 }
    }
}

/// What came of reading a file, as one program tells it another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Told {
    Read(Read),
    Unreadable(Unreadable),
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Read {
    /// Its format, such as `application/pdf`.
    pub media_type: String,
    /// Whether it has pages of its own. One that has none is given in parts, mostly one.
    pub paged: bool,
    pub pages: Vec<Words>,
}

/// What a page says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// A paragraph a line; empty where it shows no words.
    pub text: String,
    /// Whether it shows words in letters that the file does not tell.
    pub lost: bool,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Unreadable {
    #[error("it opens only with a password")]
    Locked,
    #[error("it is damaged")]
    Damaged,
    #[error("it is in a format that is not read: PDF, HTML and plain text are")]
    OtherFormat { media_type: Option<String> },
    #[error("it has {pages} pages, more than the {most} that are read")]
    TooManyPages { pages: usize, most: usize },
    #[error("it, or a page of it, has more than {most} bytes of words")]
    TooManyWords { most: usize },
    /// Reading it took more time or memory than is allowed.
    #[error("reading it takes more than is allowed: {what}")]
    TooMuch { what: String },
}

impl Unreadable {
    /// The word of [`entities::document_file::OUTCOME`] for it.
    pub fn outcome(&self) -> &'static str {
        match self {
            Unreadable::Locked => "LOCKED",
            Unreadable::Damaged => "DAMAGED",
            Unreadable::OtherFormat { .. } => "OTHER_FORMAT",
            Unreadable::TooManyPages { .. } | Unreadable::TooManyWords { .. } | Unreadable::TooMuch { .. } => {
                "TOO_LARGE"
            }
        }
    }
}

impl Read {
    /// The word of [`entities::document_file::OUTCOME`] for it.
    pub fn outcome(&self) -> &'static str {
        match self.pages.iter().filter(|page| page.text.is_empty()).count() {
            none if none == self.pages.len() => "NO_WORDS",
            0 => "READ",
            _ => "PARTLY_READ",
        }
    }
}

/// PDF.
pub const PDF: &str = "application/pdf";
const HTML: &str = "text/html";
const PLAIN: &str = "text/plain";

/// How far from its beginning a PDF may say that it is one.
const BEGINNING: usize = 1024;

/// What a file says. A hostile file can take long, or much memory: whoever reads files of others bounds both.
///
/// # Errors
/// It cannot be read.
pub fn read(bytes: Vec<u8>, bounds: &Bounds) -> Result<Read, Unreadable> {
    let media_type = media_type(&bytes);
    let (paged, pages) = match media_type {
        Some(PDF) => (true, pdf::pages(bytes, bounds)?),
        Some(HTML) => {
            let body = text::body(main_part(&charset::decode(&bytes)));
            (false, parts(&body.map(|body| body.text).unwrap_or_default(), bounds.page))
        }
        Some(PLAIN) => (false, parts(&lines(&charset::decode(&bytes)), bounds.page)),
        other => return Err(Unreadable::OtherFormat { media_type: other.map(str::to_owned) }),
    };
    if pages.iter().map(|page| page.text.len()).sum::<usize>() > bounds.words {
        return Err(Unreadable::TooManyWords { most: bounds.words });
    }
    if pages.iter().any(|page| page.text.len() > bounds.page) {
        return Err(Unreadable::TooManyWords { most: bounds.page });
    }
    Ok(Read { media_type: media_type.unwrap_or_default().to_owned(), paged, pages })
}

/// A text in parts of whole lines, each of so many bytes at most; a longer line is cut.
fn parts(text: &str, most: usize) -> Vec<Words> {
    let mut parts = vec![Words::default()];
    for line in text.split_inclusive('\n') {
        let mut line = line;
        while !line.is_empty() {
            let room = most.saturating_sub(parts.last().map_or(0, |part| part.text.len()));
            let fits = if line.len() <= room {
                line.len()
            } else {
                line.floor_char_boundary(if line.len() > most { room } else { 0 })
            };
            let (now, later) = line.split_at(fits);
            match parts.last_mut() {
                Some(part) => part.text.push_str(now),
                None => break,
            }
            line = later;
            if !line.is_empty() {
                parts.push(Words::default());
            }
        }
    }
    for part in &mut parts {
        part.text.truncate(part.text.trim_end().len());
    }
    parts
}

/// What a page says that is its own: what it marks as its main part, else all of it.
fn main_part(html: &str) -> &str {
    let low = html.to_ascii_lowercase();
    let begin = low.find("<main").filter(|at| low[at + 5..].starts_with(['>', ' ', '\n', '\t', '\r']));
    let Some(begin) = begin else { return html };
    let end = low[begin..].find("</main").map_or(html.len(), |end| begin + end);
    &html[begin..end]
}

/// The format of a file by its first bytes; none if they do not tell.
pub fn media_type(bytes: &[u8]) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(BEGINNING)];
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    let has = |mark: &[u8]| start.windows(mark.len()).any(|part| part == mark);
    match () {
        () if has(b"%PDF-") => Some(PDF),
        () if begins(b"PK\x03\x04") && bytes.windows(16).any(|part| part.starts_with(b"word/document.xm")) => {
            Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        }
        () if begins(b"PK\x03\x04") => Some("application/zip"),
        () if begins(b"\xD0\xCF\x11\xE0") => Some("application/x-ole-storage"),
        () if begins(b"{\\rtf") => Some("application/rtf"),
        () if begins(b"\x89PNG") => Some("image/png"),
        () if begins(b"\xFF\xD8\xFF") => Some("image/jpeg"),
        () if begins(b"II*\0") || begins(b"MM\0*") => Some("image/tiff"),
        () => words(start),
    }
}

/// Whether it is text, and then whether it is HTML.
fn words(start: &[u8]) -> Option<&'static str> {
    let text = charset::decode(start);
    if text.trim().is_empty() || text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')) {
        return None;
    }
    let text = text.to_ascii_lowercase();
    let html = ["<!doctype html", "<html", "<head", "<body"].iter().any(|mark| text.contains(mark));
    Some(if html { HTML } else { PLAIN })
}

/// A plain text with its lines as they stand, without blanks at their ends and without more than one empty line.
fn lines(text: &str) -> String {
    let kept = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line: String = line.trim_end().chars().filter(|c| kept(*c)).collect();
        if !line.is_empty() || !(out.is_empty() || out.ends_with("\n\n")) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}
