//! The one shape of answers and of errors.

use actix_web::{HttpResponse, HttpResponseBuilder, http::StatusCode, http::header};
use async_graphql::{Name, ServerError, Value};
use serde_json::{Map, Value as Json, json};

use super::request::Media;
use crate::{
    error::{Code, Refusal},
    graph::json,
};

/// An answer that refuses: nothing was executed, so there is no `data`.
pub fn refusal(media: Media, refusals: &[Refusal], request_id: &str) -> HttpResponse {
    let code = refusals.first().map_or(Code::Internal, |r| r.code);
    let errors = errors(refusals, request_id);
    let mut response = builder(media, status(media, code));
    if code == Code::MethodNotAllowed {
        response.insert_header((header::ALLOW, "GET, POST"));
    }
    response.body(json!({ "errors": errors }).to_string())
}

/// Refusals as an answer lists them.
pub fn errors(refusals: &[Refusal], request_id: &str) -> Vec<Json> {
    refusals.iter().map(|refusal| error(&refusal.to_error(), request_id)).collect()
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

/// What was executed, in the order of the query: null as a whole where a failure went all the way up.
pub enum Data {
    Null,
    Fields(Vec<(Name, Field)>),
}

/// The answer of a root field: bytes of JSON, or a value of the engine's.
pub enum Field {
    Json(Vec<u8>),
    Value(Value),
}

/// The bytes of an answer that was executed.
pub fn body(
    data: &Data,
    errors: &[ServerError],
    extensions: Option<Json>,
    request_id: &str,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = Vec::with_capacity(1024);
    out.push(b'{');
    if !errors.is_empty() {
        let errors: Vec<Json> = errors.iter().map(|e| error(e, request_id)).collect();
        out.extend_from_slice(b"\"errors\":");
        serde_json::to_writer(&mut out, &errors)?;
        out.push(b',');
    }
    out.extend_from_slice(b"\"data\":");
    match data {
        Data::Null => out.extend_from_slice(b"null"),
        Data::Fields(fields) => {
            out.push(b'{');
            for (i, (name, field)) in fields.iter().enumerate() {
                json::key(&mut out, i, name);
                match field {
                    Field::Json(bytes) => out.extend_from_slice(bytes),
                    Field::Value(value) => json::value(&mut out, value),
                }
            }
            out.push(b'}');
        }
    }
    if let Some(extensions) = extensions {
        out.extend_from_slice(b",\"extensions\":");
        serde_json::to_writer(&mut out, &extensions)?;
    }
    out.push(b'}');
    Ok(out)
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
