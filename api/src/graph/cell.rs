//! One value of one row, as it came from the database, and how it is written into an answer.

use async_graphql::{Name, Value};
use chrono::{DateTime, NaiveDate, SecondsFormat};
use entities::Kind;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Null,
    Uuid(Uuid),
    Text(String),
    Int(i32),
    Big(i64),
    Bool(bool),
    Date(NaiveDate),
}

impl Cell {
    pub fn uuid(&self) -> Option<Uuid> {
        match self {
            Cell::Uuid(id) => Some(*id),
            _ => None,
        }
    }

    /// The value as the contract shows it. A stored list that is not a list, which no write makes, is null.
    pub fn value(&self, kind: Kind) -> Value {
        match (self, kind) {
            (Cell::Null, _) => Value::Null,
            (Cell::Uuid(id), _) => Value::String(id.to_string()),
            (Cell::Text(text), Kind::Word(_)) => Value::Enum(Name::new(text)),
            (Cell::Text(text), Kind::WordList(_)) => list(text, |s| Value::Enum(Name::new(s))),
            (Cell::Text(text), Kind::TextList) => list(text, Value::String),
            (Cell::Text(text), _) => Value::String(text.clone()),
            (Cell::Int(n), _) => Value::from(*n),
            (Cell::Big(n), Kind::Instant) => instant(*n).map_or(Value::Null, Value::String),
            (Cell::Big(n), _) => Value::String(n.to_string()),
            (Cell::Bool(b), _) => Value::Boolean(*b),
            (Cell::Date(day), _) => Value::String(day.to_string()),
        }
    }
}

/// Milliseconds since 1970 as RFC 3339 in UTC.
pub fn instant(ms: i64) -> Option<String> {
    DateTime::from_timestamp_millis(ms).map(|t| t.to_rfc3339_opts(SecondsFormat::Secs, true))
}

fn list(json: &str, item: impl Fn(String) -> Value) -> Value {
    serde_json::from_str::<Vec<String>>(json)
        .map_or(Value::Null, |items| Value::List(items.into_iter().map(item).collect()))
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
            Kind::Big | Kind::Instant => Sort::Big,
            Kind::Bool => Sort::Bool,
            Kind::Date => Sort::Date,
            Kind::Text
            | Kind::Url
            | Kind::GssCode
            | Kind::PartialDate
            | Kind::Word(_)
            | Kind::WordList(_)
            | Kind::TextList => Sort::Text,
        }
    }
}
