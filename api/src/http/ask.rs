//! Asks the graph from within the program, just as a request over HTTP would: judged, bounded and executed alike.

use std::sync::Arc;

use actix_web::web;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    execute::{self, Ready},
    graphql::{Work, ready},
    request::{Asked, Media},
    serve::App,
};
use crate::error::{Code, Refusal};

/// The graph, to be asked.
#[derive(Clone)]
pub struct Asking(web::Data<App>);

/// What was answered.
#[derive(Clone, Debug)]
pub struct Told {
    /// The answer as any client gets it: JSON, an object with `data`, or with `errors`.
    pub answer: Vec<u8>,
    /// Statements that the database was asked.
    pub statements: u32,
}

impl Asking {
    pub(super) fn new(app: web::Data<App>) -> Self {
        Self(app)
    }

    /// Start of every persistent address, such as `https://folkmoot.example`.
    pub fn base(&self) -> &str {
        &self.0.base
    }

    /// Asks a query. What is wrong with it stands in the answer.
    pub async fn ask(&self, query: &str, variables: Map<String, Value>) -> Told {
        let request_id: Arc<str> = Uuid::now_v7().to_string().into();
        let asked = Asked { query: query.into(), operation: None, variables, get: false };
        let ready = match ready(&self.0, asked) {
            Ok(ready) => Ready { media: Media::Json, ..ready },
            Err(refusals) => return refused(&refusals, &request_id),
        };
        let mut work = Work(self.0.runtime.spawn(execute::execute(self.0.clone(), ready, request_id.clone())));
        match (&mut work.0).await {
            Ok(executed) => {
                let statements = executed.statements;
                match executed.into_body() {
                    Some(answer) => Told { answer, statements },
                    None => refused(&[Refusal::new(Code::Internal, "Something went wrong on our side.")], &request_id),
                }
            }
            Err(error) => {
                tracing::error!(%request_id, %error, "an answer broke off");
                refused(&[Refusal::new(Code::Internal, "Something went wrong on our side.")], &request_id)
            }
        }
    }
}

fn refused(refusals: &[Refusal], request_id: &str) -> Told {
    let answer = json!({ "errors": super::answer::errors(refusals, request_id) });
    Told { answer: answer.to_string().into_bytes(), statements: 0 }
}
