//! One file a kind of page: what it asks, the shape of the answer, and what of it stands where.

mod council;

use actix_web::{HttpRequest, HttpResponse, web};

use crate::frame;

pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/councils/{slug}", web::get().to(council::page)).default_service(web::get().to(nothing));
}

async fn nothing(request: HttpRequest) -> HttpResponse {
    frame::nothing(&request)
}

/// A list of records in an answer.
#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct List<T> {
    pub nodes: Vec<T>,
    #[serde(default)]
    pub total_count: Option<u64>,
}

impl<T> List<T> {
    /// How many there are beyond those given.
    pub fn more(&self) -> u64 {
        self.total_count.unwrap_or(0).saturating_sub(self.nodes.len() as u64)
    }
}

/// A place where a fact was read.
#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Citation {
    pub locator: Option<String>,
    pub certainty: String,
    pub source: Source,
}

#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    pub title: String,
    pub publisher: Option<String>,
    pub url: Option<String>,
}
