//! Two kinds of error: the caller's fault, with a code, a plain sentence, the value and the bound; and ours, with an
//! opaque sentence and the id of the request.

use async_graphql::{ErrorExtensionValues, Pos, ServerError};

macro_rules! codes {
    ($($code:ident = $name:literal, $status:literal, $about:literal;)*) => {
        /// The one table of codes. Each stands in `extensions.code` of an error.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code { $(#[doc = $about] $code),* }

        impl Code {
            pub const ALL: &[Code] = &[$(Code::$code),*];
            /// As it stands in an answer.
            pub fn name(self) -> &'static str { match self { $(Code::$code => $name),* } }
            /// HTTP status of an answer that holds nothing but such an error.
            pub fn status(self) -> u16 { match self { $(Code::$code => $status),* } }
            /// What it means.
            pub fn about(self) -> &'static str { match self { $(Code::$code => $about),* } }
        }
    };
}

codes! {
    BadRequest = "BAD_REQUEST", 400, "The request is not a GraphQL request: no query, broken JSON, broken UTF-8.";
    SyntaxError = "SYNTAX_ERROR", 400, "The query is not GraphQL.";
    ValidationFailed = "VALIDATION_FAILED", 400, "The query does not fit the schema.";
    BadVariable = "BAD_VARIABLE", 400, "A variable is missing or does not fit its type.";
    UnknownOperation = "UNKNOWN_OPERATION", 400, "`operationName` names no operation of the query, or is needed and missing.";
    BadInput = "BAD_INPUT", 400, "An argument's value is out of its bounds.";
    BadCursor = "BAD_CURSOR", 400, "A cursor is broken, or belongs to another list or ordering.";
    QueryTooLarge = "QUERY_TOO_LARGE", 400, "The query's text is longer than allowed.";
    TooManyTokens = "TOO_MANY_TOKENS", 400, "The query holds more names, numbers, texts and marks than allowed.";
    TooDeep = "TOO_DEEP", 400, "The query is nested deeper than allowed.";
    TooManyFields = "TOO_MANY_FIELDS", 400, "The query selects more fields than allowed, fragments spread out.";
    TooManyAliases = "TOO_MANY_ALIASES", 400, "The query uses more aliases than allowed.";
    TooManyDirectives = "TOO_MANY_DIRECTIVES", 400, "The query uses more directives than allowed.";
    TooManyRootFields = "TOO_MANY_ROOT_FIELDS", 400, "The query asks for more root fields than allowed.";
    IntrospectionTooDeep = "INTROSPECTION_TOO_DEEP", 400, "The query walks the schema in circles.";
    TooCostly = "TOO_COSTLY", 400, "The answer could hold more values than allowed; ask for smaller pages.";
    MethodNotAllowed = "METHOD_NOT_ALLOWED", 405, "The method is not GET or POST, or asks by GET for what is no query.";
    NotAcceptable = "NOT_ACCEPTABLE", 406, "The answer is JSON, and `Accept` refuses that.";
    SlowBody = "SLOW_BODY", 408, "The request's body did not arrive in the time that a request may take.";
    BodyTooLarge = "BODY_TOO_LARGE", 413, "The request's body is longer than allowed.";
    UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE", 415, "The body of a POST must be `application/json` in UTF-8.";
    NotFound = "NOT_FOUND", 404, "Nothing lives at this address.";
    Timeout = "TIMEOUT", 503, "The answer took longer than allowed.";
    Unavailable = "UNAVAILABLE", 503, "The database or the search index cannot be asked at present.";
    Internal = "INTERNAL", 500, "A fault of ours; the log knows more under the id of the request.";
}

/// A request error: nothing was executed.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub code: Code,
    pub message: String,
    pub at: Option<Pos>,
    /// The value that was refused and the bound that it broke, where there is one.
    pub bound: Option<(i64, i64)>,
}

impl Refusal {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), at: None, bound: None }
    }

    /// A number beyond a bound.
    pub fn beyond(code: Code, what: &str, value: u64, bound: u64) -> Self {
        let clamp = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let message = format!("{what}: {value}, and at most {bound} are allowed.");
        Self { code, message, at: None, bound: Some((clamp(value), clamp(bound))) }
    }

    pub fn at(mut self, pos: Pos) -> Self {
        self.at = Some(pos);
        self
    }

    pub fn to_error(&self) -> ServerError {
        let mut error = ServerError::new(&self.message, self.at);
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", self.code.name());
        if let Some((value, bound)) = self.bound {
            extensions.set("value", value);
            extensions.set("bound", bound);
        }
        error.extensions = Some(extensions);
        error
    }
}
