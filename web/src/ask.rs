//! Asks the schema for what a page shows.

use api::Asking;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A query of a page: its text, as anybody may send it.
#[derive(Clone, Copy, Debug)]
pub struct Query(pub &'static str);

/// Why a page has nothing to show.
#[derive(Debug)]
pub enum Trouble {
    /// What was asked for is not there.
    Nothing,
    /// What stands in the address cannot be asked: the sentence that the schema answers.
    Wrong(String),
    /// Our fault, logged.
    Failed,
}

/// What was asked, and what was answered.
#[derive(Clone, Debug)]
pub struct Asked {
    pub query: &'static str,
    pub variables: Map<String, Value>,
    /// The answer as any client gets it.
    pub answer: Value,
}

impl Asked {
    /// The answer in the shape that a page takes.
    pub fn data<T: DeserializeOwned>(&self) -> Result<T, Trouble> {
        if let Some(error) = self.answer.get("errors").and_then(|errors| errors.get(0)) {
            let said = error.get("message").and_then(Value::as_str).unwrap_or_default();
            let code = error.pointer("/extensions/code").and_then(Value::as_str).unwrap_or_default();
            match code {
                // What the schema says of a variable is for those who wrote the query.
                "BAD_VARIABLE" => return Err(Trouble::Wrong(no_choice(said))),
                "BAD_INPUT" | "BAD_CURSOR" => return Err(Trouble::Wrong(said.into())),
                _ => {}
            }
            tracing::error!(error = %error, "a page could not be made");
            return Err(Trouble::Failed);
        }
        T::deserialize(&self.answer["data"]).map_err(|error| {
            tracing::error!(%error, "an answer is not what its page takes");
            Trouble::Failed
        })
    }
}

/// That a value of the address is none that can be chosen; the schema names it between quotation marks.
fn no_choice(said: &str) -> String {
    match said.split('"').nth(1) {
        Some(value) => format!("“{value}” cannot be chosen here."),
        None => "A value in it cannot be chosen here.".into(),
    }
}

/// Asks a query with variables.
pub async fn ask(asking: &Asking, query: Query, variables: Map<String, Value>) -> Asked {
    let told = asking.ask(query.0, variables.clone()).await;
    tracing::debug!(statements = told.statements, "a page asked");
    Asked { query: query.0, variables, answer: told.answer }
}
