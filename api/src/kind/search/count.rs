//! What was found, counted by what it is.

use std::collections::HashMap;

use ::search::Counts;
use async_graphql::{Context, Object, SimpleObject};

use super::{
    super::typed::{Answer, begin, failed, text},
    kind::SearchType,
};
use crate::graph::{cell::Sort, roots::Session};

pub struct Facets(pub Counts);

/// All that was found, counted by what it is: each list holds the most frequent first, at most 100.
#[Object(name = "SearchFacets", serial)]
impl Facets {
    /// By type.
    async fn types(&self) -> Vec<TypeCount> {
        let counts = self.0.tables.iter();
        counts.filter_map(|(table, n)| Some(TypeCount { ty: SearchType::of_table(table)?, count: *n })).collect()
    }

    /// By council: slug and name. What belongs to none counts nowhere.
    async fn councils(&self, ctx: &Context<'_>) -> Answer<Vec<Count>> {
        named(ctx, ", slug, name FROM council WHERE ", &self.0.councils).await
    }

    /// By kind of board: a word of `BoardKind`. What belongs to no board counts nowhere.
    async fn board_kinds(&self) -> Vec<Count> {
        plain(&self.0.board_kinds)
    }

    /// By year: of a period its first. What has no date counts nowhere.
    async fn years(&self) -> Vec<Count> {
        plain(&self.0.years)
    }

    /// By topic: slug and label. What has several counts under each.
    async fn topics(&self, ctx: &Context<'_>) -> Answer<Vec<Count>> {
        named(ctx, ", slug, label FROM topic WHERE ", &self.0.topics).await
    }
}

/// How many there are of a type.
#[derive(SimpleObject)]
#[graphql(name = "SearchTypeCount")]
pub struct TypeCount {
    /// The type.
    #[graphql(name = "type")]
    ty: SearchType,
    /// How many there are.
    count: u64,
}

/// A value, and how many of what was found have it.
#[derive(SimpleObject)]
#[graphql(name = "SearchCount")]
pub struct Count {
    /// The value: a slug, word or year.
    value: String,
    /// How people call it: the name or label of the record, or the value again.
    label: String,
    /// How many have it.
    count: u64,
}

fn plain(counts: &[(String, u64)]) -> Vec<Count> {
    let counts = counts.iter();
    counts.map(|(value, count)| Count { value: value.clone(), label: value.clone(), count: *count }).collect()
}

/// Values that are slugs, with the names of their records: read in one statement, or none where there are none.
async fn named(ctx: &Context<'_>, columns: &str, counts: &[(String, u64)]) -> Answer<Vec<Count>> {
    if counts.is_empty() {
        return Ok(vec![]);
    }
    let session = ctx.data_unchecked::<Session>();
    let mut sql = begin(&session.db);
    sql.push(columns).any_text("slug", counts.iter().map(|(slug, _)| slug.clone()).collect());
    let rows = session.db.rows(sql, &[Sort::Text, Sort::Text]).await.map_err(|e| failed(session, e))?;
    let names: HashMap<String, String> =
        (0..rows.len()).filter_map(|row| text(rows.cell(row, 0)).zip(text(rows.cell(row, 1)))).collect();
    let mut counts = plain(counts);
    for count in &mut counts {
        if let Some(name) = names.get(&count.value) {
            count.label.clone_from(name);
        }
    }
    Ok(counts)
}
