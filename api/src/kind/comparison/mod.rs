//! Comparisons across councils: matrices whose every cell says what it rests on, and whether that is stated, derived,
//! known to be empty, or unknown.

mod facet;
pub mod programme;
pub mod strategy;
mod words;

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use async_graphql::{
    Context, ContextSelectionSet, Enum, ID, InputType, InputValueError, InputValueResult, Name, OutputType, Positioned,
    ServerError, ServerResult, SimpleObject, Value, parser::types::Field, registry::Registry,
};
use uuid::Uuid;

use crate::{
    error::{Code, Refusal},
    graph::{
        cell::{Cell, Sort},
        database::{self, Database},
        filter,
        roots::{self, Session, TEXT_LIMIT},
        scalar::{PartialDate, Pounds, Url},
        sql::{Bind, Sql},
    },
};

/// Councils that one comparison may have.
const COUNCILS: usize = 100;

/// Why a comparison cannot be made, as the engine wants it.
type Answer<T> = async_graphql::Result<T>;

fn refused(refusal: Refusal) -> async_graphql::Error {
    told(refusal.to_error())
}

fn failed(session: &Session, fault: database::Error) -> async_graphql::Error {
    told(session.explain(&Arc::new(fault)))
}

fn told(error: ServerError) -> async_graphql::Error {
    async_graphql::Error { message: error.message, source: None, extensions: error.extensions }
}

/// What a cell's value is.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(name = "ComparisonState")]
pub enum State {
    /// A source states it.
    Stated,
    /// Follows from what sources state, or was chosen from it by a rule.
    Derived,
    /// A source says that there is none.
    KnownEmpty,
    /// No source that we hold speaks of it.
    Unknown,
}

/// A record that a cell rests on.
#[derive(Clone, SimpleObject)]
#[graphql(name = "ComparisonEvidence")]
pub struct Evidence {
    /// Id of the record; `node` and `nodes` give the whole of it.
    pub record_id: ID,
    /// What it is called, or what it says.
    pub label: Option<String>,
    /// Its date, as exactly as is known.
    pub at: Option<PartialDate>,
    /// Its sum in whole pounds, for money; null when no sum is stated.
    pub amount: Option<Pounds>,
    /// Its kind, effect, stage or role, in the words of its type; of money the sum as printed.
    pub detail: Option<String>,
    /// How sure the source makes it.
    pub certainty: Option<Certainty>,
    /// Title of the best source.
    pub source_title: Option<String>,
    /// Address of the best source; null when it has none.
    pub source_url: Option<Url>,
    /// The place in it.
    pub locator: Option<String>,
}

