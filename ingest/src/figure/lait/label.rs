//! What time a label of the local authority interactive tool means. The label alone does not tell: "2025" is another
//! twelve months for schools than for money, and only the type of year in the dictionary says which.

use chrono::NaiveDate;

/// Years that a label can speak of; anything else is no year.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;
/// Words between brackets at the end of a label, in small letters, and what they say of the figures.
const REVISIONS: &[(&str, &str)] =
    &[("prov", "PROVISIONAL"), ("rev", "REVISED"), ("final", "FINAL"), ("ot", "OUTTURN")];

/// What sort of year the figures of a measure are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YearType {
    Academic,
    Financial,
    Calendar,
    /// Twelve months that end with September.
    ToSeptember,
    /// One month: January.
    January,
    /// Twelve months that end with the 31 March on which the figures were counted.
    ToMarch,
    /// A year of which nobody says when it begins.
    Annual,
}

/// A time, as a label names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledTime {
    /// A word of [`entities::time_period::KIND`].
    pub kind: &'static str,
    /// First and last day; none where the label does not tell.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// A word of [`entities::time_period::REVISION`].
    pub revision: Option<&'static str>,
}

/// What stands in a label, its brackets left out.
enum Span {
    /// 2025
    Year(i32),
    /// 2024-25: a year that begins in the first one and ends in the next.
    Split(i32),
    /// 2014-16: from one year to another.
    Several(i32, i32),
    /// 2021/22-23/24: from the split year that begins in the one to that which begins in the other.
    SeveralSplit(i32, i32),
}

impl YearType {
    /// The type that the dictionary's column `Year_Type` names.
    pub fn named(word: &str) -> Option<Self> {
        Some(match word {
            "Academic Year" => YearType::Academic,
            "Financial Year" => YearType::Financial,
            "Calendar Year" => YearType::Calendar,
            "Annual (end of Sept)" => YearType::ToSeptember,
            "Annual - January" => YearType::January,
            "Annual" => YearType::Annual,
            _ => return None,
        })
    }

    /// The type, where a description of the figures says more of it: annual ones that name 31 March are counted on that day.
    pub(super) fn described(self, description: &str) -> Self {
        if self == YearType::Annual && names_31_march(description) { YearType::ToMarch } else { self }
    }

    /// The kind of one such time.
    fn kind(self) -> &'static str {
        match self {
            YearType::Academic => "ACADEMIC_YEAR",
            YearType::Financial => "FINANCIAL_YEAR",
            YearType::Calendar => "CALENDAR_YEAR",
            YearType::ToSeptember => "YEAR_TO_SEPTEMBER",
            YearType::January => "MONTH",
            YearType::ToMarch => "REPORTING_YEAR",
            YearType::Annual => "YEAR",
        }
    }

    /// The days of the one that is labelled with this year: it ends in it.
    fn days(self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        Some(match self {
            YearType::Academic => (day(year - 1, 9, 1)?, day(year, 8, 31)?),
            YearType::Financial | YearType::ToMarch => (day(year - 1, 4, 1)?, day(year, 3, 31)?),
            YearType::Calendar | YearType::Annual => (day(year, 1, 1)?, day(year, 12, 31)?),
            YearType::ToSeptember => (day(year - 1, 10, 1)?, day(year, 9, 30)?),
            YearType::January => (day(year, 1, 1)?, day(year, 1, 31)?),
        })
    }

    /// Whether such a year lies in two calendar years.
    fn is_split(self) -> bool {
        matches!(self, YearType::Academic | YearType::Financial | YearType::ToSeptember | YearType::ToMarch)
    }
}

/// The time that a label names, for figures of this type of year. Where it cannot be told, the kind is UNKNOWN; where only
/// the days cannot, they are none. A measure without a type of year is one of a year that nobody says more of.
pub fn labelled_time(label: &str, year: Option<YearType>) -> LabelledTime {
    let year = year.unwrap_or(YearType::Annual);
    let told = unbracketed(label).and_then(|(text, revision)| Some((span(text)?, revision)));
    let Some((span, revision)) = told else {
        return LabelledTime { kind: "UNKNOWN", days: None, revision: None };
    };
    let (kind, days) = match span {
        Span::Year(ends) => (year.kind(), year.days(ends)),
        Span::Split(begins) if year.is_split() => (year.kind(), year.days(begins + 1)),
        Span::Split(begins) if year == YearType::Calendar => ("YEARS", together(year, begins, begins + 1)),
        Span::Split(_) => ("UNKNOWN", None),
        Span::Several(first, last) if year == YearType::Calendar => ("YEARS", together(year, first, last)),
        // Whether the first year is the one that begins or ends in 2014 is not said.
        Span::Several(..) => ("YEARS", None),
        Span::SeveralSplit(first, last) if year.is_split() => ("YEARS", together(year, first + 1, last + 1)),
        Span::SeveralSplit(..) => ("YEARS", None),
    };
    LabelledTime { kind, days, revision }
}

/// Whether a text has the words "31 March" or "31st March".
fn names_31_march(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words().zip(words().skip(1)).any(|(day, month)| matches!(day, "31" | "31st") && month == "March")
}

/// From the first day of the first to the last day of the last.
fn together(year: YearType, first: i32, last: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((year.days(first)?.0, year.days(last)?.1))
}

/// A label without its brackets, and what stands in them; none where they are not understood.
fn unbracketed(label: &str) -> Option<(&str, Option<&'static str>)> {
    let label = label.trim();
    let Some((text, word)) = label.split_once('(') else { return Some((label, None)) };
    let word = word.strip_suffix(')')?.trim().to_lowercase();
    let (_, revision) = REVISIONS.iter().find(|(written, _)| *written == word)?;
    Some((text.trim_end(), Some(revision)))
}

