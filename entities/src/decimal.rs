//! Exact decimals as they are stored and given: "75", "14.2", "-0.50".

/// Most digits, before and behind the point together.
const DIGITS: usize = 28;

/// Whether a text is an exact decimal: a minus or none, digits without needless zeros before them, and where there is a
/// point, digits behind it; 28 digits at most.
pub fn is_valid(text: &str) -> bool {
    let number = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = number.split_once('.').map_or((number, None), |(whole, part)| (whole, Some(part)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(whole)
        && part.is_none_or(digits)
        && (whole == "0" || !whole.starts_with('0'))
        && whole.len() + part.unwrap_or_default().len() <= DIGITS
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn decimals() {
        for good in ["0", "75", "14.2", "-0.50", "38.799999999999997", "1234567890123456789012345678"] {
            assert!(is_valid(good), "{good}");
        }
        for bad in ["", "-", ".5", "5.", "007", "1e3", "+1", "1,306", "12345678901234567890123456789", "x", "١"] {
            assert!(!is_valid(bad), "{bad}");
        }
    }
}