macro_rules! word {
    ($(#[doc = $about:literal])* $name:ident, $words:path) => {
        $(#[doc = $about])*
        #[derive(Clone)]
        pub struct $name(pub String);

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
    };
}
word!(
    /// A word of a list that the descriptions register.
    Certainty, entities::citation::CERTAINTY
);
word!(
    /// A word of a list that the descriptions register.
    ElementKind, entities::strategy_element::KIND
);
word!(
    /// A word of a list that the descriptions register.
    ElementStatus, entities::strategy_element::STATUS
);

macro_rules! given {
    ($(#[doc = $about:literal])* $name:ident, $input:literal) => {
        $(#[doc = $about])*
        pub struct $name(Value);

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
}
given!(
    /// The same small filter language as everywhere, for councils.
    Councils, "CouncilFilter"
);
given!(
    /// A key of a programme, as where one is asked for.
    ProgrammeBy, "ProgrammeBy"
);
given!(
    /// A key of a strategy, as where one is asked for.
    StrategyBy, "StrategyBy"
);

/// A council of a comparison.
#[derive(Clone, SimpleObject)]
#[graphql(name = "ComparedCouncil")]
pub struct Council {
    /// Id of the record; `node` and `nodes` give the whole of it.
    pub id: ID,
    /// Path-safe name, unique.
    pub slug: String,
    /// Name as published.
    pub name: String,
    #[graphql(skip)]
    pub key: Uuid,
}

fn begin(db: &Database) -> Sql {
    let mut sql = db.sql();
    sql.select();
    sql
}

/// The councils that pass a filter, or those that have a version of a programme, by name.
async fn councils(ctx: &Context<'_>, chosen: Option<&Councils>, programme: Uuid) -> Answer<Vec<Council>> {
    let session = ctx.data_unchecked::<Session>();
    let mut sql = begin(&session.db);
    sql.push(", t0.id, t0.slug, t0.name FROM council t0 WHERE ");
    match chosen {
        Some(Councils(Value::Object(fields))) => {
            let catalogue = session.catalogue;
            let form = catalogue.of_table("council").map(|place| catalogue.form(place));
            let form =
                form.ok_or_else(|| refused(Refusal::new(Code::Internal, "Something went wrong on our side.")))?;
            let mut reader = filter::Reader { catalogue, left: filter::TEST_LIMIT, depth: 0 };
            let test = reader.read(form, fields).map_err(refused)?;
            filter::write(&mut sql, catalogue, form, &test, "t0", 1);
        }
        _ => {
            sql.push("t0.id IN (SELECT council_id FROM programme WHERE implements_id = ")
                .bind(Bind::Uuid(programme))
                .push(")");
        }
    }
    sql.push(" ORDER BY t0.name, t0.id LIMIT ").bind(Bind::Big(COUNCILS as i64 + 1));
    let rows = session.db.rows(sql, &[Sort::Uuid, Sort::Text, Sort::Text]).await.map_err(|e| failed(session, e))?;
    if rows.len() > COUNCILS {
        let mut refusal = Refusal::beyond(Code::BadInput, "Councils compared", rows.len() as u64, COUNCILS as u64);
        refusal.message.push_str(" Choose fewer with `councils`.");
        return Err(refused(refusal));
    }
    let found = (0..rows.len()).filter_map(|row| {
        let key = rows.cell(row, 0).uuid()?;
        let (slug, name) = (text(rows.cell(row, 1))?, text(rows.cell(row, 2))?);
        Some(Council { id: ID(key.to_string()), slug, name, key })
    });
    Ok(found.collect())
}

/// The best citation of each set.
struct Cited {
    locator: Option<String>,
    certainty: String,
    title: Option<String>,
    url: Option<String>,
}

/// The best citation of each of the sets, in one statement.
async fn cited(session: &Session, sets: Vec<Uuid>) -> Result<HashMap<Uuid, Cited>, database::Error> {
    let mut sql = begin(&session.db);
    sql.push(
        ", c.provenance_id, c.locator, c.certainty, s.title, s.url FROM citation c JOIN source s ON s.id = c.source_id",
    );
    sql.push(" WHERE c.position = 1 AND ").any_uuid("c.provenance_id", sets);
    let sorts = [Sort::Uuid, Sort::Text, Sort::Text, Sort::Text, Sort::Text];
    let rows = session.db.rows(sql, &sorts).await?;
    let mut found = HashMap::with_capacity(rows.len());
    for row in 0..rows.len() {
        if let (Some(set), Some(certainty)) = (rows.cell(row, 0).uuid(), text(rows.cell(row, 2))) {
            let (locator, title, url) = (text(rows.cell(row, 1)), text(rows.cell(row, 3)), text(rows.cell(row, 4)));
            found.insert(set, Cited { locator, certainty, title, url });
        }
    }
    Ok(found)
}

fn text(cell: Cell<'_>) -> Option<String> {
    if let Cell::Text(text) = cell { Some(text.to_owned()) } else { None }
}

/// The records of a table that keys name, in the order of the keys: all looked up in one statement.
async fn named(session: &Session, table: &str, argument: &str, keys: &[&Value]) -> Answer<Vec<Uuid>> {
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
        found.map(|(id, _)| *id).ok_or_else(|| wrong(&format!("there is no {table} {}.", filter::shown(given))))
    };
    keys.iter().map(id).collect()
}

/// A record as evidence, with its best source.
fn evidence(record: Uuid, set: Option<Uuid>, cited: &HashMap<Uuid, Cited>, label: Option<String>) -> Evidence {
    let best = set.and_then(|set| cited.get(&set));
    Evidence {
        record_id: ID(record.to_string()),
        label,
        at: None,
        amount: None,
        detail: None,
        certainty: best.map(|c| Certainty(c.certainty.clone())),
        source_title: best.and_then(|c| c.title.clone()),
        source_url: best.and_then(|c| c.url.clone()).map(Url),
        locator: best.and_then(|c| c.locator.clone()),
    }
}
