//! Executes a request that has been judged: whether the caller knows the answer already, and if not, the answer.

use std::{sync::Arc, time::Duration};

use actix_web::{HttpResponse, http::StatusCode, http::header, web};
use async_graphql::{
    Name, Positioned, Request, Value, Variables,
    dataloader::DataLoader,
    parser::types::{ExecutableDocument, Selection},
};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    answer::{self, Data, Field},
    request::{Asked, Media},
    serve::App,
};
use crate::{
    error::{Code, Refusal},
    graph::{
        cell::{Cell, Sort},
        database::Database,
        roots::Session,
    },
    judge::Weight,
    kind,
};

/// What an answer depends on besides its address.
const VARY: &str = "Accept, X-Folkmoot-Explain";
/// Caches may keep an answer, and ask each time whether it still holds.
const KEPT: &str = "public, no-cache";

/// A request that may run.
pub struct Ready {
    pub asked: Asked,
    /// The document; the fields of its root are merged by response key.
    pub document: ExecutableDocument,
    pub variables: Variables,
    pub weight: Weight,
    /// Tags of the answers that the caller holds.
    pub known: Option<String>,
    /// Whether the caller asks what the answer cost.
    pub explain: bool,
    pub media: Media,
}

/// What came of it.
pub struct Executed {
    pub statements: u32,
    outcome: Outcome,
}

enum Outcome {
    /// The answer that the caller holds still stands.
    Same(String),
    Answer {
        body: Vec<u8>,
        status: StatusCode,
        etag: Option<String>,
    },
    Refused(Refusal),
}

impl Executed {
    /// The bytes of the answer; none where there is none.
    pub fn into_body(self) -> Option<Vec<u8>> {
        match self.outcome {
            Outcome::Answer { body, .. } => Some(body),
            _ => None,
        }
    }

    pub fn into_response(self, media: Media, request_id: &str) -> HttpResponse {
        match self.outcome {
            Outcome::Same(etag) => HttpResponse::NotModified()
                .insert_header((header::ETAG, etag))
                .insert_header((header::CACHE_CONTROL, KEPT))
                .insert_header((header::VARY, VARY))
                .finish(),
            Outcome::Answer { body, status, etag } => {
                let mut builder = answer::builder(media, status);
                if let Some(etag) = etag {
                    builder.insert_header((header::ETAG, etag)).insert_header((header::CACHE_CONTROL, KEPT));
                }
                builder.insert_header((header::VARY, VARY)).body(body)
            }
            Outcome::Refused(refusal) => answer::refusal(media, &[refusal], request_id),
        }
    }
}

/// Executes a request.
pub async fn execute(app: web::Data<App>, ready: Ready, request_id: Arc<str>) -> Executed {
    let db = Arc::new(Database::new(app.reading.clone()));
    let etag = match ready.asked.get && !ready.explain {
        true => etag(&app, &db, &ready.asked, ready.media).await,
        false => None,
    };
    let outcome = match etag {
        Some(etag) if ready.known.as_ref().is_some_and(|known| known.contains(etag.as_str())) => Outcome::Same(etag),
        etag => answer(&app, ready, &db, etag, &request_id).await,
    };
    Executed { statements: db.statements(), outcome }
}

async fn answer(app: &App, ready: Ready, db: &Arc<Database>, etag: Option<String>, request_id: &Arc<str>) -> Outcome {
    let Ready { asked, document, variables, weight, explain, .. } = ready;
    let session = Session::new(db.clone(), kind::catalogue(), app.base.clone(), request_id.clone());
    let statuses = DataLoader::new(kind::Statuses(db.clone()), tokio::spawn).delay(Duration::ZERO);
    let lines = DataLoader::new(kind::Lines(session.clone()), tokio::spawn).delay(Duration::ZERO);
    let ranks = DataLoader::new(kind::Ranks(session.clone()), tokio::spawn).delay(Duration::ZERO);
    let order = root_keys(&document, asked.operation.as_deref());
    let answers = session.answers.clone();
    let mut request = Request::new(asked.query)
        .variables(variables)
        .data(session)
        .data(statuses)
        .data(lines)
        .data(ranks)
        .data(app.limits)
        .data(kind::Searching(app.search.clone()));
    request.set_parsed_query(document);
    request.operation_name = asked.operation;
    let limit = app.limits.request_time_ms;
    let Ok(response) = tokio::time::timeout(Duration::from_millis(limit), app.schema.execute(request)).await else {
        return Outcome::Refused(Refusal::beyond(Code::Timeout, "Milliseconds that the answer took", limit + 1, limit));
    };
    let data = match response.data {
        // The engine writes root fields as they come in; the contract is the order of the query.
        Value::Object(mut values) => {
            let mut field = |key: Name| {
                let json = answers.take(&key).map(Field::Json);
                let field = json.or_else(|| values.swap_remove(&key).map(Field::Value))?;
                Some((key, field))
            };
            // The engine leaves out a field that failed and may not be null: then there is no answer at all.
            order.into_iter().map(&mut field).collect::<Option<_>>().map_or(Data::Null, Data::Fields)
        }
        // Nothing was asked for: every field was skipped.
        _ if order.is_empty() && response.errors.is_empty() => Data::Fields(vec![]),
        _ => Data::Null,
    };
    let extensions = explain.then(|| {
        json!({ "cost": { "cost": weight.cost, "fields": weight.fields, "depth": weight.depth, "statements": db.statements() } })
    });
    let code = Value::from(Code::Unavailable.name());
    let unavailable = matches!(data, Data::Null)
        && response.errors.iter().any(|e| e.extensions.as_ref().and_then(|x| x.get("code")) == Some(&code));
    let status = if unavailable { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    match answer::body(&data, &response.errors, extensions, request_id) {
        Ok(body) => Outcome::Answer { body, status, etag: etag.filter(|_| response.errors.is_empty()) },
        Err(error) => {
            tracing::error!(%request_id, %error, "an answer could not be written");
            Outcome::Refused(Refusal::new(Code::Internal, "Something went wrong on our side."))
        }
    }
}

/// A tag that changes with the data, the request and the media type, and with the search index where that is asked.
async fn etag(app: &App, db: &Database, asked: &Asked, media: Media) -> Option<String> {
    let mut sql = db.sql();
    sql.select();
    sql.push(", COALESCE(max(sequence), 0) FROM change");
    let rows = db.rows(sql, &[Sort::Big]).await.ok()?;
    let Cell::Big(version) = rows.cell(0, 0) else { return None };
    let asks = ["search", "suggest"].iter().any(|field| asked.query.contains(field));
    let index = app.search.as_ref().filter(|_| asks).map(search::Handle::status);
    let index = index.map(|index| format!("{:?} {:?}", index.sequence, index.state)).unwrap_or_default();
    let mut hash = Sha256::new();
    let variables = serde_json::to_string(&asked.variables).unwrap_or_default();
    for part in [
        asked.query.as_str(),
        asked.operation.as_deref().unwrap_or(""),
        &variables,
        media.name(),
        &index,
        env!("CARGO_PKG_VERSION"),
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let digest: String = hash.finalize().iter().take(12).map(|b| format!("{b:02x}")).collect();
    Some(format!("W/\"{version}-{digest}\""))
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
