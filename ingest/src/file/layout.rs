//! From letters with places to lines, and from lines to paragraphs. Letters are taken in the order in which a page draws them,
//! which is the order of reading in what word processors write: columns and cells of tables stay together.

/// A letter or several, as a page draws them. Places are in points, from the top left.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    pub text: String,
    /// Where it begins on its base line.
    pub from: (f64, f64),
    /// Where the next one would begin.
    pub to: (f64, f64),
    /// Of the type.
    pub size: f64,
}

/// A piece of writing on one base line.
#[derive(Debug)]
struct Line {
    text: String,
    /// Which way it runs: a vector of length 1.
    way: (f64, f64),
    /// Where it begins and ends along its way, and how far it lies across.
    start: f64,
    end: f64,
    across: f64,
    size: f64,
}

/// A gap of more of the size than this is a blank.
const BLANK: f64 = 0.17;
/// A letter that lies off the line by less of the size belongs to it, as a raised figure does.
const RAISED: f64 = 0.45;
/// A letter that lies back by less of the size follows still.
const BACK: f64 = 0.6;
/// Lines with a step of more of the usual one have a paragraph's end between them.
const STEP: f64 = 1.25;
/// Lines farther apart than so many sizes never run on.
const APART: f64 = 2.2;
/// A line with room for the next word and so much of it more ends its paragraph.
const ROOM: f64 = 1.1;
/// Lines before and after that tell how wide a column is, at most.
const BESIDE: usize = 40;

/// The words of a page: a paragraph a line.
pub fn text(glyphs: &[Glyph]) -> String {
    let lines = lines(glyphs);
    let usual = usual_step(&lines);
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            join(&mut text, runs_on(&lines, at, usual), &line.text);
        } else {
            text.push_str(&line.text);
        }
    }
    text
}

/// Adds a line to what was read so far.
fn join(text: &mut String, runs_on: bool, line: &str) {
    match () {
        () if !runs_on => text.push('\n'),
        () if text.ends_with('\u{ad}') => _ = text.pop(),
        // A word or span of years that was broken at its own hyphen.
        () if text.ends_with('-') && line.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) => {}
        () => text.push(' '),
    }
    text.push_str(line);
}

fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        if before.is_some_and(|before| is_repeated(before, glyph)) {
            continue;
        }
        match lines.last_mut().filter(|line| line.takes(glyph)) {
            Some(line) => line.add(glyph),
            None => lines.push(Line::begin(glyph)),
        }
        before = Some(glyph);
    }
    for line in &mut lines {
        line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// Whether a letter is drawn once more, a little beside, to look bold.
fn is_repeated(before: &Glyph, glyph: &Glyph) -> bool {
    let (x, y) = (glyph.from.0 - before.from.0, glyph.from.1 - before.from.1);
    before.text == glyph.text && x.hypot(y) < before.size * 0.1
}

impl Line {
    fn begin(glyph: &Glyph) -> Self {
        let (x, y) = (glyph.to.0 - glyph.from.0, glyph.to.1 - glyph.from.1);
        let length = x.hypot(y);
        let way = if length > f64::EPSILON { (x / length, y / length) } else { (1.0, 0.0) };
        let (start, across) = placed(way, glyph.from);
        let (end, _) = placed(way, glyph.to);
        Self { text: glyph.text.clone(), way, start, end, across, size: glyph.size }
    }

    fn takes(&self, glyph: &Glyph) -> bool {
        let (x, y) = (glyph.to.0 - glyph.from.0, glyph.to.1 - glyph.from.1);
        let along = x * self.way.0 + y * self.way.1;
        let same_way = along >= x.hypot(y) * 0.99;
        let (start, across) = placed(self.way, glyph.from);
        let size = self.size.max(glyph.size);
        same_way && (across - self.across).abs() < size * RAISED && start > self.end - size * BACK
    }

    fn add(&mut self, glyph: &Glyph) {
        let (start, across) = placed(self.way, glyph.from);
        let (end, _) = placed(self.way, glyph.to);
        if start - self.end > self.size.min(glyph.size) * BLANK {
            self.text.push(' ');
        }
        self.text.push_str(&glyph.text);
        self.end = self.end.max(end);
        // A raised figure does not raise the line.
        if glyph.size > self.size {
            (self.size, self.across) = (glyph.size, across);
        }
    }
}

/// How far a place lies along a way, and across it.
fn placed(way: (f64, f64), at: (f64, f64)) -> (f64, f64) {
    (at.0 * way.0 + at.1 * way.1, at.1 * way.0 - at.0 * way.1)
}

/// From one line to the next one of its size, in sizes: the middle of all steps that could be one.
fn usual_step(lines: &[Line]) -> f64 {
    let steps = lines.windows(2).filter(|pair| alike(&pair[0], &pair[1])).map(|pair| step(&pair[0], &pair[1]));
    let mut steps: Vec<f64> = steps.filter(|step| (0.8..=APART).contains(step)).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(1.2)
}

fn step(before: &Line, line: &Line) -> f64 {
    (line.across - before.across) / before.size.max(f64::EPSILON)
}

fn alike(before: &Line, line: &Line) -> bool {
    let size = line.size / before.size.max(f64::EPSILON);
    (0.87..=1.15).contains(&size) && before.way.0 * line.way.0 + before.way.1 * line.way.1 > 0.99
}

/// Whether one line follows another as lines of one column do.
fn follows(before: &Line, line: &Line, usual: f64) -> bool {
    let step = step(before, line);
    let beside = line.start > before.end && (line.start - before.start) > before.size * 6.0;
    alike(before, line) && step >= 0.5 && step <= (usual * STEP).min(APART) && !beside
}

/// How far to the right the lines reach that follow one another up to a line and from it on: the edge of its column.
fn edge(lines: &[Line], at: usize, usual: f64) -> f64 {
    let line = &lines[at];
    let before =
        (1..=at).rev().take_while(|at| follows(&lines[at - 1], &lines[*at], usual)).map(|at| at - 1).take(BESIDE);
    let after = (at + 1..lines.len()).take_while(|at| follows(&lines[at - 1], &lines[*at], usual)).take(BESIDE);
    let column = before.chain(after).map(|at| &lines[at]).filter(|l| (l.start - line.start).abs() < line.size * 3.0);
    column.map(|line| line.end).fold(line.end, f64::max)
}

/// Whether a line goes on with what the one before it says: not if that left room for a word, and so ended for another reason.
fn runs_on(lines: &[Line], at: usize, usual: f64) -> bool {
    let (before, line) = (&lines[at - 1], &lines[at]);
    if !follows(before, line, usual) || begins_anew(&line.text) {
        return false;
    }
    let room = edge(lines, at - 1, usual) - before.end;
    room <= first_word(line) * ROOM
}

/// About how wide the first word of a line is, with a blank before it.
fn first_word(line: &Line) -> f64 {
    let letters = |text: &str| text.chars().count() as f64;
    let first = line.text.split(' ').next().unwrap_or_default();
    (line.end - line.start) * (letters(first) + 1.0) / letters(&line.text).max(1.0)
}

/// Whether a line begins with the mark of a list: a bullet, or a number or letter with a stop or bracket.
fn begins_anew(line: &str) -> bool {
    let Some(first) = line.split(' ').next() else { return false };
    let mut letters = first.chars();
    let bullet = letters.next().is_some_and(|c| "•●○▪■◦–·➢\u{f0b7}\u{f0a7}".contains(c)) && letters.next().is_none();
    let number = first.strip_suffix(['.', ')']).is_some_and(|n| {
        let n = n.strip_prefix('(').unwrap_or(n);
        !n.is_empty() && n.len() <= 6 && n.split('.').all(|part| part.parse::<u16>().is_ok())
            || n.len() == 1 && n.chars().all(char::is_alphabetic)
            || !n.is_empty() && n.len() <= 4 && n.chars().all(|c| "ivx".contains(c))
    });
    let numbered = first.contains('.') && first.len() <= 8 && first.split('.').all(|part| part.parse::<u16>().is_ok());
    bullet || number || numbered
}

#[cfg(test)]
mod tests {
    use super::{Glyph, text};

    /// Letters of a line, half a size wide each.
    fn line(words: &str, x: f64, y: f64, size: f64) -> Vec<Glyph> {
        let width = size / 2.0;
        let at = |n: usize| x + width * n as f64;
        let letters = words.chars().enumerate().filter(|(_, letter)| *letter != ' ');
        letters.map(|(n, letter)| Glyph { text: letter.into(), from: (at(n), y), to: (at(n + 1), y), size }).collect()
    }

    fn page(lines: &[(&str, f64, f64, f64)]) -> String {
        text(&lines.iter().flat_map(|(words, x, y, size)| line(words, *x, *y, *size)).collect::<Vec<_>>())
    }

    #[test]
    fn lines_of_a_paragraph_run_on() {
        let read = page(&[
            ("Report to Cabinet", 50.0, 50.0, 18.0),
            ("The partnership runs a boat for the children of the", 50.0, 90.0, 10.0),
            ("islands all the year round, as was agreed for 2026-", 50.0, 102.0, 10.0),
            ("27 and the years after; with it go places for step-", 50.0, 114.0, 10.0),
            ("down care.", 50.0, 126.0, 10.0),
            ("It costs little.", 50.0, 150.0, 10.0),
            ("1. That it goes on;", 50.0, 162.0, 10.0),
            ("2. that it is told.", 50.0, 174.0, 10.0),
        ]);
        let wanted = "Report to Cabinet\nThe partnership runs a boat for the children of the islands all the year round, as \
                      was agreed for 2026-27 and the years after; with it go places for step-down care.\nIt costs little.\n1. That \
                      it goes on;\n2. that it is told.";
        assert_eq!(read, wanted);
    }

    #[test]
    fn columns_and_cells_stay_apart() {
        let read = page(&[
            ("What was heard from those who use", 50.0, 50.0, 10.0),
            ("the boat on their way.", 50.0, 62.0, 10.0),
            ("What was answered to them, as", 300.0, 50.0, 10.0),
            ("far as could be.", 300.0, 62.0, 10.0),
        ]);
        assert_eq!(
            read,
            "What was heard from those who use the boat on their way.\nWhat was answered to them, as far as could be."
        );
        // A cell beside another one on the same line is parted from it by a blank.
        assert_eq!(page(&[("Lead", 50.0, 50.0, 10.0), ("Ada", 200.0, 50.0, 10.0)]), "Lead Ada");
    }

    #[test]
    fn raised_figures_and_bold_by_drawing_twice_read_as_they_look() {
        let mut glyphs = line("Fares", 50.0, 50.0, 10.0);
        let raised = line("2", 75.0, 46.5, 6.0);
        glyphs.extend(raised.clone());
        assert_eq!(text(&glyphs), "Fares2");
        let twice = glyphs.iter().flat_map(|g| {
            let again = Glyph { from: (g.from.0 + 0.3, g.from.1), to: (g.to.0 + 0.3, g.to.1), ..g.clone() };
            [g.clone(), again]
        });
        assert_eq!(text(&twice.collect::<Vec<_>>()), "Fares2");
    }

    #[test]
    fn a_heading_that_runs_upwards_is_read_too() {
        let up = line("Risk", 0.0, 0.0, 10.0).into_iter().map(|g| {
            let turned = |(x, y): (f64, f64)| (30.0 + y, 200.0 - x);
            Glyph { from: turned(g.from), to: turned(g.to), ..g }
        });
        let glyphs: Vec<Glyph> = up.chain(line("High", 50.0, 200.0, 10.0)).collect();
        assert_eq!(text(&glyphs), "Risk\nHigh");
    }

    #[test]
    fn nothing_makes_it_fail() {
        assert_eq!(text(&[]), "");
        let odd = [0.0, -1.0, 1e300, f64::MIN_POSITIVE, 1e-300].map(|n| Glyph {
            text: "x".into(),
            from: (n, n),
            to: (n, -n),
            size: n.abs(),
        });
        assert!(text(&odd).contains('x'));
    }
}
