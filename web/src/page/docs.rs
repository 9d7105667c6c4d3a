//! `/docs`: guides, and what changed.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde_json::json;

use crate::frame::{self, Frame};
use crate::markdown;

/// A guide: its place in the address, its title, what it is about, its text.
struct Guide {
    slug: &'static str,
    title: &'static str,
    about: &'static str,
    text: &'static str,
}

const GUIDES: &[Guide] = &[
    Guide {
        slug: "first-query",
        title: "Your first query",
        about: "Ask for councils, follow links, and see where a fact was read.",
        text: include_str!("../../guides/first-query.md"),
    },
    Guide {
        slug: "paging",
        title: "Paging, filters and counts",
        about: "Read long lists page by page, narrow them, or only count.",
        text: include_str!("../../guides/paging.md"),
    },
    Guide {
        slug: "comparing",
        title: "Comparing",
        about: "Put councils, strategies and figures side by side.",
        text: include_str!("../../guides/comparing.md"),
    },
    Guide {
        slug: "syncing",
        title: "Keeping a copy",
        about: "Read everything once, and then only what changed.",
        text: include_str!("../../guides/syncing.md"),
    },
    Guide {
        slug: "errors-and-limits",
        title: "Errors and limits",
        about: "What an error means, and how large a query may be.",
        text: include_str!("../../guides/errors-and-limits.md"),
    },
    Guide { slug: "changelog", title: "Changelog", about: "What is new.", text: include_str!("../../../CHANGELOG.md") },
];

#[derive(Template)]
#[template(path = "docs.html")]
struct Contents {
    frame: Frame,
    guides: &'static [Guide],
}

#[derive(Template)]
#[template(path = "guide.html")]
struct Page {
    frame: Frame,
    /// HTML made of a text of ours.
    text: String,
}

pub async fn contents(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    let about = "How to ask for the data: guides with queries to try, and every type of the schema.";
    let frame = Frame::new(&request, "Documentation", about).structured(
        &asking,
        "CollectionPage",
        json!({ "name": "Documentation" }),
    );
    frame::html(StatusCode::OK, &Contents { frame, guides: GUIDES })
}

pub async fn guide(request: HttpRequest, asking: web::Data<Asking>, slug: web::Path<String>) -> HttpResponse {
    let Some(guide) = GUIDES.iter().find(|guide| guide.slug == *slug) else { return frame::nothing(&request) };
    let frame = Frame::new(&request, guide.title, guide.about).below(&[("Documentation", "/docs".into())]).structured(
        &asking,
        "TechArticle",
        json!({ "headline": guide.title, "description": guide.about }),
    );
    // The title is the page's own.
    let text = guide.text.strip_prefix("# Changelog").unwrap_or(guide.text);
    frame::html(StatusCode::OK, &Page { frame, text: markdown::written(text) })
}
