//! Between the text of a query and its execution: parse, bound, validate, and turn into the engine's own document.
//! A document is judged once and kept; what depends on variables is judged for every request.

mod convert;
mod guard;
mod near;
mod strict;
mod tokens;

use std::sync::Arc;

use apollo_compiler::{
    ExecutableDocument as Executable, Schema, ast,
    parser::Parser,
    response::{GraphQLError, JsonMap},
    validation::{DiagnosticList, Valid},
};
use async_graphql::{Pos, Variables, parser::types::ExecutableDocument};
use quick_cache::{Weighter, sync::Cache};

pub use guard::Weight;

use crate::{
    error::{Code, Refusal},
    limits::Limits,
};

/// Judged documents that are kept, and what their texts may come to in bytes.
const KEPT: usize = 1_000;
const KEPT_BYTES: u64 = 4_000_000;
/// Nesting that the parser follows: of selections, lists and objects.
const RECURSION: usize = 200;
/// Errors that an answer lists.
const ERRORS: usize = 20;

/// A document that fits the schema.
pub struct Judged {
    pub document: ExecutableDocument,
    valid: Valid<Executable>,
}

/// Judges documents against one schema.
pub struct Judge {
    schema: Valid<Schema>,
    limits: Limits,
    kept: Cache<String, Arc<Judged>, ByLength>,
}

/// Weighs a kept document by its text.
#[derive(Clone)]
struct ByLength;

impl Weighter<String, Arc<Judged>> for ByLength {
    fn weight(&self, text: &String, _: &Arc<Judged>) -> u64 {
        text.len() as u64 + 100
    }
}

impl Judge {
    /// A judge over a schema as text; an error says what is wrong with the text.
    pub fn new(sdl: &str, limits: Limits) -> Result<Self, String> {
        let mut text = sdl.to_owned();
        if !text.contains("directive @oneOf") {
            text.push_str("\ndirective @oneOf on INPUT_OBJECT\n");
        }
        let schema = Schema::parse_and_validate(text, "schema.graphql").map_err(|e| e.errors.to_string())?;
        Ok(Self { schema, limits, kept: Cache::with_weighter(KEPT, KEPT_BYTES, ByLength) })
    }

    /// Judges the text of a query.
    pub fn document(&self, text: &str) -> Result<Arc<Judged>, Arc<Vec<Refusal>>> {
        if text.len() as u64 > self.limits.query_bytes {
            let refusal = Refusal::beyond(
                Code::QueryTooLarge,
                "Bytes of the query's text",
                text.len() as u64,
                self.limits.query_bytes,
            );
            return Err(Arc::new(vec![refusal]));
        }
        let tokens = tokens::count(text);
        if tokens > self.limits.tokens {
            return Err(Arc::new(vec![Refusal::beyond(
                Code::TooManyTokens,
                "Tokens of the query",
                tokens,
                self.limits.tokens,
            )]));
        }
        if let Some(known) = self.kept.get(text) {
            return Ok(known);
        }
        let judged = Arc::new(self.judge(text).map_err(Arc::new)?);
        self.kept.insert(text.to_owned(), judged.clone());
        Ok(judged)
    }

    fn judge(&self, text: &str) -> Result<Judged, Vec<Refusal>> {
        let mut parser = Parser::new().recursion_limit(RECURSION).token_limit(20_000);
        let mut ast = match parser.parse_ast(text, "query.graphql") {
            Ok(ast) => ast,
            Err(broken) => return Err(refusals(Code::SyntaxError, &broken.errors)),
        };
        let lines = convert::Lines::new(text);
        let (document, named) = convert::document(&ast, &lines).map_err(|r| vec![r])?;
        guard::structure(&self.schema, &document, &self.limits).map_err(|r| vec![r])?;
        strict::without_null_defaults(&mut ast);
        let valid = validate(&ast, &self.schema)?;
        strict::unique_input_fields(&ast, &lines).map_err(|r| vec![r])?;
        guard::one_of(&self.schema, &ast, &lines).map_err(|r| vec![r])?;
        debug_assert_eq!(named, valid.operations.named.len());
        Ok(Judged { document, valid })
    }

    /// Judges what depends on the variables: coerces them, and weighs the operation.
    pub fn operation(
        &self,
        judged: &Judged,
        name: Option<&str>,
        values: &serde_json::Map<String, serde_json::Value>,
    ) -> Result<(Variables, Weight), Refusal> {
        let operation = judged
            .valid
            .operations
            .get(name)
            .map_err(|e| Refusal::new(Code::UnknownOperation, sentence(&e.message().to_string())))?;
        let bytes = serde_json::to_vec(values).unwrap_or_default();
        let given: JsonMap = serde_json::from_slice(&bytes).unwrap_or_default();
        let coerced = apollo_compiler::request::coerce_variable_values(&self.schema, operation, &given)
            .map_err(|e| Refusal::new(Code::BadVariable, sentence(&e.message().to_string())))?;
        let json = serde_json::to_value(&*coerced).unwrap_or_default();
        let variables = Variables::from_json(json);
        let weight = guard::weigh(&self.schema, &judged.document, name, &variables, &self.limits)?;
        Ok((variables, weight))
    }

    /// Whether the operation named is a query; `None` when there is no such operation.
    pub fn is_query(&self, judged: &Judged, name: Option<&str>) -> Option<bool> {
        judged.valid.operations.get(name).ok().map(|operation| operation.is_query())
    }
}

fn validate(ast: &ast::Document, schema: &Valid<Schema>) -> Result<Valid<Executable>, Vec<Refusal>> {
    ast.to_executable_validate(schema).map_err(|broken| {
        let mut refusals = refusals(Code::ValidationFailed, &broken.errors);
        for refusal in &mut refusals {
            if let Some(meant) = near::meant(schema, &refusal.message) {
                refusal.message = format!("{} {meant}", refusal.message);
            }
        }
        refusals
    })
}

fn refusals(code: Code, errors: &DiagnosticList) -> Vec<Refusal> {
    let refusals: Vec<_> = errors.iter().take(ERRORS).map(|e| refusal(code, e.unstable_to_json_compat())).collect();
    if refusals.is_empty() { vec![Refusal::new(code, "The query could not be read.")] } else { refusals }
}

fn refusal(code: Code, error: GraphQLError) -> Refusal {
    let at = error.locations.first().map(|l| Pos { line: l.line, column: l.column });
    Refusal { code, message: sentence(&error.message), at, bound: None }
}

/// One line, ended with a full stop.
fn sentence(text: &str) -> String {
    let mut line: String = text.lines().map(str::trim).collect::<Vec<_>>().join(" ").chars().take(500).collect();
    if !line.ends_with(['.', '?', '!']) {
        line.push('.');
    }
    line
}