fn span(text: &str) -> Option<Span> {
    if let Some((first, last)) = text.split_once('-')
        && let Some((Span::Split(first), (begins, ends))) = split_year(first, '/').zip(last.split_once('/'))
    {
        let begins = short_year(first, begins)?;
        return (short_year(begins, ends)? == begins + 1).then_some(Span::SeveralSplit(first, begins));
    }
    match full_year(text) {
        Some(year) => Some(Span::Year(year)),
        None => split_year(text, '-').or_else(|| split_year(text, '/')),
    }
}

/// "2024-25" or "2014-16".
fn split_year(text: &str, sign: char) -> Option<Span> {
    let (first, last) = text.split_once(sign)?;
    let first = full_year(first)?;
    let last = short_year(first, last)?;
    Some(if last == first + 1 { Span::Split(first) } else { Span::Several(first, last) })
}

fn full_year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| digits && YEARS.contains(year))
}

/// The first year after another that ends with these two digits, less than a hundred years later.
fn short_year(after: i32, text: &str) -> Option<i32> {
    let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    let short: i32 = text.parse().ok().filter(|_| digits)?;
    let ahead = (short - after).rem_euclid(100);
    (ahead > 0 && YEARS.contains(&(after + ahead))).then_some(after + ahead)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(label: &str, year: Option<YearType>) -> (&'static str, String, Option<&'static str>) {
        let LabelledTime { kind, days, revision } = labelled_time(label, year);
        (kind, days.map_or(String::new(), |(from, to)| format!("{from} {to}")), revision)
    }

    #[test]
    fn labels_mean_what_their_type_of_year_says() {
        use YearType::{Academic, Annual, Calendar, Financial, January, ToMarch, ToSeptember};
        for (label, year, kind, days, revision) in [
            ("2025", Academic, "ACADEMIC_YEAR", "2024-09-01 2025-08-31", None),
            ("2025", Financial, "FINANCIAL_YEAR", "2024-04-01 2025-03-31", None),
            ("2025", Calendar, "CALENDAR_YEAR", "2025-01-01 2025-12-31", None),
            ("2025", ToSeptember, "YEAR_TO_SEPTEMBER", "2024-10-01 2025-09-30", None),
            ("2025", January, "MONTH", "2025-01-01 2025-01-31", None),
            ("2025", ToMarch, "REPORTING_YEAR", "2024-04-01 2025-03-31", None),
            ("2024-25 (prov)", ToMarch, "REPORTING_YEAR", "2024-04-01 2025-03-31", Some("PROVISIONAL")),
            ("2025", Annual, "YEAR", "2025-01-01 2025-12-31", None),
            ("2024-25", Academic, "ACADEMIC_YEAR", "2024-09-01 2025-08-31", None),
            ("2023/24", Academic, "ACADEMIC_YEAR", "2023-09-01 2024-08-31", None),
            ("2024-25 (OT)", Financial, "FINANCIAL_YEAR", "2024-04-01 2025-03-31", Some("OUTTURN")),
            ("2025 (prov)", Academic, "ACADEMIC_YEAR", "2024-09-01 2025-08-31", Some("PROVISIONAL")),
            ("2022 (Rev)", Academic, "ACADEMIC_YEAR", "2021-09-01 2022-08-31", Some("REVISED")),
            ("2021 (Final)", Academic, "ACADEMIC_YEAR", "2020-09-01 2021-08-31", Some("FINAL")),
            ("2021/22-23/24", Financial, "YEARS", "2021-04-01 2024-03-31", None),
            ("2021/22-23/24", Academic, "YEARS", "2021-09-01 2024-08-31", None),
            ("2014-16", Calendar, "YEARS", "2014-01-01 2016-12-31", None),
            ("2014-15", Calendar, "YEARS", "2014-01-01 2015-12-31", None),
            ("1999/00", Academic, "ACADEMIC_YEAR", "1999-09-01 2000-08-31", None),
            ("2014-16", Financial, "YEARS", "", None),
            ("2021/22-23/24", Calendar, "YEARS", "", None),
            ("2024-25", January, "UNKNOWN", "", None),
        ] {
            assert_eq!(told(label, Some(year)), (kind, days.to_string(), revision), "{label} {year:?}");
        }
    }

    #[test]
    fn annual_figures_are_of_31_march_where_their_description_names_it() {
        use YearType::{Academic, Annual, ToMarch};
        for (text, year) in [
            ("Bears seen on 31 March, each once.", ToMarch),
            ("Bears at\n31st\u{a0}March", ToMarch),
            ("Bears seen by March, 31 of them", Annual),
            ("Bears seen on 1 March or 131 March", Annual),
            ("Bears seen in 2031 March 31", Annual),
            ("", Annual),
        ] {
            assert_eq!(Annual.described(text), year, "{text}");
        }
        assert_eq!(Academic.described("Bears seen on 31 March"), Academic, "it says of itself what year it is");
    }

    #[test]
    fn what_is_no_time_is_not_known() {
        for label in ["0", "", "25", "2025-", "2025 (guess)", "2025 (prov", "3025", "2024-2025", "2024-24", "２０２５"]
        {
            assert_eq!(told(label, Some(YearType::Academic)), ("UNKNOWN", String::new(), None), "{label}");
        }
        for label in ["2021/22-23/25", "2021/23-24/25", "2021/22/23"] {
            assert_eq!(told(label, Some(YearType::Academic)).0, "UNKNOWN", "{label}");
        }
        assert_eq!(told("2025", None).0, "YEAR", "without a type nobody says when the year begins");
        assert_eq!(told("2024-25", None).0, "UNKNOWN");
    }
}
