//! Root fields that are written by hand.

use async_graphql::{Context, Object, Result, SimpleObject};

use super::comparison::{Councils, ElementKind, ProgrammeBy, StrategyBy, programme, strategy};
use crate::{graph::window, limits::Limits};

pub struct Typed;

#[Object]
impl Typed {
    /// One programme in every council that runs it: facets by councils, each cell with what it rests on. A fixed number
    /// of statements, however many councils there are.
    async fn compare_programmes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The national programme.")] programme: ProgrammeBy,
        #[graphql(desc = "Which councils: at most 100. Null means those that have a version of the programme.")]
        councils: Option<Councils>,
    ) -> Result<programme::Comparison> {
        programme::compare(ctx, &programme, councils.as_ref()).await
    }

    /// Strategies side by side: what each says, topic by topic or element by element.
    async fn compare_strategies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The strategies, 1 to 10: the columns, in this order.")] strategies: Vec<StrategyBy>,
        #[graphql(desc = "Kinds of elements; null or none means all. At most 1,000 elements are compared.")]
        kinds: Option<Vec<ElementKind>>,
        #[graphql(desc = "What elements are lined up by; null means by topic.")] by: Option<strategy::By>,
    ) -> Result<strategy::Comparison> {
        let kinds = kinds.unwrap_or_default();
        strategy::compare(ctx, &strategies, &kinds, by.unwrap_or(strategy::By::Topic)).await
    }

    /// The limits that this server holds every request to.
    async fn service_limits(&self, ctx: &Context<'_>) -> ServiceLimits {
        let limits = ctx.data_unchecked::<Limits>();
        ServiceLimits {
            query_bytes: limits.query_bytes,
            tokens: limits.tokens,
            body_bytes: limits.body_bytes,
            fields: limits.fields,
            depth: limits.depth,
            cost: limits.cost,
            aliases: limits.aliases,
            directives: limits.directives,
            root_fields: limits.root_fields,
            introspection_depth: limits.introspection_depth,
            page_default: window::PAGE,
            page_limit: window::PAGE_LIMIT,
            request_time_ms: limits.request_time_ms,
        }
    }
}

/// What a request may be at most. A request beyond any of these is refused before it runs, with a code, the value and
/// the bound.
#[derive(SimpleObject)]
pub struct ServiceLimits {
    /// Length of a query's text, in bytes.
    query_bytes: u64,
    /// Names, numbers, texts and marks in a query.
    tokens: u64,
    /// Length of a request's body, in bytes.
    body_bytes: u64,
    /// Fields that a query selects, fragments spread out.
    fields: u64,
    /// Levels of nesting, fragments included.
    depth: u64,
    /// Values that the answer could hold at most: each field counts as often as the pages above it are long.
    cost: u64,
    /// Aliases in a query.
    aliases: u64,
    /// Directives in a query.
    directives: u64,
    /// Fields of the root.
    root_fields: u64,
    /// Lists of the schema's own description nested in one another.
    introspection_depth: u64,
    /// Length of a page when neither `first` nor `last` is given.
    page_default: u32,
    /// Length of a page at most.
    page_limit: u32,
    /// Time that an answer may take, in milliseconds.
    request_time_ms: u64,
}
