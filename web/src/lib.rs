//! What people see: pages rendered here from answers of the public schema, and of nothing else. They work without scripts.

mod address;
mod ask;
mod asset;
mod comparison;
mod csv;
mod event;
mod figure;
mod frame;
mod hexmap;
mod lane;
mod markdown;
mod mentioned;
mod outline;
mod page;
mod part;
mod plan;
mod roll;
mod snippet;
mod spark;
mod stage;
mod told;
mod tree;
mod words;

use actix_web::web::ServiceConfig;

/// Pages that lead to all others but for their words: what a server makes once before it is ready.
pub const FIRST: &[&str] = &[
    "/",
    "/programmes",
    "/councils",
    "/boards",
    "/meetings",
    "/people",
    "/strategies",
    "/issues",
    "/compare",
    "/docs",
    "/docs/schema",
];

/// Adds the pages to a server.
pub fn pages(config: &mut ServiceConfig) {
    asset::routes(config);
    page::routes(config);
}
