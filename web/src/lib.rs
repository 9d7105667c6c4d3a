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

/// Adds the pages to a server.
pub fn pages(config: &mut ServiceConfig) {
    asset::routes(config);
    page::routes(config);
}
