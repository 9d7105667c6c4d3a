//! Root fields that are written by hand.

use async_graphql::{Context, Object, Result, SimpleObject};

use super::{
    comparison::{CouncilBy, Councils, ElementKind, ProgrammeBy, StrategyBy, programme, strategy},
    figure::{Choice, matrix},
    search::{self, BoardKind, Given, SearchType, Topics},
};
use crate::{
    graph::{scalar::Date, window},
    limits::Limits,
};

pub struct Typed;

#[Object]
impl Typed {
    /// One programme in every council that runs it: facets by councils, each cell with what it rests on. A fixed number
    /// of statements, however many councils there are.
    async fn compare_programmes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The national programme.")] programme: ProgrammeBy,
        #[graphql(desc = "Which councils. Null means those that have a version of the programme.")] councils: Option<
            Councils,
        >,
        #[graphql(
            desc = "The first so many of these by name, 1 to 400: it costs as much again for each hundred begun after the \
                    first. Null means all of them, of which there may be 100."
        )]
        first: Option<i32>,
    ) -> Result<programme::Comparison> {
        programme::compare(ctx, &programme, councils.as_ref(), first).await
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

    /// Many indicators for several councils, each with its latest figure, its change on the year before, and England: at
    /// most 500 indicators and 100 councils, chosen by exactly one of `councils`, `region`, `comparatorsOf` and
    /// `programme`. A fixed number of statements, however many there are.
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn compare_indicators(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which indicators; null means all.")] indicators: Option<matrix::Indicators>,
        #[graphql(desc = "Councils that pass this filter.")] councils: Option<Councils>,
        #[graphql(desc = "Slug of an area: councils that govern it, or lie in it, and have any figures.")]
        region: Option<String>,
        #[graphql(desc = "A council, with its neighbours by a model of those who resemble it.")] comparators_of: Option<
            CouncilBy,
        >,
        #[graphql(desc = "A programme: the councils that carry it out, or the one that owns it.")] programme: Option<
            ProgrammeBy,
        >,
        #[graphql(
            desc = "Slug of the model of neighbours; null means the newest version of the only one that we hold."
        )]
        comparator_set: Option<String>,
        #[graphql(
            desc = "How many of the nearest neighbours of each council chosen are added: 0 to 20; null means 10 with \
                    `comparatorsOf`, else none."
        )]
        neighbours: Option<i32>,
    ) -> Result<matrix::Comparison> {
        let choice = Choice::new(councils, region, comparators_of, programme, comparator_set, neighbours);
        matrix::compare(ctx, &choice, indicators.as_ref()).await
    }

    /// Looks through the names and texts of records of the types of `SearchType`: words in any of their forms, accents and
    /// apostrophes left aside. What holds all of the words comes, or what holds some of them where nothing holds all. No text is wrong: marks that mean
    /// nothing are passed over. Answers come from an index that takes in what is written within a second, see `searchStatus`.
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Words; \"words in this order\"; begin* for words that begin so; -word for what must not stand there. At \
                    most 10,000 bytes, of which the first 32 words count."
        )]
        query: String,
        #[graphql(desc = "Types looked through; null or none means all.")] types: Option<Vec<SearchType>>,
        #[graphql(desc = "What belongs to councils that pass this filter; null means all, also what belongs to none.")]
        councils: Option<Councils>,
        #[graphql(desc = "What has any of the topics that pass this filter; null means all, also what has none.")]
        topics: Option<Topics>,
        #[graphql(
            desc = "What belongs to boards of these kinds; null or none means all, also what belongs to no board."
        )]
        board_kinds: Option<Vec<BoardKind>>,
        #[graphql(desc = "First day: what may be of this day or later. What has no date does not pass.")] from: Option<
            Date,
        >,
        #[graphql(desc = "Last day: what may be of this day or earlier. What has no date does not pass.")] to: Option<
            Date,
        >,
        #[graphql(desc = "Length of the page: 1 to 100; null means 20. At most 10,000 hits can be paged through.")]
        first: Option<i32>,
        #[graphql(desc = "The cursor behind which the page begins; null means at the start.")] after: Option<String>,
    ) -> Result<search::Page> {
        search::find(ctx, Given { query, types, councils, topics, board_kinds, from, to, first, after }).await
    }

    /// Names of councils, boards, people, programmes and strategies, for type-ahead: those in which a word begins as each word
    /// that was typed.
    async fn suggest(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was typed so far: at most 10,000 bytes, of which the first 8 words count.")]
        prefix: String,
        #[graphql(desc = "How many: 1 to 100; null means 10.")] first: Option<i32>,
    ) -> Result<Vec<search::Suggestion>> {
        search::suggest(ctx, prefix, first).await
    }

    /// How the search index of this server stands.
    async fn search_status(&self, ctx: &Context<'_>) -> Result<search::Status> {
        search::status(ctx).await
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
    /// Length of a page at most, as a rule; where a list may be longer, its `first` says so.
    page_limit: u32,
    /// Time that an answer may take, in milliseconds.
    request_time_ms: u64,
}
