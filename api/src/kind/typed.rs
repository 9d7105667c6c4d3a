//! What hand-written fields share: how they refuse, how they take keys, filters and words, and how they read.

use std::sync::Arc;

use async_graphql::{ServerError, Value};
use uuid::Uuid;

use crate::{
    error::{Code, Refusal},
    graph::{
        cell::{Cell, Sort},
        database::{self, Database},
        filter,
        roots::{self, Session, TEXT_LIMIT},
        sql::Sql,
    },
};

/// What the code of [`word`] and [`given`] is made of.
pub mod engine {
    pub use std::borrow::Cow;

    pub use async_graphql::{
        ContextSelectionSet, InputType, InputValueError, InputValueResult, Name, OutputType, Positioned, ServerResult,
        Value, parser::types::Field, registry::Registry,
    };
}

/// What a hand-written field gives, as the engine wants it.
pub type Answer<T> = async_graphql::Result<T>;

pub fn refused(refusal: Refusal) -> async_graphql::Error {
    told(refusal.to_error())
}

pub fn failed(session: &Session, fault: database::Error) -> async_graphql::Error {
    told(session.explain(&Arc::new(fault)))
}

pub fn told(error: ServerError) -> async_graphql::Error {
    async_graphql::Error { message: error.message, source: None, extensions: error.extensions }
}

macro_rules! word {
    ($(#[doc = $about:literal])* $name:ident, $words:path) => {
        $(#[doc = $about])*
        #[derive(Clone)]
        pub struct $name(pub String);

        const _: () = {
        use $crate::kind::typed::engine::*;
        impl OutputType for $name {
            fn type_name() -> Cow<'static, str> {
                $words.name.into()
            }

            fn create_type_info(_registry: &mut Registry) -> String {
                <Self as OutputType>::qualified_type_name()
            }

            async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
                Ok(Value::Enum(Name::new(&self.0)))
            }
        }

        impl InputType for $name {
            type RawValueType = Self;

            fn type_name() -> Cow<'static, str> {
                $words.name.into()
            }

            fn create_type_info(_registry: &mut Registry) -> String {
                <Self as InputType>::qualified_type_name()
            }

            fn parse(value: Option<Value>) -> InputValueResult<Self> {
                match value {
                    Some(Value::Enum(word)) => Ok(Self(word.to_string())),
                    Some(Value::String(word)) => Ok(Self(word)),
                    _ => Err(InputValueError::custom("a word of the list")),
                }
            }

            fn to_value(&self) -> Value {
                Value::Enum(Name::new(&self.0))
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }
        }

        impl $crate::graph::written::Written for $name {
            fn write(&self, _: &[$crate::graph::written::Asked<'_>], out: &mut Vec<u8>) {
                $crate::graph::json::text(out, &self.0);
            }
        }
        };
    };
}
pub(super) use word;

macro_rules! given {
    ($(#[doc = $about:literal])* $name:ident, $input:literal) => {
        $(#[doc = $about])*
        #[derive(Clone)]
        pub struct $name(pub async_graphql::Value);

        const _: () = {
        use $crate::kind::typed::engine::*;
        impl InputType for $name {
            type RawValueType = Self;

            fn type_name() -> Cow<'static, str> {
                $input.into()
            }

            fn create_type_info(_registry: &mut Registry) -> String {
                Self::qualified_type_name()
            }

            fn parse(value: Option<Value>) -> InputValueResult<Self> {
                match value {
                    Some(value @ Value::Object(_)) => Ok(Self(value)),
                    _ => Err(InputValueError::custom("an object is needed")),
                }
            }

            fn to_value(&self) -> Value {
                self.0.clone()
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }
        }
        };
    };
}
pub(super) use given;

/// Writes the test of a filter over the rows of a table under an alias.
pub fn write_filter(sql: &mut Sql, session: &Session, table: &str, alias: &str, filter: &Value) -> Answer<()> {
    let Value::Object(fields) = filter else { return Ok(()) };
    let catalogue = session.catalogue;
    let form = catalogue.of_table(table).map(|place| catalogue.form(place));
    let form = form.ok_or_else(|| refused(Refusal::new(Code::Internal, "Something went wrong on our side.")))?;
    let mut reader = filter::Reader { catalogue, left: filter::TEST_LIMIT, depth: 0 };
    let test = reader.read(form, fields).map_err(refused)?;
    filter::write(sql, catalogue, form, &test, alias, 1);
    Ok(())
}

pub fn begin(db: &Database) -> Sql {
    let mut sql = db.sql();
    sql.select();
    sql
}

pub fn text(cell: Cell<'_>) -> Option<String> {
    if let Cell::Text(text) = cell { Some(text.to_owned()) } else { None }
}

/// The records of a table that keys name, in the order of the keys: all looked up in one statement.
pub async fn named(session: &Session, table: &str, argument: &str, keys: &[&Value]) -> Answer<Vec<Uuid>> {
    let wrong = |why: &str| refused(Refusal::new(Code::BadInput, format!("`{argument}`: {why}")));
    let (mut ids, mut slugs) = (Vec::new(), Vec::new());
    for key in keys {
        let Value::Object(fields) = key else { return Err(wrong("takes exactly one key, and not null.")) };
        match (fields.len(), fields.get("id"), fields.get("slug")) {
            (1, Some(Value::String(id)), _) => ids.push(filter::id(argument, id).map_err(refused)?),
            (1, _, Some(Value::String(slug))) if slug.len() <= TEXT_LIMIT && !slug.contains('\0') => {
                slugs.push(slug.clone());
            }
            (1, _, Some(Value::String(_))) => return Err(refused(roots::text_rule(argument))),
            _ => return Err(wrong("takes exactly one key, and not null.")),
        }
    }
    let mut sql = begin(&session.db);
    sql.push(", id, slug FROM ").push(table).push(" WHERE ").any_uuid("id", ids).push(" OR ").any_text("slug", slugs);
    let rows = session.db.rows(sql, &[Sort::Uuid, Sort::Text]).await.map_err(|e| failed(session, e))?;
    let known = |row: usize| Some((rows.cell(row, 0).uuid()?, text(rows.cell(row, 1))?));
    let known: Vec<(Uuid, String)> = (0..rows.len()).filter_map(known).collect();
    let id = |key: &&Value| {
        let Value::Object(fields) = key else { return Err(wrong("takes exactly one key, and not null.")) };
        let given = fields.values().find_map(|v| if let Value::String(s) = v { Some(s.as_str()) } else { None });
        let given = given.unwrap_or_default();
        let found = known.iter().find(|(id, slug)| match fields.contains_key("slug") {
            true => slug == given,
            false => given.parse() == Ok(*id),
        });
        found
            .map(|(id, _)| *id)
            .ok_or_else(|| wrong(&format!("there is no {} {}.", table.replace('_', " "), filter::shown(given))))
    };
    keys.iter().map(id).collect()
}
