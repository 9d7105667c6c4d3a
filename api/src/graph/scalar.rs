//! Scalars with the names of the field; no Rust type name leaks out.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{Datelike, NaiveDate};

use super::{
    json,
    written::{Asked, Written},
};

/// A day of the years 1 to 9999, written with all its digits: what every database can hold.
pub fn day(text: &str) -> Option<NaiveDate> {
    let digits = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    digits.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten().filter(|day| day.year() >= 1)
}

macro_rules! text_scalar {
    ($(#[doc = $about:literal])* $name:ident, $url:literal, $valid:expr, $form:literal) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug)]
        pub struct $name(pub String);

        $(#[doc = $about])*
        #[Scalar(specified_by_url = $url)]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                match value {
                    Value::String(text) if ($valid)(&text) => Ok(Self(text)),
                    _ => Err(InputValueError::custom($form)),
                }
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.clone())
            }
        }

        impl Written for $name {
            fn write(&self, _: &[Asked<'_>], out: &mut Vec<u8>) {
                json::text(out, &self.0);
            }
        }
    };
}

text_scalar!(
    /// A day: YYYY-MM-DD, in local time (Europe/London) where it belongs to a meeting.
    Date, "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
    |t: &str| day(t).is_some(), "a day is YYYY-MM-DD"
);
text_scalar!(
    /// A moment in UTC: 2025-10-22T13:00:00Z.
    DateTime, "https://scalars.graphql.org/andimarek/date-time",
    |t: &str| chrono::DateTime::parse_from_rfc3339(t).is_ok(), "a moment is written as in RFC 3339"
);
text_scalar!(
    /// A date that may lack its day or month, or an interval of such: 2026-07-14, 2026-07, 2026, 2026/2027;
    /// a trailing ~ means "about". Never more exact than the source.
    PartialDate, "https://www.loc.gov/standards/datetime/",
    entities::partial_date::is_valid, "a partial date is 2026-07-14, 2026-07, 2026 or 2026/2027"
);
text_scalar!(
    /// An absolute address of a page or file.
    Url, "https://url.spec.whatwg.org/",
    |t: &str| t.len() <= 2_000 && !t.contains('\0'), "an address holds at most 2,000 characters"
);
text_scalar!(
    /// A code of the Office for National Statistics: one capital letter and eight digits, such as E10000028.
    GssCode, "https://www.ons.gov.uk/methodology/geography/geographicalproducts/namescodesandlookups",
    |t: &str| t.len() <= 20 && t.bytes().all(|b| b.is_ascii_alphanumeric()),
    "a code is one capital letter and eight digits"
);
text_scalar!(
    /// An exact decimal of at most 28 digits, as a text so that no digit is lost: "75", "14.2".
    Decimal, "https://www.w3.org/TR/xmlschema-2/#decimal",
    entities::decimal::is_valid, "a decimal is 75 or 14.2, of at most 28 digits"
);

/// A sum of money in whole pounds sterling, as a number: 2083000.
#[derive(Clone, Debug)]
pub struct Pounds(pub i64);

/// A sum of money in whole pounds sterling, as a number: 2083000.
#[Scalar(specified_by_url = "https://www.rfc-editor.org/rfc/rfc8259#section-6")]
impl ScalarType for Pounds {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::Number(n) => n.as_i64().map(Self).ok_or_else(|| InputValueError::custom("a sum is a whole number")),
            _ => Err(InputValueError::custom("a sum is a whole number of pounds")),
        }
    }

    fn to_value(&self) -> Value {
        Value::from(self.0)
    }
}

impl Written for Pounds {
    fn write(&self, _: &[Asked<'_>], out: &mut Vec<u8>) {
        json::number(out, self.0);
    }
}
