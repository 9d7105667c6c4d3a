//! Small multiples: a line of a council's figures over time beside England's, all of one indicator on one scale.

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 32.0;
const EDGE: f64 = 3.0;

/// Lowest and highest value of all lines together; none without any value.
pub fn range<'a>(lines: impl Iterator<Item = &'a [Option<f64>]>) -> Option<(f64, f64)> {
    let values = lines.flatten().flatten().filter(|value| value.is_finite());
    values.fold(None, |held: Option<(f64, f64)>, value| {
        Some(held.map_or((*value, *value), |(low, high)| (low.min(*value), high.max(*value))))
    })
}

/// The path of a line: broken where a value is missing, a short stroke where it stands alone.
pub fn path(points: &[Option<f64>], (low, high): (f64, f64)) -> String {
    let step = (WIDTH - 2.0 * EDGE) / (points.len().saturating_sub(1).max(1) as f64);
    let span = if high > low { high - low } else { 1.0 };
    let mut out = String::new();
    for (at, value) in points.iter().enumerate() {
        let Some(value) = value else { continue };
        let x = EDGE + step * at as f64;
        let y = HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2.0 * EDGE);
        let has = |at: Option<usize>| at.and_then(|at| points.get(at)).is_some_and(Option::is_some);
        if has(at.checked_sub(1)) {
            out.push_str(&format!("L{x:.1} {y:.1}"));
        } else if has(Some(at + 1)) {
            out.push_str(&format!("M{x:.1} {y:.1}"));
        } else {
            out.push_str(&format!("M{:.1} {y:.1}h2", x - 1.0));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{path, range};

    #[test]
    fn a_missing_value_breaks_the_line() {
        let points = [Some(1.0), Some(2.0), None, Some(1.0)];
        assert_eq!(range([&points[..]].into_iter()), Some((1.0, 2.0)));
        assert_eq!(path(&points, (1.0, 2.0)), "M3.0 29.0L41.0 3.0M116.0 29.0h2");
        assert_eq!((range([&[None][..]].into_iter()), path(&[], (0.0, 0.0))), (None, String::new()));
    }
}
