//! A hit: the record, and the piece of text that shows why it was found.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use ::search::{ACTORS, ALIASES, Hit as Held};
use async_graphql::{
    Context, ContextSelectionSet, ID, Object, OutputType, Pos, Positioned, ServerError, ServerResult, SimpleObject,
    Value, parser::types::Field, registry::Registry,
};
use tokio::sync::{Mutex, OnceCell};
use uuid::Uuid;

use super::{
    super::typed::{Answer, told},
    kind::SearchType,
};
use crate::graph::{names::camel, nodes, roots::Session, scalar::Url};

/// A record of any type, as it was read.
pub struct Record(Value);

impl OutputType for Record {
    fn type_name() -> Cow<'static, str> {
        "Node".into()
    }

    // The descriptions register it.
    fn create_type_info(_: &mut Registry) -> String {
        <Self as OutputType>::qualified_type_name()
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        Ok(self.0.clone())
    }
}

type Read = Arc<OnceCell<Result<HashMap<Uuid, Value>, ServerError>>>;

/// The records of a page, read together by whichever hit is asked first, once for each place of the query.
pub struct Records {
    ids: Vec<Uuid>,
    read: Mutex<HashMap<Pos, Read>>,
}

impl Records {
    pub fn new(ids: Vec<Uuid>) -> Self {
        Self { ids, read: Mutex::default() }
    }

    async fn one(&self, ctx: &Context<'_>, id: Uuid) -> Result<Option<Record>, ServerError> {
        let read = self.read.lock().await.entry(ctx.item.pos).or_default().clone();
        let all = read.get_or_init(async || {
            let values = nodes::values(ctx, &self.ids).await?;
            Ok(self.ids.iter().copied().zip(values).collect())
        });
        match all.await {
            Ok(found) => Ok(found.get(&id).filter(|value| **value != Value::Null).cloned().map(Record)),
            Err(error) => Err(error.clone()),
        }
    }
}

/// A record that was found.
#[derive(Clone)]
pub struct Hit {
    ty: SearchType,
    held: Arc<Held>,
    records: Arc<Records>,
}

impl Hit {
    /// None for a table that is no type: the index has none.
    pub fn new(held: Held, records: Arc<Records>) -> Option<Self> {
        Some(Self { ty: SearchType::of_table(&held.named.table)?, held: Arc::new(held), records })
    }
}

/// A record that was found, and why.
#[Object(name = "SearchHit")]
impl Hit {
    /// The record itself; null where it was removed a moment ago. The records of a page are read together: one statement for
    /// their types, and those of each type.
    async fn record(&self, ctx: &Context<'_>) -> Answer<Option<Record>> {
        self.records.one(ctx, self.held.named.id).await.map_err(told)
    }

    /// Id of the record.
    async fn id(&self) -> ID {
        ID(self.held.named.id.to_string())
    }

    /// Type of the record.
    #[graphql(name = "type")]
    async fn ty(&self) -> SearchType {
        self.ty
    }

    /// Persistent address of the record.
    async fn uri(&self, ctx: &Context<'_>) -> Url {
        let base = &ctx.data_unchecked::<Session>().base;
        Url(format!("{base}/id/{}/{}", self.held.named.table, self.held.named.id))
    }

    /// Its name or title, else the beginning of its text: at most 120 characters.
    async fn label(&self) -> &str {
        &self.held.named.label
    }

    /// Slug of the council that it belongs to; null where it belongs to none that we know.
    async fn council_slug(&self) -> Option<&str> {
        self.held.named.council.as_deref()
    }

    /// The field of the record that the snippet is from. `actors` stands for the words for those who play a part in it,
    /// `aliases` for other forms of its name.
    async fn field(&self) -> String {
        match self.held.column.as_str() {
            column @ (ACTORS | ALIASES) => column.to_owned(),
            column => camel(column),
        }
    }

    /// The piece of the field that shows most of what was looked for.
    async fn snippet(&self) -> Snippet {
        let snippet = &self.held.snippet;
        Snippet {
            text: snippet.text.clone(),
            marks: snippet.marks.iter().map(|(from, to)| Mark { from: *from, to: *to }).collect(),
            begins_before: snippet.begins_before,
            goes_on: snippet.goes_on,
        }
    }

    /// How well it fits: above 0, the higher the better. Scores compare only within one answer.
    async fn score(&self) -> f32 {
        self.held.score
    }
}

/// A piece of a text, as plain text: never HTML.
#[derive(SimpleObject)]
#[graphql(name = "SearchSnippet")]
pub struct Snippet {
    /// The piece, as written: about 30 words at most.
    text: String,
    /// Where the words that were looked for stand in it, in order.
    marks: Vec<Mark>,
    /// Whether the text of the field begins before the piece.
    begins_before: bool,
    /// Whether the text of the field goes on after the piece.
    goes_on: bool,
}

/// A word that was looked for. Places are counted in UTF-16 code units, as JavaScript and Java count.
#[derive(SimpleObject)]
#[graphql(name = "SearchMark")]
pub struct Mark {
    /// Where it begins, from 0.
    from: usize,
    /// Where it ends: the place after its last unit.
    to: usize,
}
