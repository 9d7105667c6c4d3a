//! What is asked: the graph served over GraphQL and HTTP.

pub mod error;
pub mod graph;
pub mod http;
pub mod judge;
mod kind;
pub mod limits;

use async_graphql::{EmptyMutation, EmptySubscription, MergedObject, SDLExportOptions, Schema, ValidationMode};

pub use http::{
    ask::{Asking, Told},
    serve::{Options, Pages, Server, serve},
};

/// Where every query starts.
#[derive(MergedObject)]
#[graphql(name = "Query")]
pub struct Query(graph::roots::Records, kind::query::Typed);

pub(crate) type Served = Schema<Query, EmptyMutation, EmptySubscription>;

/// Nesting that the engine follows: more than the guard lets through.
const ENGINE_DEPTH: usize = 200;

pub(crate) fn schema() -> Served {
    let query = Query(graph::roots::Records(kind::catalogue()), kind::query::Typed);
    // Documents are judged before they reach the engine, so it need not judge them again.
    let schema = Schema::build(query, EmptyMutation, EmptySubscription).validation_mode(ValidationMode::Fast);
    schema.limit_recursive_depth(ENGINE_DEPTH).finish()
}

/// The schema as text: what `schema.graphql` holds.
pub fn sdl() -> String {
    let options = SDLExportOptions::new().include_specified_by().prefer_single_line_descriptions().use_space_ident();
    let text = schema().sdl_with_options(options);
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
