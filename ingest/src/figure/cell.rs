//! What stands in a cell of a file of figures: a number, or a mark that says why there is none.

/// Longest cell that could be a number, in bytes.
const LONGEST: usize = 64;
/// Significant digits that a floating-point number always keeps. What has more was printed by a program that meant
/// fewer.
const KEPT: usize = 15;

/// Marks, and what is known of a figure that has one.
const MARKS: &[(&str, &str)] = &[
    ("", "NOT_AVAILABLE"),
    ("-", "NOT_AVAILABLE"),
    (":", "NOT_AVAILABLE"),
    ("c", "SUPPRESSED"),
    ("k", "ROUNDS_TO_ZERO"),
    ("low", "ROUNDS_TO_ZERO"),
    ("u", "LOW_RELIABILITY"),
    ("x", "NOT_AVAILABLE"),
    ("z", "NOT_APPLICABLE"),
];

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// An exact decimal; none where a mark stands.
    pub value: Option<String>,
    /// A word of [`entities::observation::STATUS`].
    pub status: &'static str,
    /// What stands in the cell, where that is not the value itself; none for an empty cell.
    pub as_written: Option<String>,
}

/// Reads a cell; blanks around it do not count. None if it is neither a number nor a mark. A number keeps its digits as
/// printed. One with more than 15 significant digits, or with an exponent, becomes the shortest decimal that is the
/// same floating-point number. `settled` is the status of a number.
pub fn read(text: &str, settled: &'static str) -> Option<Cell> {
    let text = text.trim();
    if let Some(status) = mark(text) {
        return Some(Cell { value: None, status, as_written: (!text.is_empty()).then(|| text.to_owned()) });
    }
    let value = number(text)?;
    let as_written = (value != text).then(|| text.to_owned());
    Some(Cell { value: Some(value), status: settled, as_written })
}

/// What is known of a figure that has this mark; none if it is no mark. The empty text is one.
pub fn mark(text: &str) -> Option<&'static str> {
    MARKS.iter().find(|(mark, _)| *mark == text).map(|(_, status)| *status)
}

/// The number that a text is.
fn number(text: &str) -> Option<String> {
    let mantissa = text.split(['e', 'E']).next()?;
    if text.len() > LONGEST || !is_plain(mantissa) {
        return None;
    }
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).skip_while(|b| *b == b'0').count();
    if digits <= KEPT && mantissa == text {
        return Some(text.to_owned());
    }
    let shortest = text.parse::<f64>().ok()?.to_string();
    entities::decimal::is_valid(&shortest).then_some(shortest)
}

/// Whether a text is a decimal, however many digits it has.
fn is_plain(text: &str) -> bool {
    let number = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = number.split_once('.').map_or((number, None), |(whole, part)| (whole, Some(part)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && part.is_none_or(digits) && (whole == "0" || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::{Cell, read};

    #[test]
    fn numbers_keep_their_digits() {
        for text in ["0", "75", "14.2", "-0.50", "1306", "123456789012345", "0.00000000000000000012345", "100.0"] {
            let cell = Cell { value: Some(text.into()), status: "FINAL", as_written: None };
            assert_eq!(read(text, "FINAL"), Some(cell), "{text}");
        }
    }

    #[test]
    fn noise_of_machines_is_taken_out_and_kept_beside() {
        for (text, value) in [
            ("38.799999999999997", "38.8"),
            ("0.10000000000000000555", "0.1"),
            ("1e+05", "100000"),
            ("2.5E-3", "0.0025"),
            ("12.500000000000000000", "12.5"),
        ] {
            let cell = Cell { value: Some(value.into()), status: "REVISED", as_written: Some(text.into()) };
            assert_eq!(read(text, "REVISED"), Some(cell), "{text}");
        }
    }

    #[test]
    fn marks_say_why_there_is_none() {
        let status = |text: &str| read(text, "FINAL").map(|cell| (cell.value, cell.status, cell.as_written));
        assert_eq!(status(" c "), Some((None, "SUPPRESSED", Some("c".into()))));
        assert_eq!(status("low"), Some((None, "ROUNDS_TO_ZERO", Some("low".into()))));
        assert_eq!(status(" "), Some((None, "NOT_AVAILABLE", None)));
    }

    #[test]
    fn all_else_is_neither() {
        for text in
            ["1,306", "007", "75%", ".5", "5.", "e", "1e", "1e999", "NaN", "inf", "C", "n/a", "+1", "--1", "1e1e1"]
        {
            assert_eq!(read(text, "FINAL"), None, "{text}");
        }
        assert_eq!(read(&"1".repeat(65), "FINAL"), None);
    }
}
