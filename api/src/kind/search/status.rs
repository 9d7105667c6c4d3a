//! How the search index stands.

use ::search::State as Held;
use async_graphql::{Context, Enum, SimpleObject};

use super::{
    super::typed::{Answer, begin, failed},
    Searching,
};
use crate::graph::{
    cell::{Cell, Sort},
    roots::Session,
};

/// How a search index stands.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(name = "SearchState")]
pub enum State {
    /// The server runs without one.
    None,
    /// It is looked for, and checked.
    Opening,
    /// It is made from the database.
    Building,
    /// It takes in what was written meanwhile.
    Following,
    /// All that was written up to a quarter of a second ago is in.
    Current,
    /// It cannot be kept at present; the log says why, and it is tried again.
    Stopped,
}

/// How the search index of this server stands.
#[derive(SimpleObject)]
#[graphql(name = "SearchStatus")]
pub struct Status {
    /// How it stands.
    state: State,
    /// Records in it; null while there is none.
    documents: Option<u64>,
    /// The last entry of the change log that is in it; null while there is none.
    sequence: Option<String>,
    /// Entries of the change log that are not in it yet, at most: numbers may have been left out. Null while there is no index.
    behind: Option<i64>,
}

/// Reads how it stands, and how far the log is: one statement.
pub async fn status(ctx: &Context<'_>) -> Answer<Status> {
    let Some(held) = ctx.data_unchecked::<Searching>().0.as_ref().map(::search::Handle::status) else {
        return Ok(Status { state: State::None, documents: None, sequence: None, behind: None });
    };
    let session = ctx.data_unchecked::<Session>();
    let mut sql = begin(&session.db);
    sql.push(", COALESCE(max(sequence), 0) FROM change");
    let rows = session.db.rows(sql, &[Sort::Big]).await.map_err(|e| failed(session, e))?;
    let last = if let Cell::Big(last) = rows.cell(0, 0) { Some(last) } else { None };
    let state = match held.state {
        Held::Opening => State::Opening,
        Held::Building => State::Building,
        Held::Following => State::Following,
        Held::Current => State::Current,
        Held::Stopped(_) => State::Stopped,
    };
    Ok(Status {
        state,
        documents: held.documents,
        sequence: held.sequence.map(|sequence| sequence.to_string()),
        behind: held.sequence.zip(last).map(|(is, last)| (last - is).max(0)),
    })
}
