//! Times in words that people write freely: the titles of plans, and when a decision is due. Only what is plainly
//! written is taken; nothing is added to it.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::moment;

/// Characters of words that are looked through, at most.
const LONGEST: usize = 300;

/// A day, or a month with its year.
const POINT: &str = r"\d{1,2}/\d{1,2}/\d{4}|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?MONTH,?\s+\d{4}";
/// A month, maybe with its day, or a day alone: the rest stands behind the end of the span.
const OPEN: &str = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?MONTH|\d{1,2}(?:st|nd|rd|th)?";
const MONTH: &str = "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?\
                     |Nov(?:ember)?|Dec(?:ember)?)";
/// The name of a day of the week, which adds nothing.
const WEEKDAY: &str = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?";

/// The time that a title names, as a partial date or an interval; none where it names none, or several, or where what it
/// names may be only a part of the time. A span of days counts more than a span of months, a span more than a day or month,
/// and these more than a year.
pub fn named(title: &str) -> Option<String> {
    static SPAN: LazyLock<Option<Regex>> =
        LazyLock::new(|| pattern(r"\bWEEKDAY(POINT|OPEN)\s*(?:to|until|-|–|—)\s*WEEKDAY(POINT)\b"));
    static SINGLE: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"\b(POINT)\b"));
    static YEARS: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:^|[\s(])(20\d{2})(?:\s*[/–-]\s*(20\d{2}|\d{2}))?(?:$|[\s),.:;])").ok());
    if title.len() > LONGEST {
        return None;
    }
    let spans: Vec<_> = SPAN.as_ref()?.captures_iter(title).collect();
    if !spans.is_empty() {
        if spans.iter().filter_map(|found| found.get(1)).any(|from| goes_on(title, from.start())) {
            return None;
        }
        let spans = spans.iter().map(|found| span(&found[1], &found[2]));
        let spans = spans.flatten();
        let (days, months) = spans.partition(|span| span.len() > "2026-01/2026-12".len());
        return only(days).or_else(|| only(months));
    }
    let single: Vec<_> = SINGLE.as_ref()?.find_iter(title).collect();
    if !single.is_empty() {
        let in_part = |at| goes_on(title, at) || is_bound(title, at);
        if names_month(&SINGLE.as_ref()?.replace_all(title, " ")) || single.iter().any(|found| in_part(found.start())) {
            return None;
        }
        return only(single.iter().filter_map(|found| point(found.as_str())).collect());
    }
    let years =
        YEARS.as_ref()?.captures_iter(title).map(|found| years(&found[1], found.get(2).map(|end| end.as_str())));
    only(years.flatten().collect())
}

/// When something is due, where the words are a day, month, year or span and nothing else but by whom it is decided.
pub fn due(written: &str) -> Option<String> {
    static WHOLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        pattern(r"^WEEKDAY(?:(POINT|OPEN)\s*(?:to|until|-|–|—)\s*WEEKDAY)?(POINT|20\d{2})(?:\s+by\s.*)?$")
    });
    let written = written.trim();
    let found = WHOLE.as_ref()?.captures(written).filter(|_| written.len() <= LONGEST)?;
    match found.get(1) {
        Some(from) => span(from.as_str(), &found[2]),
        None => point(&found[2]).or_else(|| years(&found[2], None)),
    }
}

/// Whether what stands right before a time in a title goes on with it, so that it is not the whole time: another day or
/// month, or a word that its first number belongs to.
fn goes_on(title: &str, at: usize) -> bool {
    static OTHER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        pattern(r"(?:\b(?:MONTH|\d{1,2}(?:st|nd|rd|th)?)\s*(?:[-–—,/&]|and\b|or\b)|\d\s*/)\s*WEEKDAY$")
    });
    static NUMBER: LazyLock<Option<Regex>> =
        LazyLock::new(|| pattern(r"\b(?:no\.?|number|issue|edition|week|version|volume|part)\s*$"));
    let Some((before, rest)) = title.split_at_checked(at) else { return true };
    let ends = |regex: &LazyLock<Option<Regex>>| regex.as_ref().is_none_or(|regex| regex.is_match(before));
    ends(&OTHER) || rest.starts_with(|c: char| c.is_ascii_digit()) && ends(&NUMBER)
}

/// Whether a word right before a day or month says that it is only where a time begins or ends.
fn is_bound(title: &str, at: usize) -> bool {
    static BOUND: LazyLock<Option<Regex>> = LazyLock::new(|| {
        pattern(r"\b(?:from|commencing|starting|beginning|until|to|before|after)(?:\s+(?:on|in))?\s+WEEKDAY$")
    });
    title.get(..at).is_none_or(|before| BOUND.as_ref().is_none_or(|bound| bound.is_match(before)))
}

/// Whether a month is named: "may" is no month where it is written small.
fn names_month(words: &str) -> bool {
    static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"\bMONTH\b"));
    NAME.as_ref().is_none_or(|name| name.find_iter(words).any(|found| found.as_str() != "may"))
}

/// A pattern whose capitals stand for the parts above.
fn pattern(written: &str) -> Option<Regex> {
    let whole =
        written.replace("POINT", POINT).replace("OPEN", OPEN).replace("WEEKDAY", WEEKDAY).replace("MONTH", MONTH);
    Regex::new(&format!("(?i){whole}")).ok()
}

/// The only one of them, however often it stands there.
fn only(mut found: Vec<String>) -> Option<String> {
    found.dedup();
    (found.len() == 1).then(|| found.remove(0))
}

