//! The one shape of answers and of errors.

use actix_web::{HttpResponse, HttpResponseBuilder, http::StatusCode, http::header};
use async_graphql::{ServerError, Value};
use serde_json::{Map, Value as Json, json};

use super::request::Media;
use crate::error::{Code, Refusal};

/// An answer that refuses: nothing was executed, so there is no `data`.
pub fn refusal(media: Media, refusals: &[Refusal], request_id: &str) -> HttpResponse {
    let code = refusals.first().map_or(Code::Internal, |r| r.code);
    let errors: Vec<Json> = refusals.iter().map(|r| error(&r.to_error(), request_id)).collect();
    let mut response = builder(media, status(media, code));
    if code == Code::MethodNotAllowed {
        response.insert_header((header::ALLOW, "GET, POST"));
    }
    response.body(json!({ "errors": errors }).to_string())
}

/// Under `application/json` a document that GraphQL refuses is answered with 200, as old clients expect; what is wrong
/// with the HTTP request itself always shows in the status.
fn status(media: Media, code: Code) -> StatusCode {
    let http = !matches!(code.status(), 400) || matches!(code, Code::BadRequest);
    let status = if media == Media::Json && !http { 200 } else { code.status() };
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The head of an answer.
pub fn builder(media: Media, status: StatusCode) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CONTENT_TYPE, media.name()));
    response
}

/// The text of an answer that was executed.
pub fn body(
    data: &Value,
    errors: &[ServerError],
    extensions: Option<Json>,
    request_id: &str,
) -> Result<String, serde_json::Error> {
    let mut text = String::with_capacity(1024);
    text.push('{');
    if !errors.is_empty() {
        let errors: Vec<Json> = errors.iter().map(|e| error(e, request_id)).collect();
        text.push_str("\"errors\":");
        text.push_str(&serde_json::to_string(&errors)?);
        text.push(',');
    }
    text.push_str("\"data\":");
    text.push_str(&serde_json::to_string(data)?);
    if let Some(extensions) = extensions {
        text.push_str(",\"extensions\":");
        text.push_str(&extensions.to_string());
    }
    text.push('}');
    Ok(text)
}

fn error(error: &ServerError, request_id: &str) -> Json {
    let mut map = Map::new();
    map.insert("message".into(), Json::from(error.message.as_str()));
    let locations: Vec<Json> =
        error.locations.iter().filter(|l| l.line > 0).map(|l| json!({ "line": l.line, "column": l.column })).collect();
    if !locations.is_empty() {
        map.insert("locations".into(), Json::Array(locations));
    }
    if !error.path.is_empty() {
        map.insert("path".into(), serde_json::to_value(&error.path).unwrap_or_default());
    }
    let mut extensions =
        serde_json::to_value(&error.extensions).ok().and_then(|e| e.as_object().cloned()).unwrap_or_default();
    extensions.entry("code").or_insert_with(|| Json::from(Code::BadInput.name()));
    extensions.insert("requestId".into(), Json::from(request_id));
    map.insert("extensions".into(), Json::Object(extensions));
    Json::Object(map)
}
