//! `/graphql`: one request from its bytes to its answer.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::{HttpRequest, HttpResponse, http::Method, http::StatusCode, http::header, web};
use async_graphql::{
    Name, Positioned, Request, Value, Variables,
    dataloader::DataLoader,
    parser::types::{ExecutableDocument, Selection, SelectionSet},
};
use futures_util::StreamExt;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    answer,
    request::{self, Asked, Media},
    serve::App,
};
use crate::{
    error::{Code, Refusal},
    graph::{
        argument::{self, Scope},
        cell::{Cell, Sort},
        database::Database,
        roots,
    },
    judge::Weight,
    kind,
};

/// Answers one request.
pub async fn graphql(http: HttpRequest, payload: web::Payload, app: web::Data<App>) -> HttpResponse {
    let began = Instant::now();
    let request_id = request_id(&http);
    let mut done = Done::default();
    let mut response = respond(&http, payload, &app, &request_id, &mut done).await;
    if let Ok(value) = header::HeaderValue::from_str(&request_id) {
        response.headers_mut().insert(header::HeaderName::from_static("x-request-id"), value);
    }
    tracing::info!(
        request_id = %request_id,
        operation = done.operation.as_deref().unwrap_or("-"),
        status = response.status().as_u16(),
        cost = done.weight.cost,
        statements = done.statements,
        ms = began.elapsed().as_millis() as u64,
        "graphql"
    );
    response
}

/// What the log says of a request.
#[derive(Default)]
struct Done {
    operation: Option<String>,
    weight: Weight,
    statements: u32,
}

/// The id that the caller gave, where it is one that a log can hold, or a new one.
fn request_id(http: &HttpRequest) -> Arc<str> {
    let given = http.headers().get("x-request-id").and_then(|v| v.to_str().ok());
    let fit = |id: &&str| {
        (1..=100).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    given.filter(fit).map_or_else(|| Uuid::now_v7().to_string().into(), Into::into)
}

async fn respond(
    http: &HttpRequest,
    payload: web::Payload,
    app: &App,
    request_id: &Arc<str>,
    done: &mut Done,
) -> HttpResponse {
    let Some(media) = Media::accepted(http) else {
        let refusal = Refusal::new(
            Code::NotAcceptable,
            "The answer is `application/graphql-response+json` or `application/json`.",
        );
        return answer::refusal(Media::Json, &[refusal], request_id);
    };
    let asked = match read(http, payload, app).await {
        Ok(asked) => asked,
        Err(refusal) => return answer::refusal(media, &[refusal], request_id),
    };
    let judged = match app.judge.document(&asked.query) {
        Ok(judged) => judged,
        Err(refusals) => return answer::refusal(media, &refusals, request_id),
    };
    let name = asked.operation.as_deref();
    done.operation.clone_from(&asked.operation);
    if asked.get && app.judge.is_query(&judged, name) == Some(false) {
        let refusal = Refusal::new(Code::MethodNotAllowed, "By GET only queries can be asked; send this by POST.");
        return answer::refusal(media, &[refusal], request_id);
    }
    let (variables, weight) = match app.judge.operation(&judged, name, &asked.variables) {
        Ok(ready) => ready,
        Err(refusal) => return answer::refusal(media, &[refusal], request_id),
    };
    done.weight = weight;
    let document = merged_root(&judged.document, name, &variables);
    if let Err(refusal) = roots::check(kind::catalogue(), &document, name, &variables) {
        return answer::refusal(media, &[refusal], request_id);
    }
    let db = Arc::new(Database::new(app.database.clone()));
    let etag = if asked.get && !explained(http) { etag(&db, &asked, media).await } else { None };
    if let Some(etag) = &etag
        && http
            .headers()
            .get(header::IF_NONE_MATCH)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|known| known.contains(etag.as_str()))
    {
        return HttpResponse::NotModified()
            .insert_header((header::ETAG, etag.as_str()))
            .insert_header((header::CACHE_CONTROL, KEPT))
            .insert_header((header::VARY, VARY))
            .finish();
    }
    execute(http, app, Ready { asked, document, variables, weight, db, etag, media }, request_id, done).await
}

/// What an answer depends on besides its address.
const VARY: &str = "Accept, X-Folkmoot-Explain";
/// Caches may keep an answer, and ask each time whether it still holds.
const KEPT: &str = "public, no-cache";

/// Whether the caller asks what the answer cost.
fn explained(http: &HttpRequest) -> bool {
    http.headers().get("x-folkmoot-explain").is_some_and(|v| v.as_bytes() == b"cost")
}

struct Ready {
    asked: Asked,
    document: ExecutableDocument,
    variables: Variables,
    weight: Weight,
    db: Arc<Database>,
    etag: Option<String>,
    media: Media,
}