/// A span, if it ends after it begins. A beginning without a year is of the year of the end, a day without a month of its
/// month.
fn span(from: &str, to: &str) -> Option<String> {
    let to_point = point(to)?;
    let open = || {
        let of_month = from.starts_with(|c: char| c.is_ascii_digit()) && !from.contains(char::is_whitespace);
        let rest = if of_month { to.split_once(char::is_whitespace)?.1 } else { to_point.get(..4)? };
        point(&format!("{from} {rest}"))
    };
    let from = point(from).or_else(open)?;
    (from < to_point).then(|| format!("{from}/{to_point}"))
}

/// A day or a month.
fn point(written: &str) -> Option<String> {
    if let Some(day) = moment::date(written) {
        return Some(day.to_string());
    }
    let words: Vec<&str> = written.split([' ', ',', '\u{a0}', '\t', '\n']).filter(|word| !word.is_empty()).collect();
    let [rest @ .., month, year] = words.as_slice() else { return None };
    let month =
        "janfebmaraprmayjunjulaugsepoctnovdec".find(&month.get(..3)?.to_ascii_lowercase()).map(|at| at / 3 + 1)?;
    let year = year.parse::<i32>().ok().filter(|year| (1990..2100).contains(year))?;
    let month = u32::try_from(month).ok()?;
    match rest {
        [] => Some(format!("{year}-{month:02}")),
        [day] => {
            let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
            NaiveDate::from_ymd_opt(year, month, day).map(|day| day.to_string())
        }
        _ => None,
    }
}

/// A year, or two that follow each other.
fn years(first: &str, second: Option<&str>) -> Option<String> {
    let year: i32 = first.parse().ok()?;
    let Some(second) = second else { return Some(first.to_owned()) };
    let next = (year + 1).to_string();
    next.ends_with(second).then(|| format!("{first}/{next}"))
}

#[cfg(test)]
mod tests {
    use super::{due, named};

    #[test]
    fn titles_name_a_time_or_none() {
        for (title, time) in [
            ("Forward Plan September 2026", Some("2026-09")),
            ("1 July 2025 to 31 October 2025", Some("2025-07-01/2025-10-31")),
            ("Plan 1st July to 31st October, 2025", Some("2025-07-01/2025-10-31")),
            ("Plan of Key Decisions - March to June 2017  (03/03/2017 to 30/06/2017)", Some("2017-03-03/2017-06-30")),
            ("Notice of Decisions Oct 2025 – Jan 2026", Some("2025-10/2026-01")),
            ("Published Monday, 1 June 2026", Some("2026-06-01")),
            ("Cabinet plan 2025/26", Some("2025/2026")),
            ("Cabinet plan 2026", Some("2026")),
            ("Plan 3 of 12", None),
            ("November to February 2018", None),
            ("31 February 2026", None),
            ("November to February 2018 (01/11/2017 to 28/02/2018)", Some("2017-11-01/2018-02-28")),
            ("Published 1 June 2026 and 8 June 2026", None),
            ("May 2026 to Mar 2026", None),
            ("2025/27", None),
            ("1 - 31 July 2026", Some("2026-07-01/2026-07-31")),
            ("Plan 1st to Friday 31st July, 2026", Some("2026-07-01/2026-07-31")),
            ("Plan from 1 July to 31 October 2026", Some("2026-07-01/2026-10-31")),
            ("June - August 2026", Some("2026-06/2026-08")),
            ("Decisions that may be taken in July 2026", Some("2026-07")),
            ("No. 3 of 1 July 2026", Some("2026-07-01")),
            ("June, July and August 2026", None),
            ("June, July to August 2026", None),
            ("June/July 2026", None),
            ("June & July 2026", None),
            ("June 2026 and July", None),
            ("1, 8 and 15 July 2026", None),
            ("1 & 8 July 2026", None),
            ("1/8 July 2026", None),
            ("Monday 1 or Tuesday 2 June 2026", None),
            ("31 - 1 July 2026", None),
            ("3 - July 2026", None),
            ("No. 3 - 10 July 2026", None),
            ("2025/26 - 31 July 2026", None),
            ("Four months from 1 July 2026", None),
            ("Four months commencing on Wednesday 1 July 2026", None),
            ("Key decisions (ref 20266)", None),
            ("Forthcoming decisions that may be taken", None),
            ("", None),
        ] {
            assert_eq!(named(title).as_deref(), time, "{title}");
        }
        assert_eq!(named(&"May 2026 ".repeat(100)), None);
    }

    #[test]
    fn what_is_due_is_taken_where_it_is_plain() {
        for (written, time) in [
            ("10 Jul 2025 by Cabinet", Some("2025-07-10")),
            ("Thursday, 10th July 2025", Some("2025-07-10")),
            ("10/07/2025", Some("2025-07-10")),
            ("September 2026", Some("2026-09")),
            ("September - October 2026", Some("2026-09/2026-10")),
            ("2026", Some("2026")),
            ("1 - 31 July 2026", Some("2026-07-01/2026-07-31")),
            ("1 - July 2026", None),
            ("1 and 2 July 2026", None),
            ("Not before 10/07/2025", None),
            ("10 Jul 2025 or later", None),
            ("10 Jul 2025, 2.00 pm", None),
            ("Between now and May", None),
            ("31/02/2025", None),
            ("", None),
        ] {
            assert_eq!(due(written).as_deref(), time, "{written}");
        }
    }
}
