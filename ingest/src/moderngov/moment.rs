//! Days and times of day as ModernGov writes them.

use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime};
use regex::Regex;

/// A day as written: dd/mm/yyyy, "Monday, 5th June, 2023", "5 Jun 2023". None if it is none of these, or no day.
pub fn date(written: &str) -> Option<NaiveDate> {
    let written = written.trim();
    if written.len() > 60 {
        return None;
    }
    NaiveDate::parse_from_str(written, "%d/%m/%Y").ok().filter(is_likely).or_else(|| named(written))
}

fn is_likely(date: &NaiveDate) -> bool {
    use chrono::Datelike;
    (1800..2200).contains(&date.year())
}

fn named(written: &str) -> Option<NaiveDate> {
    static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:[A-Za-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9}),?\s+(\d{4})$").ok()
    });
    let (_, [day, month, year]) = NAMED.as_ref()?.captures(written)?.extract();
    let format = if month.len() == 3 { "%d %b %Y" } else { "%d %B %Y" };
    NaiveDate::parse_from_str(&format!("{day} {month} {year}"), format).ok().filter(is_likely)
}

/// Whether a day is left open by this word.
pub fn is_unspecified(written: &str) -> bool {
    written.trim().eq_ignore_ascii_case("unspecified")
}

/// A time of day as written: "10.00 am", "6.30pm", "12 noon", "19:00". None if it cannot be read.
pub fn time(written: &str) -> Option<NaiveTime> {
    static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)^(\d{1,2})(?:[.:](\d{2}))?(?::\d{2})?\s*(a\.?m\.?|p\.?m\.?|noon|midday|midnight)?$").ok()
    });
    let found = TIME.as_ref()?.captures(written.trim())?;
    let hour: u32 = found[1].parse().ok()?;
    let minute: Option<u32> = found.get(2).map(|minute| minute.as_str().parse()).transpose().ok()?;
    let half = found.get(3).map(|half| half.as_str().to_ascii_lowercase().replace('.', ""));
    let hour = match half.as_deref() {
        None if minute.is_none() => return None,
        None => hour,
        Some("am" | "pm") if hour > 12 && minute.is_some() => hour,
        Some("am") if (1..=12).contains(&hour) => hour % 12,
        Some("pm") if (1..=12).contains(&hour) => hour % 12 + 12,
        Some("noon" | "midday") if hour == 12 => 12,
        Some("midnight") if hour == 12 => 0,
        Some(_) => return None,
    };
    NaiveTime::from_hms_opt(hour, minute.unwrap_or(0), 0)
}

#[cfg(test)]
mod tests {
    use super::{date, is_unspecified, time};

    #[test]
    fn days_are_read_and_never_guessed() {
        for written in ["05/06/2023", " 5/6/2023", "Monday, 5th June, 2023", "5 Jun 2023", "Monday 5 June 2023"] {
            assert_eq!(date(written).map(|date| date.to_string()).as_deref(), Some("2023-06-05"), "{written}");
        }
        for written in ["31/02/2023", "unspecified", "", "6/2023", "01/01/0001", "June 2023", "5 Foo 2023"] {
            assert_eq!(date(written), None, "{written}");
        }
        assert!(is_unspecified(" Unspecified "));
    }

    #[test]
    fn times_are_read_and_never_guessed() {
        let cases = [
            ("10.00 am", "10:00"),
            ("2.00 pm", "14:00"),
            ("6.30pm", "18:30"),
            ("12.00 noon", "12:00"),
            ("12 noon", "12:00"),
            ("19:00", "19:00"),
            ("12.15 am", "00:15"),
            ("12.30 p.m.", "12:30"),
            ("7pm", "19:00"),
            ("19.00 pm", "19:00"),
            ("10:00:00", "10:00"),
        ];
        for (written, read) in cases {
            assert_eq!(time(written).map(|t| t.format("%H:%M").to_string()).as_deref(), Some(read), "{written}");
        }
        for written in ["", "7", "25.00", "tbc", "10.00 am or on the rising of Council", "0.30 pm", "24.00"] {
            assert_eq!(time(written), None, "{written}");
        }
    }
}