async fn execute(http: &HttpRequest, app: &App, ready: Ready, request_id: &Arc<str>, done: &mut Done) -> HttpResponse {
    let Ready { asked, document, variables, weight, db, etag, media } = ready;
    let session = roots::Session {
        db: db.clone(),
        catalogue: kind::catalogue(),
        base: app.base.clone(),
        request_id: request_id.clone(),
    };
    let statuses = DataLoader::new(kind::Statuses(db.clone()), tokio::spawn).delay(Duration::ZERO);
    let order = root_keys(&document, asked.operation.as_deref());
    let mut request = Request::new(asked.query).variables(variables).data(session).data(statuses).data(app.limits);
    request.set_parsed_query(document);
    request.operation_name = asked.operation;
    let limit = Duration::from_millis(app.limits.request_time_ms);
    let response = tokio::time::timeout(limit, app.schema.execute(request)).await;
    done.statements = db.statements();
    let Ok(mut response) = response else {
        let refusal = Refusal::beyond(
            Code::Timeout,
            "Milliseconds that the answer took",
            app.limits.request_time_ms + 1,
            app.limits.request_time_ms,
        );
        return answer::refusal(media, &[refusal], request_id);
    };
    if let Value::Object(data) = &mut response.data {
        // The engine writes root fields as they come in; the contract is the order of the query.
        data.sort_by_cached_key(|key, _| order.iter().position(|k| k == key));
    }
    let extensions = explained(http).then(|| {
        json!({ "cost": { "cost": weight.cost, "fields": weight.fields, "depth": weight.depth, "statements": db.statements() } })
    });
    let unavailable = response.data == Value::Null
        && response
            .errors
            .iter()
            .any(|e| e.extensions.as_ref().and_then(|x| x.get("code")) == Some(&Value::from(Code::Unavailable.name())));
    let status = if unavailable { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    match answer::body(&response.data, &response.errors, extensions, request_id) {
        Ok(text) => {
            let mut builder = answer::builder(media, status);
            if let Some(etag) = etag.filter(|_| response.errors.is_empty()) {
                builder.insert_header((header::ETAG, etag)).insert_header((header::CACHE_CONTROL, KEPT));
            }
            builder.insert_header((header::VARY, VARY)).body(text)
        }
        Err(error) => {
            tracing::error!(request_id = %request_id, %error, "an answer could not be written");
            answer::refusal(media, &[Refusal::new(Code::Internal, "Something went wrong on our side.")], request_id)
        }
    }
}

async fn read(http: &HttpRequest, mut payload: web::Payload, app: &App) -> Result<Asked, Refusal> {
    if !matches!(*http.method(), Method::GET | Method::POST) {
        return Err(Refusal::new(Code::MethodNotAllowed, "Ask by GET or POST."));
    }
    let bound = app.limits.body_bytes;
    let declared =
        http.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok());
    let too_large = |size| Refusal::beyond(Code::BodyTooLarge, "Bytes of the body", size, bound);
    if let Some(size) = declared.filter(|size| *size > bound) {
        return Err(too_large(size));
    }
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Refusal::new(Code::BadRequest, "The body broke off."))?;
        let size = (body.len() + chunk.len()) as u64;
        if size > bound {
            return Err(too_large(size));
        }
        body.extend_from_slice(&chunk);
    }
    request::read(http, &body)
}

/// A tag that changes with the data, the request and the media type.
async fn etag(db: &Database, asked: &Asked, media: Media) -> Option<String> {
    let mut sql = db.sql();
    sql.push(if sql.is_postgres() { "SELECT CAST(0 AS bigint)" } else { "SELECT 0" });
    sql.push(", COALESCE(max(sequence), 0) FROM change");
    let rows = db.rows(sql, &[Sort::Big]).await.ok()?;
    let Some(Cell::Big(version)) = rows.first().map(|r| r.cells[0].clone()) else { return None };
    let mut hash = Sha256::new();
    let variables = serde_json::to_string(&asked.variables).unwrap_or_default();
    for part in [
        asked.query.as_str(),
        asked.operation.as_deref().unwrap_or(""),
        &variables,
        media.name(),
        env!("CARGO_PKG_VERSION"),
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digest: String = hash.finalize().iter().take(12).map(|b| format!("{b:02x}")).collect();
    Some(format!("W/\"{version}-{digest}\""))
}

/// The document with the root fields of each response key made one, so that each is resolved once.
fn merged_root(document: &ExecutableDocument, name: Option<&str>, variables: &Variables) -> ExecutableDocument {
    let mut document = document.clone();
    let fragments = document.fragments.clone();
    let scope = Scope { fragments: &fragments, variables };
    let merge = |set: &SelectionSet| {
        let groups = scope.collect(&[set], &|_| true);
        let fields = groups.values().map(|group| {
            let mut field = argument::merged(group);
            field.node.directives.clear();
            Positioned::new(Selection::Field(field.clone()), field.pos)
        });
        SelectionSet { items: fields.collect() }
    };
    use async_graphql::parser::types::DocumentOperations::{Multiple, Single};
    match &mut document.operations {
        Single(operation) => operation.node.selection_set.node = merge(&operation.node.selection_set.node),
        Multiple(operations) => {
            for (key, operation) in operations {
                if name.is_none_or(|n| n == key.as_str()) {
                    operation.node.selection_set.node = merge(&operation.node.selection_set.node);
                }
            }
        }
    }
    document
}

/// Response keys of the root of an operation whose root is merged, in the order of the query.
fn root_keys(document: &ExecutableDocument, name: Option<&str>) -> Vec<Name> {
    let found = document.operations.iter().find(|(n, _)| name.is_none() || n.map(Name::as_str) == name);
    let items = found.map(|(_, operation)| operation.node.selection_set.node.items.as_slice()).unwrap_or_default();
    let key = |selection: &Positioned<Selection>| match &selection.node {
        Selection::Field(field) => Some(field.node.response_key().node.clone()),
        _ => None,
    };
    items.iter().filter_map(key).collect()
}
