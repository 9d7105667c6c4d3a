//! One value of one row, as it came from the database, and how it is written into an answer.

use chrono::{DateTime, NaiveDate, SecondsFormat};
use entities::Kind;
use uuid::Uuid;

use super::json;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'r> {
    Null,
    Uuid(Uuid),
    Text(&'r str),
    Int(i32),
    Big(i64),
    Bool(bool),
    Date(NaiveDate),
}

impl Cell<'_> {
    pub fn uuid(self) -> Option<Uuid> {
        match self {
            Cell::Uuid(id) => Some(id),
            _ => None,
        }
    }

    /// Writes the value as the contract shows it. A stored list that is not a list, which no write makes, is null.
    pub fn write(self, kind: Kind, out: &mut Vec<u8>) {
        match (self, kind) {
            (Cell::Null, _) => json::null(out),
            (Cell::Uuid(id), _) => json::uuid(out, id),
            (Cell::Text(text), Kind::WordList(_) | Kind::TextList) => match serde_json::from_str::<Vec<String>>(text) {
                Ok(items) => json::texts(out, &items),
                Err(_) => json::null(out),
            },
            (Cell::Text(text), _) => json::text(out, text),
            (Cell::Int(n), _) => json::number(out, i64::from(n)),
            (Cell::Big(n), Kind::Instant) => match instant(n) {
                Some(text) => json::text(out, &text),
                None => json::null(out),
            },
            (Cell::Big(n), Kind::Pounds) => json::number(out, n),
            (Cell::Big(n), _) => json::text(out, &n.to_string()),
            (Cell::Bool(b), _) => json::truth(out, b),
            (Cell::Date(day), _) => json::text(out, &day.to_string()),
        }
    }
}

/// Milliseconds since 1970 as RFC 3339 in UTC.
fn instant(ms: i64) -> Option<String> {
    DateTime::from_timestamp_millis(ms).map(|t| t.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// The SQL type that a column of this kind is read as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sort {
    Uuid,
    Text,
    Int,
    Big,
    Bool,
    Date,
}

impl Sort {
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Id | Kind::Reference(_) => Sort::Uuid,
            Kind::Int => Sort::Int,
            Kind::Big | Kind::Pounds | Kind::Instant => Sort::Big,
            Kind::Bool => Sort::Bool,
            Kind::Date => Sort::Date,
            Kind::Text
            | Kind::Url
            | Kind::GssCode
            | Kind::PartialDate
            | Kind::Decimal
            | Kind::Word(_)
            | Kind::WordList(_)
            | Kind::TextList => Sort::Text,
        }
    }
}
