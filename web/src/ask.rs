//! Asks the schema for what a page shows.

use api::Asking;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
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
    /// The answer as any client gets it, as JSON.
    pub answer: Vec<u8>,
}

/// An answer, read in one go into the shape that a page takes.
#[derive(Deserialize)]
struct Answer<T> {
    #[serde(default = "Vec::new")]
    errors: Vec<Value>,
    data: Option<T>,
}

impl Asked {
    /// The answer in the shape that a page takes.
    pub fn data<T: DeserializeOwned>(&self) -> Result<T, Trouble> {
        let read = serde_json::from_slice::<Answer<T>>(&self.answer);
        let errors = match &read {
            Ok(answer) => answer.errors.clone(),
            Err(_) => self.errors(),
        };
        if let Some(error) = errors.first() {
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
        let data = read.map(|answer| answer.data).map_err(|error| error.to_string());
        data.and_then(|data| data.ok_or_else(|| "it holds nothing".into())).map_err(|error| {
            tracing::error!(%error, "an answer is not what its page takes");
            Trouble::Failed
        })
    }

    /// What went wrong; empty where nothing did.
    pub fn errors(&self) -> Vec<Value> {
        serde_json::from_slice::<Answer<IgnoredAny>>(&self.answer).map(|answer| answer.errors).unwrap_or_default()
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
