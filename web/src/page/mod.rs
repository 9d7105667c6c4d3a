//! One file a kind of page: what it asks, the shape of the answer, and what of it stands where.

mod board;
mod compare;
mod compare_strategies;
mod council;
mod councils;
mod home;
mod issue;
mod meeting;
mod national;
mod person;
mod programme;
mod programmes;
mod search;
mod strategy;

use actix_web::{HttpRequest, HttpResponse, web};

use crate::frame;

/// Slugs of records that belong to a council hold slashes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/", web::get().to(home::page))
        .route("/search", web::get().to(search::page))
        .route("/compare", web::get().to(compare::page))
        .route("/councils", web::get().to(councils::page))
        .route("/councils/{slug}", web::get().to(council::page))
        .route("/programmes", web::get().to(programmes::page))
        .route("/programmes/{slug:.+}", web::get().to(programme::page))
        .route("/boards/{slug:.+}", web::get().to(board::page))
        .route("/meetings/{id}", web::get().to(meeting::page))
        .route("/people/{slug:.+}", web::get().to(person::page))
        .route("/strategies/{slug:.+}", web::get().to(strategy::page))
        .route("/issues/{slug:.+}", web::get().to(issue::page))
        .default_service(web::get().to(nothing));
}

async fn nothing(request: HttpRequest) -> HttpResponse {
    frame::nothing(&request)
}
