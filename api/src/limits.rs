//! What a request may be at most.

/// Bounds that every request is held to; each has a code in [`crate::error::Code`].
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Length of a query's text, in bytes.
    pub query_bytes: u64,
    /// Names, numbers, texts and marks in a query.
    pub tokens: u64,
    /// Length of a request's body, in bytes.
    pub body_bytes: u64,
    /// Fields that a query selects, fragments spread out.
    pub fields: u64,
    /// Levels of nesting.
    pub depth: u64,
    /// Values that the answer could hold at most.
    pub cost: u64,
    pub aliases: u64,
    pub directives: u64,
    pub root_fields: u64,
    /// Lists of the schema's own description nested in one another.
    pub introspection_depth: u64,
    /// Time that an answer may take, in milliseconds.
    pub request_time_ms: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            query_bytes: 64 * 1024,
            tokens: 5_000,
            body_bytes: 1_000_000,
            fields: 2_000,
            depth: 24,
            cost: 500_000,
            aliases: 200,
            directives: 200,
            root_fields: 50,
            introspection_depth: 2,
            request_time_ms: 10_000,
        }
    }
}

impl Limits {
    /// The names of the limits, as settings and as fields of `serviceLimits` write them, each with its place.
    #[must_use]
    pub fn named(&mut self) -> [(&'static str, &mut u64); 11] {
        [
            ("query_bytes", &mut self.query_bytes),
            ("tokens", &mut self.tokens),
            ("body_bytes", &mut self.body_bytes),
            ("fields", &mut self.fields),
            ("depth", &mut self.depth),
            ("cost", &mut self.cost),
            ("aliases", &mut self.aliases),
            ("directives", &mut self.directives),
            ("root_fields", &mut self.root_fields),
            ("introspection_depth", &mut self.introspection_depth),
            ("request_time_ms", &mut self.request_time_ms),
        ]
    }
}
