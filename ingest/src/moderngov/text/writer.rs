//! Writes plain text and HTML at once, from tags as they come. Tags are written only when text follows, so nothing
//! empty is written, and each is closed where it must be: the HTML is sound and no larger than its source allows.

use super::blocks::{Sort, closes, may_stand, sort};
use super::{collapse, decoded};
use crate::moderngov::soup::Tag;

/// Blocks within blocks, and emphasis within emphasis, at most; deeper tags are left out, and their text is not.
const DEEPEST_BLOCK: usize = 24;
const DEEPEST_INLINE: usize = 4;

#[derive(Default)]
pub(super) struct Writer {
    lines: String,
    line: String,
    html: String,
    /// Blocks that are open; of these, the first `written` are written.
    blocks: Vec<Block>,
    written: usize,
    /// A paragraph is written and open.
    paragraph: bool,
    /// Emphasis that is open; of it, the first `shown` are written.
    inline: Vec<Inline>,
    shown: usize,
    /// A paragraph was asked for by a tag, and not by text alone.
    asked: bool,
    /// Text was written since the paragraph, or the br, began.
    begun: bool,
    /// A br to write if text follows in the paragraph.
    br: bool,
    /// A space to write if text follows.
    space: bool,
}

struct Block {
    name: &'static str,
    /// Of a row: cells that closed empty before the row was written.
    empty_cells: usize,
    /// Of a row: cells so far.
    cells: usize,
    /// Of an item: its bullet is still to be written.
    bullet: bool,
}

struct Inline {
    name: &'static str,
    href: Option<String>,
}

impl Writer {
    pub fn open(&mut self, tag: &Tag) {
        let (name, sort) = sort(tag.name);
        match sort {
            Sort::Other if name == "br" => self.line_break(),
            Sort::Other => (),
            Sort::Inline => self.open_inline(name, tag),
            Sort::Break | Sort::Paragraph => {
                self.end_paragraph();
                self.asked = true;
            }
            Sort::Holder | Sort::Frame => self.open_block(name),
        }
    }

    pub fn close(&mut self, name: &str) {
        let (name, sort) = sort(name);
        match sort {
            Sort::Other => (),
            Sort::Inline => self.close_inline(name),
            Sort::Break | Sort::Paragraph => self.end_paragraph(),
            Sort::Holder | Sort::Frame => {
                self.end_paragraph();
                if let Some(at) = self.blocks.iter().rposition(|block| block.name == name) {
                    self.close_down_to(at);
                }
            }
        }
    }

    /// Adds text, whose entities are decoded.
    pub fn text(&mut self, text: &str) {
        if text.chars().all(|c| c.is_whitespace() || c.is_control() || c == '\u{200B}') {
            self.space |= !text.is_empty();
            return;
        }
        if self.space || text.starts_with(|c: char| c.is_whitespace() || c.is_control()) {
            self.write_space();
        }
        self.start_text();
        let mut words = String::with_capacity(text.len());
        collapse(text, &mut words);
        self.space = words.ends_with(' ');
        let words = words.trim_end();
        self.line.push_str(words);
        escape(words, &mut self.html);
        self.begun = true;
    }

    /// Writes a space, where one makes a difference.
    fn write_space(&mut self) {
        if !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
        if self.begun {
            self.html.push(' ');
        }
    }

    /// The plain text and the HTML.
    pub fn finish(mut self) -> (String, String) {
        self.end_paragraph();
        self.close_down_to(0);
        self.end_line();
        let end = self.lines.trim_end().len();
        self.lines.truncate(end);
        (self.lines, self.html)
    }

    fn open_inline(&mut self, name: &'static str, tag: &Tag) {
        let href = tag.attribute("href").map(|href| decoded(href).trim().to_owned());
        let href = href.filter(|href| href.starts_with("http://") || href.starts_with("https://"));
        let is_link = name == "a";
        if is_link && href.is_none() || self.inline.len() >= DEEPEST_INLINE {
            return;
        }
        if self.inline.iter().all(|open| open.name != name) {
            self.inline.push(Inline { name, href: href.filter(|_| is_link) });
        }
    }

    fn close_inline(&mut self, name: &str) {
        let Some(at) = self.inline.iter().rposition(|open| open.name == name) else { return };
        self.hide_inline(at);
        self.inline.remove(at);
    }

    /// Writes end tags until only this many tags of emphasis are shown.
    fn hide_inline(&mut self, keep: usize) {
        while self.shown > keep {
            self.shown -= 1;
            self.end_tag(self.inline[self.shown].name);
        }
    }

