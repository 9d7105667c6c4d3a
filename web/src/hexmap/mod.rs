//! The hexagon map: one hexagon of one size for each upper-tier council of England, with how far it has come.

mod layout;

use std::collections::HashMap;

pub use layout::HEXES;

/// From the middle of a hexagon to its corners.
const SIZE: f64 = 20.0;

/// A hexagon as it is drawn.
#[derive(Clone, Debug)]
pub struct Hex {
    pub points: String,
    pub x: String,
    /// Where the short code stands.
    pub y: String,
    pub code: &'static str,
    /// Name and stage in words.
    pub said: String,
    /// `stage-1` to `stage-5`, `stage-0` where there is a record without a stage, `unknown` where there is none.
    pub class: String,
    /// Middles of its dots, as many as its stage.
    pub dots: Vec<(String, String)>,
    /// The page of the council's version.
    pub path: Option<String>,
}

/// What is known of a council.
#[derive(Clone, Debug)]
pub struct Known {
    /// 1 to 5; none where there is a record that does not say.
    pub stage: Option<u8>,
    pub path: Option<String>,
}

/// The map: its hexagons and the box that holds them.
#[derive(Clone, Debug)]
pub struct Map {
    pub hexes: Vec<Hex>,
    pub width: String,
    pub height: String,
    /// Councils of the map without a record.
    pub missing: usize,
}

/// Words of the stages, from 1.
pub const STAGES: [&str; 5] = ["Announced", "Design", "Delivery", "Embedding", "Closed"];

/// The word of a stage.
pub fn stage_word(stage: Option<u8>) -> &'static str {
    let word = stage.and_then(|stage| STAGES.get(usize::from(stage).checked_sub(1)?));
    word.copied().unwrap_or("stage not known")
}

fn middle(q: i8, r: i8) -> (f64, f64) {
    let (q, r) = (f64::from(q), f64::from(r));
    (SIZE * 3_f64.sqrt() * (q + r / 2.0), SIZE * 1.5 * r)
}

/// Draws what is known of councils, by their codes. None while there is no layout.
pub fn map(known: &HashMap<String, Known>) -> Option<Map> {
    let middles: Vec<(f64, f64)> = HEXES.iter().map(|hex| middle(hex.3, hex.4)).collect();
    let (first, rest) = middles.split_first()?;
    let bounds = rest.iter().fold((first.0, first.1, first.0, first.1), |held, at| {
        (held.0.min(at.0), held.1.min(at.1), held.2.max(at.0), held.3.max(at.1))
    });
    let (left, top) = (bounds.0 - SIZE, bounds.1 - SIZE - 1.0);
    let hexes: Vec<Hex> = (HEXES.iter().zip(&middles))
        .map(|(hex, at)| draw(hex.1, hex.2, (at.0 - left, at.1 - top), known.get(hex.0)))
        .collect();
    let missing = HEXES.iter().filter(|hex| !known.contains_key(hex.0)).count();
    let width = format!("{:.0}", bounds.2 - left + SIZE);
    let height = format!("{:.0}", bounds.3 - top + SIZE + 1.0);
    Some(Map { hexes, width, height, missing })
}

fn draw(name: &str, code: &'static str, (x, y): (f64, f64), known: Option<&Known>) -> Hex {
    let corner = |at: u32| {
        let angle = f64::from(60 * at + 30).to_radians();
        format!("{:.1},{:.1}", x + (SIZE - 0.8) * angle.cos(), y + (SIZE - 0.8) * angle.sin())
    };
    let points = (0..6).map(corner).collect::<Vec<_>>().join(" ");
    let stage = known.and_then(|known| known.stage).filter(|stage| (1..=5).contains(stage));
    let class = match known {
        None => "unknown".into(),
        Some(_) => format!("stage-{}", stage.unwrap_or(0)),
    };
    let said = match known {
        None => format!("{name}: no record here"),
        Some(_) => format!("{name}: {}", stage_word(stage)),
    };
    let count = stage.unwrap_or(0);
    let dot = |at: u8| {
        let from_middle = f64::from(at) - f64::from(count - 1) / 2.0;
        (format!("{:.1}", x + from_middle * 5.0), format!("{:.1}", y + 9.0))
    };
    let dots = (0..count).map(dot).collect();
    let path = known.and_then(|known| known.path.clone());
    Hex { points, x: format!("{x:.1}"), y: format!("{:.1}", y + 2.5), code, said, class, dots, path }
}

#[cfg(test)]
mod tests {
    use super::{Known, draw, stage_word};

    #[test]
    fn a_hexagon_says_its_stage_in_words_dots_and_class() {
        let known = Known { stage: Some(3), path: None };
        let hex = draw("Ayton", "AYT", (20.0, 20.0), Some(&known));
        assert_eq!((hex.class.as_str(), hex.dots.len(), hex.said.as_str()), ("stage-3", 3, "Ayton: Delivery"));
        let bare = draw("Ayton", "AYT", (20.0, 20.0), None);
        assert_eq!((bare.class.as_str(), bare.dots.len(), bare.said.as_str()), ("unknown", 0, "Ayton: no record here"));
        assert_eq!((stage_word(Some(0)), stage_word(Some(9))), ("stage not known", "stage not known"));
    }
}
