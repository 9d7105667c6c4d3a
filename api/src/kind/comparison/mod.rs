//! Comparisons across councils: matrices whose every cell says what it rests on, and whether that is stated, derived,
//! known to be empty, or unknown.

mod facet;
pub mod programme;
pub mod strategy;
mod words;

use std::collections::HashMap;

use async_graphql::{Enum, ID, SimpleObject, Value, resolver_utils::enum_value};
use uuid::Uuid;

use super::typed::{Answer, begin, failed, given, refused, text, word};
use crate::{
    error::{Code, Refusal},
    graph::{
        cell::Sort,
        database, json,
        roots::Session,
        scalar::{PartialDate, Pounds, Url},
        sql::{Bind, Sql},
        window::page_size,
        written::{Asked, Written, written},
    },
};

/// Councils that one comparison may have.
pub const COUNCILS: usize = 100;
/// Those that it may have where the caller says how many: all that there are in the United Kingdom.
pub const COUNCILS_ASKED: u32 = 400;

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

given!(
    /// The same small filter language as everywhere, for councils.
    Councils, "CouncilFilter"
);
given!(
    /// A key of a council, as where one is asked for.
    CouncilBy, "CouncilBy"
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

impl Written for State {
    fn write(&self, _: &[Asked<'_>], out: &mut Vec<u8>) {
        json::value(out, &enum_value(*self));
    }
}

written!(Evidence:
    "recordId" => record_id, "label" => label, "at" => at, "amount" => amount, "detail" => detail,
    "certainty" => certainty, "sourceTitle" => source_title, "sourceUrl" => source_url, "locator" => locator
);

written!(Council: "id" => id, "slug" => slug, "name" => name);

/// The councils that meet a condition, by name: written behind `WHERE` over the alias `t0`.
pub async fn councils(
    session: &Session,
    condition: impl FnOnce(&mut Sql) -> Answer<()>,
    argument: &str,
) -> Answer<Vec<Council>> {
    first_councils(session, condition, argument, None).await
}

/// The same: the first so many, at most [`COUNCILS_ASKED`], or all, of which there may then be [`COUNCILS`].
async fn first_councils(
    session: &Session,
    condition: impl FnOnce(&mut Sql) -> Answer<()>,
    argument: &str,
    first: Option<i32>,
) -> Answer<Vec<Council>> {
    let first = first.map(|n| page_size("first", &Value::from(n), COUNCILS_ASKED)).transpose().map_err(refused)?;
    let mut sql = begin(&session.db);
    sql.push(", t0.id, t0.slug, t0.name FROM council t0 WHERE ");
    condition(&mut sql)?;
    let limit = first.map_or(COUNCILS as i64 + 1, i64::from);
    sql.push(" ORDER BY t0.name, t0.id LIMIT ").bind(Bind::Big(limit));
    let rows = session.db.rows(sql, &[Sort::Uuid, Sort::Text, Sort::Text]).await.map_err(|e| failed(session, e))?;
    if first.is_none() && rows.len() > COUNCILS {
        let mut refusal = Refusal::beyond(Code::BadInput, "Councils compared", rows.len() as u64, COUNCILS as u64);
        refusal.message.push_str(&format!(" Choose fewer with `{argument}`."));
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
pub struct Cited {
    pub locator: Option<String>,
    pub certainty: String,
    pub title: Option<String>,
    pub url: Option<String>,
}

/// The best citation of each of the sets, in one statement.
pub async fn cited(session: &Session, sets: Vec<Uuid>) -> Result<HashMap<Uuid, Cited>, database::Error> {
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