    fn open_block(&mut self, name: &'static str) {
        self.end_paragraph();
        let (closed, frames) = closes(name);
        let held = self.blocks.iter().rposition(|block| closed.contains(&block.name) || frames.contains(&block.name));
        if let Some(at) = held.filter(|at| closed.contains(&self.blocks[*at].name)) {
            self.close_down_to(at);
        }
        let parent = self.blocks.last().map(|block| block.name);
        if self.blocks.len() >= DEEPEST_BLOCK || !may_stand(name, parent) {
            return;
        }
        if matches!(name, "td" | "th") {
            self.open_cell();
        }
        self.blocks.push(Block { name, empty_cells: 0, cells: 0, bullet: name == "li" });
    }

    fn open_cell(&mut self) {
        let outermost = self.cells_open() == 0;
        if let Some(row) = self.blocks.last_mut() {
            if row.cells > 0 && outermost {
                self.line.push_str(if self.line.ends_with(' ') { "| " } else { " | " });
            }
            row.cells += 1;
        }
    }

    fn cells_open(&self) -> usize {
        self.blocks.iter().filter(|block| matches!(block.name, "td" | "th")).count()
    }

    /// Closes blocks until this many are open.
    fn close_down_to(&mut self, keep: usize) {
        while self.blocks.len() > keep {
            let Some(block) = self.blocks.pop() else { return };
            if self.written > self.blocks.len() {
                self.written = self.blocks.len();
                self.end_tag(block.name);
            } else if matches!(block.name, "td" | "th") {
                self.empty_cell();
            }
            if self.cells_open() == 0 && !matches!(block.name, "td" | "th") {
                self.end_line();
            }
        }
    }

    fn empty_cell(&mut self) {
        let is_written = self.written == self.blocks.len();
        match self.blocks.last_mut() {
            Some(_) if is_written => self.html.push_str("<td></td>"),
            Some(row) => row.empty_cells += 1,
            None => (),
        }
    }

    fn end_tag(&mut self, name: &str) {
        self.html.push_str("</");
        self.html.push_str(name);
        self.html.push('>');
    }

    /// Opens in the HTML whatever the text to come stands in.
    fn start_text(&mut self) {
        for block in &mut self.blocks[self.written..] {
            self.html.push('<');
            self.html.push_str(block.name);
            self.html.push('>');
            (0..std::mem::take(&mut block.empty_cells)).for_each(|_| self.html.push_str("<td></td>"));
        }
        self.written = self.blocks.len();
        let in_cell = self.cells_open() > 0;
        if self.blocks.iter_mut().any(|block| std::mem::take(&mut block.bullet)) && !in_cell {
            self.line.push_str("- ");
        }
        let is_heading = self.blocks.last().is_some_and(|block| block.name.starts_with('h') || block.name == "caption");
        let needs_paragraph = !is_heading && (self.asked || !self.holds_text());
        if !self.paragraph && needs_paragraph {
            self.html.push_str("<p>");
            self.paragraph = true;
        }
        if std::mem::take(&mut self.br) {
            self.html.push_str("<br>");
        }
        for open in &self.inline[self.shown..] {
            self.html.push('<');
            self.html.push_str(open.name);
            if let Some(href) = &open.href {
                self.html.push_str(" href=\"");
                escape(href, &mut self.html);
                self.html.push('"');
            }
            self.html.push('>');
        }
        self.shown = self.inline.len();
    }

    /// Whether the block that is open last holds text without a paragraph.
    fn holds_text(&self) -> bool {
        self.blocks.last().is_some_and(|block| matches!(block.name, "li" | "td" | "th"))
    }

    fn line_break(&mut self) {
        self.br |= std::mem::take(&mut self.begun);
        self.hide_inline(0);
        self.text_break();
    }

    /// Ends a paragraph in both texts. Links end with it; other emphasis goes on.
    fn end_paragraph(&mut self) {
        self.hide_inline(0);
        self.inline.retain(|open| open.href.is_none());
        (self.br, self.begun, self.asked) = (false, false, false);
        if std::mem::take(&mut self.paragraph) {
            self.end_tag("p");
        }
        self.text_break();
    }

    /// Ends a line of the plain text; within a cell, that is a space.
    fn text_break(&mut self) {
        if self.cells_open() > 0 {
            self.space = !self.line.is_empty();
        } else if self.blocks.last().is_none_or(|block| block.name != "tr") {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        self.space = false;
        let line = std::mem::take(&mut self.line);
        if line.trim_matches([' ', '|', '-', '·', '•']).is_empty() {
            return;
        }
        let line = line.trim_end();
        let bare = line.trim_start();
        if !self.lines.is_empty() {
            self.lines.push('\n');
        }
        match bare.strip_prefix(['\u{B7}', '\u{2022}']) {
            Some(item) => {
                self.lines.push_str("- ");
                self.lines.push_str(item.trim_start());
            }
            None => self.lines.push_str(line),
        }
    }
}

/// Adds a text as HTML, sound within and without quotes.
pub(super) fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}
