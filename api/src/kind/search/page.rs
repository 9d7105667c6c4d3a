//! A page of hits.

use std::{borrow::Cow, sync::Arc};

use ::search::Found;
use async_graphql::{
    ContextSelectionSet, Object, OutputType, Positioned, ServerResult, SimpleObject, Value, parser::types::Field,
    registry::Registry, resolver_utils::resolve_container,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

use super::{
    super::typed::{Answer, refused},
    count::Facets,
    hit::{Hit, Records},
};
use crate::error::{Code, Refusal};

/// What a cursor of a list of hits begins with.
const CURSOR: &str = "hit:";

/// The place behind a cursor: how many hits come before.
pub fn place(cursor: &str) -> Answer<usize> {
    let decoded = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let place = decoded.and_then(|text| text.strip_prefix(CURSOR)?.parse::<u32>().ok());
    let bad = || refused(Refusal::new(Code::BadCursor, "`after` is no cursor of a list of hits."));
    place.map(|place| place as usize).ok_or_else(bad)
}

fn cursor(place: usize) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(format!("{CURSOR}{place}"))
}

/// What `search` gives.
pub struct Page {
    found: Found,
    hits: Vec<Hit>,
    more: bool,
    skip: usize,
}

impl Page {
    pub fn new(mut found: Found, first: usize, skip: usize) -> Self {
        let more = found.hits.len() > first;
        found.hits.truncate(first);
        let held = std::mem::take(&mut found.hits);
        let records = Arc::new(Records::new(held.iter().map(|hit| hit.named.id).collect()));
        let hits = held.into_iter().filter_map(|hit| Hit::new(hit, records.clone())).collect();
        Self { found, hits, more, skip }
    }
}

/// A page of what was found, the best first.
#[Object(name = "SearchConnection", serial)]
impl Page {
    /// The page, each with its cursor.
    async fn edges(&self) -> Vec<Edge> {
        let edges = self.hits.iter().cloned().enumerate();
        edges.map(|(at, node)| Edge { node, cursor: cursor(self.skip + at + 1) }).collect()
    }

    /// The page.
    async fn nodes(&self) -> Vec<Hit> {
        self.hits.clone()
    }

    /// Where the page stands in its list.
    async fn page_info(&self) -> Info {
        let end = |place: usize| (!self.hits.is_empty()).then(|| cursor(place));
        Info(Ends {
            next: self.more,
            previous: self.skip > 0,
            start: end(self.skip + 1),
            end: end(self.skip + self.hits.len()),
        })
    }

    /// How many records there are in all. Counted only when asked for.
    async fn total_count(&self) -> usize {
        self.found.total
    }

    /// All that was found, counted by what it is. Counted only when asked for.
    async fn facets(&self) -> Facets {
        Facets { counts: self.found.counts.clone().unwrap_or_default(), names: self.found.names.clone() }
    }

    /// The query with its typing errors put right: words that stand nowhere, where a word of a name is near. Null where there
    /// are none.
    async fn did_you_mean(&self) -> Option<&str> {
        self.found.did_you_mean.as_deref()
    }

    /// Whether what was found holds only some of what was looked for, since no record holds all of it.
    async fn loosened(&self) -> bool {
        self.found.loosened
    }
}

/// One of what was found, with its cursor.
#[derive(SimpleObject)]
#[graphql(name = "SearchEdge")]
pub struct Edge {
    /// What was found.
    node: Hit,
    /// Its place in this list, for `after`. Opaque, and good only for the same query; when records are written meanwhile, a
    /// hit may come twice or not at all.
    cursor: String,
}

/// The type that the descriptions register, with the same fields.
struct Info(Ends);

struct Ends {
    next: bool,
    previous: bool,
    start: Option<String>,
    end: Option<String>,
}

#[Object(name = "PageInfo")]
impl Ends {
    async fn has_next_page(&self) -> bool {
        self.next
    }

    async fn has_previous_page(&self) -> bool {
        self.previous
    }

    async fn start_cursor(&self) -> Option<&str> {
        self.start.as_deref()
    }

    async fn end_cursor(&self) -> Option<&str> {
        self.end.as_deref()
    }
}

impl OutputType for Info {
    fn type_name() -> Cow<'static, str> {
        "PageInfo".into()
    }

    fn create_type_info(_: &mut Registry) -> String {
        <Self as OutputType>::qualified_type_name()
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        resolve_container(ctx, &self.0).await
    }
}
