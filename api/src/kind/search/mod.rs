//! Full-text search: the index beside the server is asked, and what it finds is read from the database.

mod count;
mod hit;
mod kind;
mod page;
mod status;
mod suggestion;

use ::search::{Handle, Search, Unanswered};
use async_graphql::{Context, Value};

use super::{
    comparison::Councils,
    typed::{Answer, begin, failed, given, refused, text, word, write_filter},
};
use crate::{
    error::{Code, Refusal},
    graph::{cell::Sort, roots::Session, scalar::Date, window},
};

pub use kind::SearchType;
pub use page::Page;
pub use status::{Status, status};
pub use suggestion::{Suggestion, suggest};

/// Length of a query or prefix at most, in bytes.
const QUERY: usize = 10_000;
/// Hits that can be paged through.
const DEEPEST: usize = 10_000;

/// The index of the server; none where it runs without.
pub struct Searching(pub Option<Handle>);

word!(
    /// A word of a list that the descriptions register.
    BoardKind, entities::board::KIND
);
given!(
    /// The same small filter language as everywhere, for topics.
    Topics, "TopicFilter"
);

/// The arguments of `search`.
pub struct Given {
    pub query: String,
    pub types: Option<Vec<SearchType>>,
    pub councils: Option<Councils>,
    pub topics: Option<Topics>,
    pub board_kinds: Option<Vec<BoardKind>>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub first: Option<i32>,
    pub after: Option<String>,
}

/// Looks for records.
pub async fn find(ctx: &Context<'_>, given: Given) -> Answer<Page> {
    let session = ctx.data_unchecked::<Session>();
    let look = ctx.look_ahead();
    let first = first(given.first, window::PAGE)?;
    let search = Search {
        text: bounded("query", given.query)?,
        tables: given.types.into_iter().flatten().map(|ty| ty.table().to_owned()).collect(),
        from: given.from.as_ref().and_then(number),
        to: given.to.as_ref().and_then(number),
        skip: given.after.map_or(Ok(0), |after| page::place(&after))?,
        // One more tells whether there are more.
        first: first + 1,
        total: look.field("totalCount").exists(),
        facets: look.field("facets").exists(),
        councils: match given.councils {
            Some(filter) => Some(slugs(session, "council", &filter.0).await?),
            None => None,
        },
        topics: match given.topics {
            Some(filter) => Some(slugs(session, "topic", &filter.0).await?),
            None => None,
        },
        board_kinds: given.board_kinds.into_iter().flatten().map(|kind| kind.0).collect(),
    };
    if search.skip + first > DEEPEST {
        let asked = (search.skip + first) as u64;
        return Err(refused(Refusal::beyond(Code::BadInput, "Hits paged through", asked, DEEPEST as u64)));
    }
    let skip = search.skip;
    let turn = match &ctx.data_unchecked::<Searching>().0 {
        Some(handle) => handle.turn().await,
        None => None,
    };
    let found = ask(ctx, move |handle| {
        let found = handle.search(&search);
        drop(turn);
        found
    })
    .await?;
    Ok(Page::new(found, first, skip))
}

/// Asks the index on a thread that may wait.
async fn ask<T: Send + 'static>(
    ctx: &Context<'_>,
    question: impl FnOnce(&Handle) -> Result<T, Unanswered> + Send + 'static,
) -> Answer<T> {
    let session = ctx.data_unchecked::<Session>();
    let unavailable = |why: &str| refused(Refusal::new(Code::Unavailable, why));
    let Some(handle) = ctx.data_unchecked::<Searching>().0.clone() else {
        return Err(unavailable("This server runs without a search index."));
    };
    let broken = |error: &dyn std::fmt::Display| {
        tracing::error!(request_id = %session.request_id, %error, "the search index did not answer");
        let message = format!("Something went wrong on our side; the log knows it as {}.", session.request_id);
        refused(Refusal::new(Code::Internal, message))
    };
    match tokio::task::spawn_blocking(move || question(&handle)).await {
        Ok(Ok(found)) => Ok(found),
        Ok(Err(Unanswered::NotReady(why))) => Err(unavailable(&why)),
        Ok(Err(Unanswered::Failed(error))) => Err(broken(&error)),
        Err(error) => Err(broken(&error)),
    }
}

/// A size of a page, held to its bounds.
fn first(given: Option<i32>, usual: u32) -> Answer<usize> {
    let size = given
        .map_or(Ok(usual), |n| window::page_size("first", &Value::from(n), window::PAGE_LIMIT))
        .map_err(refused)?;
    Ok(size as usize)
}

fn bounded(argument: &str, text: String) -> Answer<String> {
    if text.len() <= QUERY {
        return Ok(text);
    }
    let what = format!("Bytes of `{argument}`");
    Err(refused(Refusal::beyond(Code::BadInput, &what, text.len() as u64, QUERY as u64)))
}

/// A day as the index holds it.
fn number(day: &Date) -> Option<i64> {
    day.0.replace('-', "").parse().ok()
}

/// The slugs of the records of a table that pass a filter.
async fn slugs(session: &Session, table: &str, filter: &Value) -> Answer<Vec<String>> {
    let mut sql = begin(&session.db);
    sql.push(", t0.slug FROM ").push(table).push(" t0 WHERE ");
    write_filter(&mut sql, session, table, "t0", filter)?;
    let rows = session.db.rows(sql, &[Sort::Text]).await.map_err(|e| failed(session, e))?;
    Ok((0..rows.len()).filter_map(|row| text(rows.cell(row, 0))).collect())
}
