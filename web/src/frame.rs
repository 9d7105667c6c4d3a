//! What is around every page: its head, where it lies, its other forms, and how it is sent.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use api::Asking;
use askama::Template;
use serde_json::{Value, json};

use crate::ask::{Asked, Trouble};
use crate::asset::STYLE;
use crate::csv::Table;

/// Rules for pages: nothing from elsewhere, and no script or style within them.
const POLICY: &str =
    "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

/// What the frame shows of a page.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    pub title: String,
    /// What the page is about, in a sentence.
    pub description: String,
    /// Names and addresses of the pages above it.
    pub crumbs: Vec<(String, String)>,
    /// Its own address, without what asks for another form.
    pub path: String,
    /// The explorer with the page's query in it; empty where the page asks nothing.
    pub explorer: String,
    /// The address of the same as a table; empty where there is none.
    pub csv: String,
    /// The address of the same as data; empty where the page asks nothing.
    pub json: String,
    /// Structured data of schema.org, as JSON; empty for none.
    pub structured: String,
    pub style: String,
    /// What is looked for, for the search box.
    pub searched: String,
}

impl Frame {
    pub fn new(request: &HttpRequest, title: impl Into<String>, description: impl Into<String>) -> Self {
        let path = request.path().to_string();
        let style = STYLE.path.clone();
        Self { title: title.into(), description: description.into(), path, style, ..Self::default() }
    }

    /// The same, below other pages.
    #[must_use]
    pub fn below(mut self, crumbs: &[(&str, String)]) -> Self {
        self.crumbs = crumbs.iter().map(|(name, path)| ((*name).to_string(), path.clone())).collect();
        self
    }

    /// The same, with the data that search engines read.
    #[must_use]
    pub fn structured(mut self, asking: &Asking, kind: &str, mut data: Value) -> Self {
        data["@context"] = "https://schema.org".into();
        data["@type"] = kind.into();
        data["url"] = format!("{}{}", asking.base(), self.path).into();
        if let Value::Object(said) = &mut data {
            said.retain(|_, value| !value.is_null());
        }
        // A text that ends the element would end it here too.
        self.structured = data.to_string().replace('<', "\\u003c");
        self
    }
}

/// The other forms in which a page can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Page,
    Json,
    Csv,
}

impl Form {
    /// The form that an address asks for.
    pub fn of(request: &HttpRequest) -> Self {
        let given: Vec<(String, String)> = serde_urlencoded::from_str(request.query_string()).unwrap_or_default();
        match given.iter().find(|(name, _)| name == "format").map(|(_, value)| value.as_str()) {
            Some("json") => Form::Json,
            Some("csv") => Form::Csv,
            _ => Form::Page,
        }
    }
}

/// The address of another form of a page.
fn other(request: &HttpRequest, form: &str) -> String {
    let given: Vec<(String, String)> = serde_urlencoded::from_str(request.query_string()).unwrap_or_default();
    let kept = given.into_iter().filter(|(name, _)| name != "format");
    let all: Vec<(String, String)> = kept.chain([("format".to_string(), form.to_string())]).collect();
    format!("{}?{}", request.path(), serde_urlencoded::to_string(all).unwrap_or_default())
}

/// The explorer with a query in it.
fn explorer(asked: &Asked) -> String {
    let variables = if asked.variables.is_empty() { String::new() } else { format!("{:#}", json!(asked.variables)) };
    let pairs = [("query", asked.query), ("variables", &variables)];
    format!("/graphiql/?{}", serde_urlencoded::to_string(pairs).unwrap_or_default())
}

/// Sends what was asked in the form that the address asks for: as data, as a table where the page has one, or as the page that
/// `page` makes in the frame.
pub fn send<P: Template>(
    request: &HttpRequest,
    asked: &Asked,
    mut frame: Frame,
    table: Option<Table>,
    page: impl FnOnce(Frame) -> P,
) -> HttpResponse {
    match (Form::of(request), table) {
        (Form::Json, _) => {
            HttpResponse::Ok().content_type("application/json; charset=utf-8").body(asked.answer.clone())
        }
        (Form::Csv, Some(table)) => {
            let name = frame.path.trim_matches('/').replace('/', "-");
            let attached = format!("attachment; filename=\"{}.csv\"", if name.is_empty() { "folkmoot" } else { &name });
            HttpResponse::Ok()
                .content_type("text/csv; charset=utf-8; header=present")
                .insert_header((header::CONTENT_DISPOSITION, attached))
                .body(table.write())
        }
        (Form::Csv, None) => wrong(request, "There is no table on this page."),
        (Form::Page, table) => {
            frame.explorer = explorer(asked);
            frame.json = other(request, "json");
            if table.is_some() {
                frame.csv = other(request, "csv");
            }
            html(StatusCode::OK, &page(frame))
        }
    }
}

/// A page as an answer.
pub fn html(status: StatusCode, page: &impl Template) -> HttpResponse {
    match page.render() {
        Ok(text) => HttpResponse::build(status)
            .content_type("text/html; charset=utf-8")
            .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
            .insert_header((header::REFERRER_POLICY, "same-origin"))
            .insert_header((header::CACHE_CONTROL, "no-cache"))
            .body(text),
        Err(error) => {
            tracing::error!(%error, "a page could not be written");
            HttpResponse::InternalServerError().content_type("text/plain; charset=utf-8").body("something went wrong\n")
        }
    }
}

/// A page that says why there is nothing.
#[derive(Template)]
#[template(path = "message.html")]
struct Message {
    frame: Frame,
    said: String,
}

fn message(request: &HttpRequest, status: StatusCode, title: &str, said: String) -> HttpResponse {
    html(status, &Message { frame: Frame::new(request, title, said.clone()), said })
}

/// What stands in the address cannot be asked.
pub fn wrong(request: &HttpRequest, said: &str) -> HttpResponse {
    message(request, StatusCode::BAD_REQUEST, "This address cannot be read", said.into())
}

/// There is no such page.
pub fn nothing(request: &HttpRequest) -> HttpResponse {
    let said = "There is nothing here. It may never have been, or its source took it back.";
    message(request, StatusCode::NOT_FOUND, "Page not found", said.into())
}

/// Why there is no page, as a page.
pub fn trouble(request: &HttpRequest, trouble: Trouble) -> HttpResponse {
    match trouble {
        Trouble::Nothing => nothing(request),
        Trouble::Wrong(said) => wrong(request, &said),
        Trouble::Failed => {
            let said = "Something went wrong on our side. Please try again in a moment.";
            message(request, StatusCode::INTERNAL_SERVER_ERROR, "Sorry, there is a problem", said.into())
        }
    }
}
