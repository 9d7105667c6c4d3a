//! One file a kind of page: what it asks, the shape of the answer, and what of it stands where.

mod board;
mod boards;
mod compare;
mod compare_strategies;
mod council;
mod councils;
mod docs;
mod document;
mod document_name;
mod home;
mod issue;
mod issues;
mod list;
mod list_filter;
mod meeting;
mod meetings;
mod national;
mod people;
mod person;
mod programme;
mod programmes;
mod schema;
mod search;
mod search_hit;
mod search_narrow;
mod strategies;
mod strategy;

use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Resource, web};

use crate::frame;

/// Slugs of records that belong to a council hold slashes. The last one takes what no other does.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/", home::page))
        .service(at("/search", search::page))
        .service(at("/compare", compare::page))
        .service(at("/councils", councils::page))
        .service(at("/councils/{slug}", council::page))
        .service(at("/programmes", programmes::page))
        .service(at("/programmes/{slug:.+}", programme::page))
        .service(at("/boards", boards::page))
        .service(at("/boards/{slug:.+}", board::page))
        .service(at("/meetings", meetings::page))
        .service(at("/meetings/{id}", meeting::page))
        .service(at("/documents/{id}", document::page))
        .service(at("/people", people::page))
        .service(at("/people/{slug:.+}", person::page))
        .service(at("/strategies", strategies::page))
        .service(at("/strategies/{slug:.+}", strategy::page))
        .service(at("/issues", issues::page))
        .service(at("/issues/{slug:.+}", issue::page))
        .service(at("/docs", docs::contents))
        .service(at("/docs/schema", schema::contents))
        .service(at("/docs/schema/{name}", schema::page))
        .service(at("/docs/{slug}", docs::guide))
        .service(at("/{rest:.*}", nothing));
}

/// A page that is read, or only looked at for its head.
fn at<F, Given>(path: &str, page: F) -> Resource
where
    F: Handler<Given, Output = HttpResponse>,
    Given: FromRequest + 'static,
{
    web::resource(path).route(web::get().to(page.clone())).route(web::head().to(page))
}

async fn nothing(request: HttpRequest) -> HttpResponse {
    frame::nothing(&request)
}
