//! Dates that may lack their day or month, as text: level 0 of the Extended Date/Time Format (ISO 8601-2), and of
//! level 1 only the mark `~` for "about". The part before `/`, without `~`, sorts as text by its earliest day.
//!
//! | text | means |
//! |---|---|
//! | `2026-07-14` | a day |
//! | `2026-07` | some day of July 2026 |
//! | `2026` | some day of 2026 |
//! | `2026-01~` | about January 2026 |
//! | `2026/2027` | the span from 2026 to 2027, both included: how "2026/27" and "2026-27" are written |

use sea_orm::prelude::Date;

/// Whether `text` is a partial date of the forms above, with months and days that exist.
pub fn is_valid(text: &str) -> bool {
    match text.split_once('/') {
        None => is_point(text),
        Some((from, to)) => is_point(from) && is_point(to) && from <= to,
    }
}

fn is_point(text: &str) -> bool {
    let text = text.strip_suffix('~').unwrap_or(text);
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    digits(year, 4)
        && month.is_none_or(|m| digits(m, 2) && ("01"..="12").contains(&m))
        && day.is_none_or(|d| digits(d, 2) && Date::parse_from_str(text, "%Y-%m-%d").is_ok())
}

/// The earliest and the latest day of a partial date or interval, as numbers YYYYMMDD.
pub fn days(text: &str) -> Option<(i64, i64)> {
    let (from, to) = text.split_once('/').unwrap_or((text, text));
    let number = |text: &str, month: i64, day: i64| {
        let mut parts = text.trim_end_matches('~').split('-').map(str::parse::<i64>);
        let year = parts.next()?.ok()?;
        let month = parts.next().map_or(Some(month), Result::ok)?;
        let day = parts.next().map_or(Some(day), Result::ok)?;
        Some(year * 10_000 + month * 100 + day)
    };
    Some((number(from, 1, 1)?, number(to, 12, 31)?))
}

#[cfg(test)]
mod tests {
    use super::{days, is_valid};

    #[test]
    fn partial_dates_have_a_first_and_a_last_day() {
        assert_eq!(days("2026-07-14"), Some((20_260_714, 20_260_714)));
        assert_eq!(days("2026-07~"), Some((20_260_701, 20_260_731)));
        assert_eq!(days("2025/2026-03"), Some((20_250_101, 20_260_331)));
        assert_eq!(days("soon"), None);
    }

    #[test]
    fn forms() {
        for good in ["2026", "2026-07", "2024-02-29", "2026-01~", "2026/2027", "2025-04/2026-03"] {
            assert!(is_valid(good), "{good}");
        }
        for bad in
            ["", "26", "2026-13", "2026-00", "2025-02-29", "2026-7", "2027/2026", "2026/", "July 2026", "2026-07-14-1"]
        {
            assert!(!is_valid(bad), "{bad}");
        }
    }
}
