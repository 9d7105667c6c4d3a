//! The times of Explore Education Statistics: a number for the year and a word for what sort of time it is.

use chrono::{Days, Months, NaiveDate};

use super::super::period::Period;
use crate::near::did_you_mean;

/// What the number before the word is.
#[derive(Clone, Copy, PartialEq)]
enum Number {
    /// One year: `2025`.
    Year,
    /// Two years that follow each other: `202425`.
    Years,
}

/// The month in which a time begins, counted from January of its first year, and how many months it lasts; none where
/// the publisher does not say on which days it begins and ends.
type Span = Option<(i32, u32)>;

/// A sort of time.
struct Sort {
    /// A word of [`entities::time_period::KIND`].
    kind: &'static str,
    number: Number,
    months: Span,
    /// What stands behind the years in its label.
    suffix: String,
}

/// The words for times, each with the kind, what its number is, and its months.
const WORDS: &[(&str, &str, Number, Span)] = &[
    ("Academic year", "ACADEMIC_YEAR", Number::Years, Some((8, 12))),
    ("Calendar year", "CALENDAR_YEAR", Number::Year, Some((0, 12))),
    ("Financial year", "FINANCIAL_YEAR", Number::Years, Some((3, 12))),
    ("Reporting year", "REPORTING_YEAR", Number::Year, Some((-9, 12))),
    ("Autumn term", "TERM", Number::Years, None),
    ("Spring term", "TERM", Number::Years, None),
    ("Summer term", "TERM", Number::Years, None),
    ("Autumn and spring term", "TERM", Number::Years, None),
];
/// The words before `Q1` to `Q4`, each with what its number is and the month in which the first quarter begins, if it
/// is said.
const QUARTERS: &[(&str, Number, Option<i32>)] = &[
    ("Academic year", Number::Years, None),
    ("Calendar year", Number::Year, Some(0)),
    ("Financial year", Number::Years, Some(3)),
];
const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The column that is at fault, and why.
pub type Wrong = (&'static str, String);

/// The time that a `time_period` and a `time_identifier` mean.
pub fn period(time_period: &str, time_identifier: &str) -> Result<Period, Wrong> {
    let sort = sort(time_identifier).ok_or_else(|| unknown(time_identifier))?;
    let wrong =
        |needed: &str| ("time_period", format!("`{time_period}` is not {needed}, as `{time_identifier}` needs"));
    let digits = |n: usize| time_period.len() == n && time_period.bytes().all(|b| b.is_ascii_digit());
    let (year, label) = match sort.number {
        Number::Year if digits(4) => (time_period, time_period.to_owned()),
        Number::Year => return Err(wrong("a year of four digits")),
        Number::Years if digits(6) => (&time_period[..4], format!("{}/{}", &time_period[..4], &time_period[4..])),
        Number::Years => return Err(wrong("two years in six digits")),
    };
    let year: i32 = year.parse().map_err(|_| wrong("a year"))?;
    if sort.number == Number::Years && (year + 1) % 100 != time_period[4..].parse().unwrap_or(-1) {
        return Err(wrong("a year and the one after it"));
    }
    let january = NaiveDate::from_ymd_opt(year, 1, 1).ok_or_else(|| wrong("a year"))?;
    let days = sort.months.and_then(|(begins, lasts)| {
        let starts = match u32::try_from(begins) {
            Ok(months) => january.checked_add_months(Months::new(months)),
            Err(_) => january.checked_sub_months(Months::new(begins.unsigned_abs())),
        }?;
        Some((starts, starts.checked_add_months(Months::new(lasts))?.checked_sub_days(Days::new(1))?))
    });
    let (starts, ends) = days.unzip();
    Ok(Period { kind: sort.kind, starts, ends, label: format!("{label}{}", sort.suffix), revision: None })
}

fn sort(word: &str) -> Option<Sort> {
    if let Some((_, kind, number, months)) = WORDS.iter().find(|(of, ..)| *of == word) {
        let suffix = if *kind == "TERM" { format!(" {word}") } else { String::new() };
        return Some(Sort { kind, number: *number, months: *months, suffix });
    }
    if let Some(month) = MONTHS.iter().position(|month| *month == word) {
        let months = i32::try_from(month).ok().map(|month| (month, 1));
        return Some(Sort { kind: "MONTH", number: Number::Year, months, suffix: format!(" {word}") });
    }
    if let Some(week) = word.strip_prefix("Week ") {
        // Whether the first week is that of 1 January or the first whole one, the publisher does not say.
        let known = week.parse().is_ok_and(|n: u32| (1..=53).contains(&n) && n.to_string() == week);
        let (kind, number, suffix) = ("WEEK", Number::Year, format!(" {word}"));
        return known.then_some(Sort { kind, number, months: None, suffix });
    }
    let (of, quarter) = word.split_once(" Q")?;
    let (_, number, first) = QUARTERS.iter().find(|(word, ..)| *word == of)?;
    let place = ["1", "2", "3", "4"].iter().position(|n| *n == quarter)?;
    let months = first.zip(i32::try_from(place).ok()).map(|(first, place)| (first + 3 * place, 3));
    Some(Sort { kind: "QUARTER", number: *number, months, suffix: format!(" Q{quarter}") })
}

fn unknown(word: &str) -> Wrong {
    let words = WORDS.iter().map(|(word, ..)| *word).chain(MONTHS.iter().copied());
    ("time_identifier", format!("`{word}` is no sort of time that is read{}", did_you_mean(word, words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(time_period: &str, time_identifier: &str) -> Result<String, String> {
        let day = |day: Option<NaiveDate>| day.map_or("?".into(), |day| day.to_string());
        period(time_period, time_identifier)
            .map(|p| format!("{} {} {} {}", p.kind, day(p.starts), day(p.ends), p.label))
            .map_err(|(column, _)| column.to_owned())
    }

    #[test]
    fn words_and_numbers_become_days() {
        for (number, word, expected) in [
            ("2025", "Reporting year", "REPORTING_YEAR 2024-04-01 2025-03-31 2025"),
            ("202425", "Academic year", "ACADEMIC_YEAR 2024-09-01 2025-08-31 2024/25"),
            ("199900", "Financial year", "FINANCIAL_YEAR 1999-04-01 2000-03-31 1999/00"),
            ("2024", "Calendar year", "CALENDAR_YEAR 2024-01-01 2024-12-31 2024"),
            ("2024", "February", "MONTH 2024-02-01 2024-02-29 2024 February"),
            ("2024", "Calendar year Q4", "QUARTER 2024-10-01 2024-12-31 2024 Q4"),
            ("202425", "Financial year Q4", "QUARTER 2025-01-01 2025-03-31 2024/25 Q4"),
            ("202425", "Academic year Q1", "QUARTER ? ? 2024/25 Q1"),
            ("202425", "Autumn and spring term", "TERM ? ? 2024/25 Autumn and spring term"),
            ("2024", "Week 53", "WEEK ? ? 2024 Week 53"),
        ] {
            assert_eq!(told(number, word), Ok(expected.into()));
        }
    }

    #[test]
    fn what_is_no_time_is_told_by_its_column() {
        for (number, word, column) in [
            ("2025", "Academic year", "time_period"),
            ("202526", "Reporting year", "time_period"),
            ("202427", "Academic year", "time_period"),
            ("20x5", "Calendar year", "time_period"),
            ("", "Calendar year", "time_period"),
            ("2024", "Week 54", "time_identifier"),
            ("2024", "Week 01", "time_identifier"),
            ("2024", "Calendar year Q5", "time_identifier"),
            ("202425", "Tax year", "time_identifier"),
            ("2025", "reporting year", "time_identifier"),
        ] {
            assert_eq!(told(number, word), Err(column.into()), "{number} {word}");
        }
    }
}
