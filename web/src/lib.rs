//! What people see: pages rendered here from answers of the public schema, and of nothing else. They work without scripts.

mod address;
mod ask;
mod asset;
mod csv;
mod event;
mod frame;
mod mentioned;
mod page;
mod part;
mod words;

use actix_web::web::ServiceConfig;

/// Adds the pages to a server.
pub fn pages(config: &mut ServiceConfig) {
    page::routes(config);
    asset::routes(config);
}
