//! Type-ahead.

use async_graphql::{Context, ID, SimpleObject};

use super::{super::typed::Answer, Searching, ask, bounded, first, kind::SearchType};

/// Suggestions when no number is asked for.
const USUAL: u32 = 10;

/// A name that begins as what was typed.
#[derive(SimpleObject)]
#[graphql(name = "SearchSuggestion")]
pub struct Suggestion {
    /// Id of the record; `node` and `nodes` give the whole of it.
    id: ID,
    /// Its type.
    #[graphql(name = "type")]
    ty: SearchType,
    /// Its name or title.
    label: String,
    /// Slug of the council that it belongs to; null where it belongs to none that we know.
    council_slug: Option<String>,
}

/// Names that begin so.
pub async fn suggest(ctx: &Context<'_>, prefix: String, given: Option<i32>) -> Answer<Vec<Suggestion>> {
    let (prefix, first) = (bounded("prefix", prefix)?, first(given, USUAL)?);
    let turn = match &ctx.data_unchecked::<Searching>().0 {
        Some(handle) => handle.turn_to_suggest().await,
        None => None,
    };
    let found = ask(ctx, move |handle| {
        let found = handle.suggest(&prefix, first);
        drop(turn);
        found
    })
    .await?;
    let suggestion = |named: ::search::Named| {
        let (id, ty) = (ID(named.id.to_string()), SearchType::of_table(&named.table)?);
        Some(Suggestion { id, ty, label: named.label, council_slug: named.council })
    };
    Ok(found.into_iter().filter_map(suggestion).collect())
}
