//! The value of one column, by its kind.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Europe::London;
use entities::{Kind, partial_date};
use sea_orm::Value;

use super::scope::{Scope, quoted};
use super::tree::{Node, Tree};

/// The value that a field gives a column of this kind; none, and a fault noted, if it gives none.
pub(super) fn cell(scope: &mut Scope, field: &str, kind: Kind, node: Node) -> Option<Value> {
    let line = node.line;
    match kind {
        Kind::Text => scope.text(field, node).map(Value::from),
        Kind::Url => checked(scope, field, node, is_url, "is no address: it must begin with https:// or http://"),
        Kind::GssCode => checked(scope, field, node, is_gss_code, "is no code: it must be a capital and eight digits"),
        Kind::PartialDate => checked(
            scope,
            field,
            node,
            partial_date::is_valid,
            "is no date: write 2026-07-14, 2026-07, 2026, 2026~ or a span such as 2026/2027",
        ),
        Kind::Date => {
            let text = scope.text(field, node)?;
            let day = day(&text);
            if day.is_none() {
                scope.wrong(line, field, format!("{} is no day: write it as 2026-07-14", quoted(&text)));
            }
            day.map(Value::from)
        }
        Kind::Instant => {
            let text = scope.text(field, node)?;
            match instant(&text) {
                Ok(milliseconds) => Some(Value::from(milliseconds)),
                Err(problem) => {
                    scope.wrong(line, field, format!("{} {problem}", quoted(&text)));
                    None
                }
            }
        }
        Kind::Decimal => checked(
            scope,
            field,
            node,
            entities::decimal::is_valid,
            "is no exact decimal such as 14.2, of at most 28 digits",
        ),
        Kind::Word(words) => scope.word(field, words, node).map(Value::from),
        Kind::WordList(words) => {
            let items = scope.list(field, node)?;
            let count = items.len();
            let words: Vec<&str> = items.into_iter().filter_map(|item| scope.word(field, words, item)).collect();
            if let Some(twice) =
                words.iter().enumerate().find_map(|(i, word)| words[..i].contains(word).then_some(word))
            {
                scope.wrong(line, field, format!("{twice} stands twice"));
                return None;
            }
            (words.len() == count).then(|| Value::from(serde_json::Value::from(words).to_string()))
        }
        Kind::TextList => {
            let items = scope.list(field, node)?;
            let count = items.len();
            let texts: Vec<String> = items.into_iter().filter_map(|item| scope.text(field, item)).collect();
            (texts.len() == count).then(|| Value::from(serde_json::Value::from(texts).to_string()))
        }
        Kind::Bool => match node.tree {
            Tree::Bool(b) => Some(Value::from(b)),
            _ => wrong_sort(scope, field, &node, "true or false"),
        },
        Kind::Int => match node.tree {
            Tree::Int(n) if i32::try_from(n).is_ok() => i32::try_from(n).ok().map(Value::from),
            _ => wrong_sort(scope, field, &node, "a whole number of at most 32 bits"),
        },
        Kind::Big | Kind::Pounds => match node.tree {
            Tree::Int(n) => Some(Value::from(n)),
            _ => wrong_sort(scope, field, &node, "a whole number"),
        },
        Kind::Reference(table) => {
            let key = scope.text(field, node)?;
            Some(Value::from(scope.point(table, key, line)))
        }
        Kind::Id => {
            scope.wrong(line, field, "ids are derived from keys and cannot be given");
            None
        }
    }
}

fn wrong_sort(scope: &mut Scope, field: &str, node: &Node, needed: &str) -> Option<Value> {
    let problem = match node.tree {
        Tree::Int(n) => format!("{needed} is needed, not {n}"),
        _ => format!("{needed} is needed, not {}", node.sort()),
    };
    scope.wrong(node.line, field, problem);
    None
}

fn checked(scope: &mut Scope, field: &str, node: Node, test: fn(&str) -> bool, problem: &str) -> Option<Value> {
    let line = node.line;
    let text = scope.text(field, node)?;
    if !test(&text) {
        scope.wrong(line, field, format!("{} {problem}", quoted(&text)));
        return None;
    }
    Some(Value::from(text))
}

pub(crate) fn is_url(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    !host.is_empty() && !text.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\'))
}

pub(crate) fn is_gss_code(text: &str) -> bool {
    let (letter, digits) = text.split_at_checked(1).unwrap_or(("", ""));
    letter.bytes().all(|b| b.is_ascii_uppercase()) && digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit())
}

fn day(text: &str) -> Option<NaiveDate> {
    (text.len() == 10).then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

/// Milliseconds since 1970 in UTC.
fn instant(text: &str) -> Result<i64, &'static str> {
    const FORM: &str = "is no moment: write 2026-07-14T19:00, in local time, or with an offset";
    let form = match text.len() {
        16 => "%Y-%m-%dT%H:%M",
        19 => "%Y-%m-%dT%H:%M:%S",
        _ => return DateTime::parse_from_rfc3339(text).map(|t| t.timestamp_millis()).map_err(|_| FORM),
    };
    let local = NaiveDateTime::parse_from_str(text, form).map_err(|_| FORM)?;
    match London.from_local_datetime(&local) {
        LocalResult::Single(moment) => Ok(moment.timestamp_millis()),
        LocalResult::Ambiguous(..) => Err("comes twice on that day, when the clocks go back: write it with an offset"),
        LocalResult::None => Err("does not come on that day, when the clocks go forward"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        assert_eq!(instant("1970-01-01T01:00"), Ok(0), "British Standard Time was one hour ahead in 1970");
        assert_eq!(instant("2025-07-01T14:00"), instant("2025-07-01T13:00:00Z"));
        assert_eq!(instant("2025-12-01T14:00:30"), instant("2025-12-01T14:00:30+00:00"));
        assert!(instant("2025-10-26T01:30").is_err_and(|p| p.contains("twice")));
        assert!(instant("2025-03-30T01:30").is_err_and(|p| p.contains("forward")));
        assert!(instant("2025-10-22").is_err() && instant("2025-10-22 14:00").is_err());
    }

    #[test]
    fn addresses_codes_and_days() {
        assert!(is_url("https://bath.gov.uk/a?b=c") && is_url("http://x"));
        assert!(!is_url("ftp://x") && !is_url("https://") && !is_url("https:///a") && !is_url("https://a b"));
        assert!(
            is_gss_code("E10000028") && !is_gss_code("e10000028") && !is_gss_code("E1000002") && !is_gss_code("ÉÉ")
        );
        assert!(day("2024-02-29").is_some() && day("2025-02-29").is_none() && day("2025-2-09").is_none());
    }
}
