//! Reads a GraphQL request out of an HTTP one.

use actix_web::{HttpRequest, http::Method, http::header};
use serde_json::{Map, Value};

use crate::error::{Code, Refusal};

/// What is asked.
#[derive(Debug)]
pub struct Asked {
    pub query: String,
    pub operation: Option<String>,
    pub variables: Map<String, Value>,
    /// Asked by GET: only a query may be.
    pub get: bool,
}

/// The media type of the answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Media {
    /// `application/json`: a request that GraphQL refuses is still answered with status 200.
    Json,
    /// `application/graphql-response+json`: the status says what happened.
    GraphqlResponse,
}

impl Media {
    pub fn name(self) -> &'static str {
        match self {
            Media::Json => "application/json; charset=utf-8",
            Media::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
        }
    }

    /// The best media type that `Accept` allows; `None` when it allows none of ours.
    pub fn accepted(http: &HttpRequest) -> Option<Self> {
        let mut values = http.headers().get_all(header::ACCEPT).peekable();
        if values.peek().is_none() {
            return Some(Media::Json);
        }
        let mut best: Option<(f32, u8, Media)> = None;
        for range in values.filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(',')) {
            let mut parts = range.split(';').map(str::trim);
            let (media, exact) = match parts.next().unwrap_or("").to_ascii_lowercase().as_str() {
                "application/graphql-response+json" => (Media::GraphqlResponse, 2),
                "application/json" => (Media::Json, 2),
                "application/*" => (Media::Json, 1),
                "*/*" => (Media::Json, 0),
                _ => continue,
            };
            let weight = parts.find_map(|p| p.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
            if weight > 0.0 && best.is_none_or(|(w, e, _)| (weight, exact) > (w, e)) {
                best = Some((weight, exact, media));
            }
        }
        best.map(|(_, _, media)| media)
    }
}

fn bad(message: &str) -> Refusal {
    Refusal::new(Code::BadRequest, message)
}

/// Reads the request from the address of a GET or the body of a POST.
pub fn read(http: &HttpRequest, body: &[u8]) -> Result<Asked, Refusal> {
    if http.method() == Method::GET { from_address(http.query_string()) } else { from_body(http, body) }
}

fn from_address(query: &str) -> Result<Asked, Refusal> {
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(query).map_err(|_| bad("The address does not decode as UTF-8."))?;
    let get = |name: &str| pairs.iter().find(|(k, _)| k == name).map(|(_, v)| v.clone());
    let object = |name: &str| match get(name).filter(|v| !v.is_empty()) {
        None => Ok(Map::new()),
        Some(text) => match serde_json::from_str(&text) {
            Ok(Value::Object(map)) => Ok(map),
            Ok(Value::Null) => Ok(Map::new()),
            _ => Err(bad(&format!("`{name}` must be a JSON object."))),
        },
    };
    object("extensions")?;
    let query = get("query").filter(|q| !q.is_empty()).ok_or_else(|| bad("`query` is missing."))?;
    Ok(Asked {
        query,
        operation: get("operationName").filter(|o| !o.is_empty()),
        variables: object("variables")?,
        get: true,
    })
}

fn from_body(http: &HttpRequest, body: &[u8]) -> Result<Asked, Refusal> {
    media(http)?;
    if body.is_empty() {
        return Err(bad("The body is empty; it must be a JSON object with `query`."));
    }
    let body = std::str::from_utf8(body).map_err(|_| bad("The body is not UTF-8."))?;
    let Ok(Value::Object(mut map)) = serde_json::from_str(body) else {
        return Err(bad("The body must be one JSON object with `query`."));
    };
    let mut object = |name: &str| match map.remove(name) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(map)) => Ok(map),
        Some(_) => Err(bad(&format!("`{name}` must be a JSON object."))),
    };
    let (variables, _) = (object("variables")?, object("extensions")?);
    let operation = match map.remove("operationName") {
        None | Some(Value::Null) => None,
        Some(Value::String(name)) => Some(name),
        Some(_) => return Err(bad("`operationName` must be a text.")),
    };
    match map.remove("query") {
        Some(Value::String(query)) => Ok(Asked { query, operation, variables, get: false }),
        Some(_) => Err(bad("`query` must be a text.")),
        None => Err(bad("`query` is missing.")),
    }
}

/// A body must be JSON in UTF-8: a form of another site cannot send that without asking first.
fn media(http: &HttpRequest) -> Result<(), Refusal> {
    let refused =
        || Refusal::new(Code::UnsupportedMediaType, "Send the body as `application/json` in UTF-8, not encoded.");
    let value = http.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).ok_or_else(refused)?;
    let mut parts = value.split(';').map(|p| p.trim().to_ascii_lowercase());
    if parts.next().as_deref() != Some("application/json") {
        return Err(refused());
    }
    let charset = parts.find_map(|p| p.strip_prefix("charset=").map(|c| c.trim_matches('"').to_owned()));
    if charset.is_some_and(|c| c != "utf-8") || http.headers().contains_key(header::CONTENT_ENCODING) {
        return Err(refused());
    }
    Ok(())
}
