//! `/graphql`: one request from its bytes to its answer.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::{HttpRequest, HttpResponse, http::Method, http::header, web};
use async_graphql::{
    Positioned, Variables,
    parser::types::{ExecutableDocument, Selection, SelectionSet},
};
use futures_util::StreamExt;
use uuid::Uuid;

use super::{
    answer,
    execute::{self, Ready},
    request::{self, Asked, Media},
    serve::App,
};
use crate::{
    error::{Code, Refusal},
    graph::{
        argument::{self, Scope},
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

/// An answer in the making, which ends when nobody waits for it any longer.
pub(super) struct Work(pub(super) tokio::task::JoinHandle<execute::Executed>);

impl Drop for Work {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn respond(
    http: &HttpRequest,
    payload: web::Payload,
    app: &web::Data<App>,
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
    let limit = app.limits.request_time_ms;
    let asked = match tokio::time::timeout(Duration::from_millis(limit), read(http, payload, app)).await {
        Ok(Ok(asked)) => asked,
        Ok(Err(refusal)) => return answer::refusal(media, &[refusal], request_id),
        Err(_) => {
            let refusal = Refusal::beyond(Code::SlowBody, "Milliseconds that the body took", limit + 1, limit);
            return answer::refusal(media, &[refusal], request_id);
        }
    };
    done.operation.clone_from(&asked.operation);
    let ready = match ready(app, asked) {
        Ok(ready) => ready,
        Err(refusals) => return answer::refusal(media, &refusals, request_id),
    };
    done.weight = ready.weight;
    let known = http.headers().get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let explain = http.headers().get("x-folkmoot-explain").is_some_and(|v| v.as_bytes() == b"cost");
    let ready = Ready { known, explain, media, ..ready };
    // On the threads that all requests share, which wait for the database too: one long answer then holds up no other.
    let mut work = Work(app.runtime.spawn(execute::execute(app.clone(), ready, request_id.clone())));
    match (&mut work.0).await {
        Ok(executed) => {
            done.statements = executed.statements;
            executed.into_response(media, request_id)
        }
        Err(error) => {
            tracing::error!(%request_id, %error, "an answer broke off");
            let refusal = Refusal::new(Code::Internal, "Something went wrong on our side.");
            answer::refusal(media, &[refusal], request_id)
        }
    }
}

/// Judges what is asked, and makes it ready to run; else says all that is wrong with it.
pub(super) fn ready(app: &App, asked: Asked) -> Result<Ready, Arc<Vec<Refusal>>> {
    let one = |refusal| Arc::new(vec![refusal]);
    let judged = app.judge.document(&asked.query)?;
    let name = asked.operation.as_deref();
    if asked.get && app.judge.is_query(&judged, name) == Some(false) {
        let refusal = Refusal::new(Code::MethodNotAllowed, "By GET only queries can be asked; send this by POST.");
        return Err(one(refusal));
    }
    let (variables, weight) = app.judge.operation(&judged, name, &asked.variables).map_err(one)?;
    let document = merged_root(&judged.document, name, &variables);
    roots::check(kind::catalogue(), &document, name, &variables).map_err(one)?;
    Ok(Ready { asked, document, variables, weight, known: None, explain: false, media: Media::GraphqlResponse })
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
