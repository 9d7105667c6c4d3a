//! Filters of templates: words of closed lists, dates and sums as people write them. What is not known is said so.

use std::fmt::Display;

use askama::Values;
use askama::filters::MaybeSafe;

const MONTHS: [&str; 12] = [
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

/// What stands where no source speaks.
pub const UNKNOWN: &str = "not known";
/// The same on a page, so that it looks like no fact.
const QUIET: &str = "<span class=\"unknown\">not known</span>";

/// A word of a closed list as a phrase: `FULL_COUNCIL` is "Full council".
pub fn phrase(word: &str) -> String {
    let said = match word {
        "SUB_COMMITTEE" => "sub-committee".into(),
        "CO_PRODUCTION" => "co-production".into(),
        "CO_LEAD" => "co-lead".into(),
        "BODY_LED" => "led by a body".into(),
        "HEALTH_AND_WELLBEING_BOARD" => "health and wellbeing board".into(),
        "NOT_KNOWN" | "UNKNOWN" => return "Not known".into(),
        "PART_EXEMPT" => "partly closed".into(),
        "EXEMPT" => "closed to the public".into(),
        "OPEN" => "open to the public".into(),
        other => other.to_lowercase().replace('_', " "),
    };
    let mut letters = said.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What elements of a strategy are called, by their kind: one of them, or several.
pub fn elements(kind: &str, count: usize) -> String {
    match (kind, count) {
        ("POSITION", _) => "How things stand".into(),
        ("PRIORITY" | "ACTIVITY", 2..) => phrase(kind).trim_end_matches('y').to_owned() + "ies",
        (_, 2..) => phrase(kind) + "s",
        _ => phrase(kind),
    }
}

/// A date as exact as it is given: `2026-07` is "July 2026", `2026/2027` is "2026 to 2027", `2026~` is "about 2026".
pub fn written(date: &str) -> String {
    if let Some((from, to)) = date.split_once('/') {
        return match (from, to) {
            ("" | "..", to) => format!("until {}", written(to)),
            (from, "" | "..") => format!("from {}", written(from)),
            (from, to) => format!("{} to {}", written(from), written(to)),
        };
    }
    if let Some(exact) = date.strip_suffix('~') {
        return format!("about {}", written(exact));
    }
    let parts: Vec<&str> = date.split('-').collect();
    let month = |text: &str| text.parse::<usize>().ok().and_then(|at| MONTHS.get(at.wrapping_sub(1)).copied());
    match parts.as_slice() {
        [year, number] => month(number).map(|name| format!("{name} {year}")),
        [year, number, day] => {
            let day = day.get(..2).unwrap_or(day);
            month(number).map(|name| format!("{} {name} {year}", day.trim_start_matches('0')))
        }
        _ => None,
    }
    .unwrap_or_else(|| date.into())
}

/// The day that it is in the United Kingdom.
pub fn today() -> chrono::NaiveDate {
    chrono::Utc::now().with_timezone(&chrono_tz::Europe::London).date_naive()
}

/// A whole sum: `1,250,000`.
pub fn grouped(sum: i64) -> String {
    let digits = sum.unsigned_abs().to_string();
    let mut out = String::from(if sum < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[askama::filter_fn]
pub fn words<T: Display>(value: T, _: &dyn Values) -> askama::Result<String> {
    Ok(phrase(&value.to_string()))
}

/// The same within a sentence.
#[askama::filter_fn]
pub fn within<T: Display>(value: T, _: &dyn Values) -> askama::Result<String> {
    Ok(phrase(&value.to_string()).to_lowercase())
}

#[askama::filter_fn]
pub fn day<T: Display>(value: T, _: &dyn Values) -> askama::Result<String> {
    Ok(written(&value.to_string()))
}

fn or_unknown(said: Option<String>) -> MaybeSafe<String> {
    said.map_or_else(|| MaybeSafe::Safe(QUIET.into()), MaybeSafe::NeedsEscaping)
}

/// The site and path of an address, for people: without its scheme and a slash at its end.
#[askama::filter_fn]
pub fn host<T: Display>(value: T, _: &dyn Values) -> askama::Result<String> {
    let text = value.to_string();
    let bare = text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    Ok(bare.trim_end_matches('/').into())
}

/// The text, or that it is not known.
#[askama::filter_fn]
pub fn known(value: &Option<String>, _: &dyn Values) -> askama::Result<MaybeSafe<String>> {
    Ok(or_unknown(value.clone()))
}

/// The word of a closed list as a phrase, or that it is not known.
#[askama::filter_fn]
pub fn known_words(value: &Option<String>, _: &dyn Values) -> askama::Result<MaybeSafe<String>> {
    Ok(or_unknown(value.as_deref().map(phrase)))
}

/// The date, or that it is not known.
#[askama::filter_fn]
pub fn known_day(value: &Option<String>, _: &dyn Values) -> askama::Result<MaybeSafe<String>> {
    Ok(or_unknown(value.as_deref().map(written)))
}

/// Words of a closed list as one phrase.
#[askama::filter_fn]
pub fn all_words(values: &[String], _: &dyn Values) -> askama::Result<MaybeSafe<String>> {
    let said: Vec<String> = values.iter().map(|word| phrase(word)).collect();
    Ok(or_unknown((!said.is_empty()).then(|| said.join(", "))))
}

#[askama::filter_fn]
pub fn number<T: Display>(value: T, _: &dyn Values) -> askama::Result<String> {
    let text = value.to_string();
    Ok(text.parse().map(grouped).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::{elements, grouped, phrase, written};

    #[test]
    fn dates_are_as_exact_as_they_are_given() {
        for (given, said) in [
            ("2026", "2026"),
            ("2026-07", "July 2026"),
            ("2026-07-04", "4 July 2026"),
            ("2026-07-04T10:00:00Z", "4 July 2026"),
            ("2026/2027", "2026 to 2027"),
            ("2026-01~", "about January 2026"),
            ("2026-13", "2026-13"),
            ("soon", "soon"),
        ] {
            assert_eq!(written(given), said);
        }
    }

    #[test]
    fn words_and_sums_are_written_for_people() {
        assert_eq!(phrase("FULL_COUNCIL"), "Full council");
        assert_eq!(phrase(""), "");
        assert_eq!((elements("PRIORITY", 2), elements("AIM", 1)), ("Priorities".into(), "Aim".into()));
        assert_eq!((grouped(1_250_000), grouped(-999), grouped(0)), ("1,250,000".into(), "-999".into(), "0".into()));
    }
}
