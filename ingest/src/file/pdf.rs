//! PDF: what its pages show, as letters with their places. Text that is there to be searched and not to be seen counts too, as
//! that of a scan whose letters were recognised; what lies beside the page, or under a box that was drawn over it, does not:
//! whoever blacked it out did not mean to publish it.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf, page::Page};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, Paint, RenderContent, SoftMask, TransformExt, hayro_cmap::BfString, interpret_page,
};

use super::layout::{self, Glyph};
use super::{Bounds, Unreadable, Words};

/// Units of a font's own space for one size of it.
const EM: f64 = 1_000.0;

/// Letters of one page that are read, at most: a page of print has a few thousand.
const LETTERS: usize = 200_000;

/// Characters for which one letter can stand, at most: a ligature is a few.
const SPELLED: usize = 16;

/// Boxes that hide nothing since they are no higher or wider, in points: lines and borders.
const THIN: f64 = 4.0;

/// The pages of a file.
///
/// # Errors
/// It is no PDF, is damaged, opens only with a password, or has more pages than `bounds` allows.
pub fn pages(bytes: Vec<u8>, bounds: &Bounds) -> Result<Vec<Words>, Unreadable> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Unreadable::Locked,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Unreadable::Damaged,
    })?;
    let count = pdf.pages().len();
    if count > bounds.pages {
        return Err(Unreadable::TooManyPages { pages: count, most: bounds.pages });
    }
    let cache = InterpreterCache::new();
    Ok(pdf.pages().iter().map(|page| words(page, &cache)).collect())
}

fn words<'a>(page: &'a Page<'a>, cache: &InterpreterCache<'a>) -> Words {
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, area, cache, page.xref(), settings);
    let mut letters = Letters { area, ..Letters::default() };
    interpret_page(page, &mut context, &mut letters);
    let Letters { glyphs, unknown, .. } = letters;
    // Letters that no table of the file tells are more than a slip: what is left of the words says nothing.
    if unknown > glyphs.len() {
        return Words { text: String::new(), lost: true };
    }
    Words { text: layout::text(&glyphs), lost: false }
}

/// A letter as it is kept; none for what is no letter. Bullets of the type Symbol lie where no other letter does.
fn plain(letter: char) -> Option<char> {
    match letter {
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f0fc}' => Some('•'),
        letter if letter.is_control() && !letter.is_whitespace() => None,
        letter => Some(letter),
    }
}

/// Gathers the letters of a page in the order in which it draws them.
#[derive(Default)]
struct Letters {
    glyphs: Vec<Glyph>,
    /// How many are there of which no table tells what they are.
    unknown: usize,
    /// The page.
    area: Rect,
    /// How many groups are open that may let through what lies under them.
    see_through: usize,
}

impl Letters {
    fn add(&mut self, glyph: &Drawn<'_>, transform: Affine) {
        if self.glyphs.len() + self.unknown >= LETTERS {
            return;
        }
        let text: String = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => plain(letter).into_iter().collect(),
            Some(BfString::String(text)) if text.chars().count() <= SPELLED => text.chars().filter_map(plain).collect(),
            _ => return self.unknown += 1,
        };
        let advance = match glyph {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(shape) => shape.advance_width(),
        };
        let at = |x: f64, y: f64| transform * Point::new(x, y);
        let (from, up) = (at(0.0, 0.0), at(0.0, EM));
        let to = at(advance.map_or(EM / 2.0, f64::from), 0.0);
        let size = from.distance(up);
        let glyph = Glyph { text, from: (from.x, from.y), to: (to.x, to.y), size };
        if size.is_finite() && middle(&glyph).is_finite() && self.area.contains(middle(&glyph)) {
            self.glyphs.push(glyph);
        }
    }

    /// Takes away what a box hides that is drawn over it.
    fn hide(&mut self, path: &BezPath, props: &DrawProps<'_>) {
        let solid = matches!(&props.paint, Paint::Color(color) if color.to_rgba().components()[3] >= 1.0);
        if !solid || self.see_through > 0 || props.soft_mask.is_some() || !matches!(props.blend_mode, BlendMode::Normal)
        {
            return;
        }
        let path = props.transform * path;
        let hidden = path.bounding_box();
        let is_box = (path.area().abs() - hidden.area()).abs() <= hidden.area() * 0.01;
        if is_box && hidden.width() > THIN && hidden.height() > THIN {
            self.glyphs.retain(|glyph| !hidden.contains(middle(glyph)));
        }
    }
}

/// About the middle of a letter.
fn middle(glyph: &Glyph) -> Point {
    let Glyph { from, to, size, .. } = glyph;
    // Up from the base line: to the left of the way that the line runs, since places are counted downwards.
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x.hypot(y).max(f64::MIN_POSITIVE);
    let up = size * 0.3 / length;
    Point::new(from.0 + x / 2.0 + y * up, from.1 + y / 2.0 - x * up)
}

impl<'a> Device<'a> for Letters {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        // What is filled and has a rim is drawn twice.
        if matches!(mode, DrawMode::Stroke(_)) && self.is_repeated(run, &props) {
            return;
        }
        for glyph in run.glyphs() {
            self.add(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            self.hide(path, &props);
        }
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.see_through += 1;
    }

    fn pop_transparency_group(&mut self) {
        self.see_through = self.see_through.saturating_sub(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
}

impl Letters {
    /// Whether the last letter of a run is the one that was drawn last.
    fn is_repeated(&self, run: &GlyphRun<'_, '_>, props: &DrawProps<'_>) -> bool {
        let (Some(last), Some(glyph)) = (self.glyphs.last(), run.glyphs().last()) else { return false };
        let at = props.transform * glyph.transform() * Point::ORIGIN;
        at.distance(Point::new(last.from.0, last.from.1)) < last.size / 10.0
    }
}
