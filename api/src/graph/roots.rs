//! The root fields that the descriptions give: single records, lists, `node`, `nodes` and `resource`.

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, Name, ObjectType, OutputType, Positioned, ServerError, ServerResult,
    Value, Variables,
    parser::types::{ExecutableDocument, Field as AstField},
    registry::{MetaTypeId, Registry},
    resolver_utils::resolve_container,
};
use uuid::Uuid;

use super::{
    answer::{Failed, Writer},
    argument::{self, Scope, below},
    catalogue::Catalogue,
    cell::{Cell, Sort},
    database::Database,
    describe::By,
    filter, meta,
    nodes::{Trouble, fetch, last_error, nodes},
    plan::Planner,
    register,
    run::Fault,
    sql::Bind,
    statement::{self, Start},
};
use crate::error::{Code, Refusal};

/// Ids that one `nodes` may ask for.
const NODES_LIMIT: usize = 100;

/// A key or an address may be this long, in bytes.
pub const TEXT_LIMIT: usize = 2_000;

/// A key or an address that no record can have.
pub fn text_rule(argument: &str) -> Refusal {
    let rule = format!("`{argument}` must be a text of at most 2,000 bytes without NUL.");
    Refusal::new(Code::BadInput, rule)
}

/// What a request carries with it.
#[derive(Clone)]
pub struct Session {
    pub db: Arc<Database>,
    pub catalogue: &'static Catalogue,
    /// Start of every persistent address.
    pub base: Arc<str>,
    pub request_id: Arc<str>,
    pub answers: Answers,
}

/// The answers of described root fields by response key: JSON for which the engine holds a null.
#[derive(Clone, Default)]
pub struct Answers(Arc<Mutex<HashMap<Name, Vec<u8>>>>);

impl Answers {
    fn keep(&self, key: &Name, json: Vec<u8>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), json);
    }

    /// The answer under a key, once.
    pub fn take(&self, key: &Name) -> Option<Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key)
    }
}

impl Session {
    pub fn new(db: Arc<Database>, catalogue: &'static Catalogue, base: Arc<str>, request_id: Arc<str>) -> Self {
        Self { db, catalogue, base, request_id, answers: Answers::default() }
    }

    /// What the caller sees of a fault of ours; the whole of it goes to the log, once, under the id of the request.
    pub fn explain(&self, fault: &Fault) -> ServerError {
        let code = if fault.unavailable() { Code::Unavailable } else { Code::Internal };
        tracing::error!(request_id = %self.request_id, error = ?fault, "a statement failed");
        Refusal::new(code, format!("Something went wrong on our side; the log knows it as {}.", self.request_id))
            .to_error()
    }
}

/// The described part of the root.
pub struct Records(pub &'static Catalogue);

impl OutputType for Records {
    fn type_name() -> Cow<'static, str> {
        "Records".into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Object, |registry| {
            let fields = register::root_fields(registry, crate::kind::catalogue());
            meta::object("Records", "Records.", fields.into_values().collect())
        })
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _field: &Positioned<AstField>) -> ServerResult<Value> {
        resolve_container(ctx, self).await
    }
}

impl ObjectType for Records {}

impl ContainerType for Records {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        let field = ctx.item;
        let session = ctx.data_unchecked::<Session>();
        let scope = Scope { fragments: &ctx.query_env.fragments, variables: &ctx.query_env.variables };
        let planner = Planner { catalogue: self.0, scope };
        let refused = |refusal: Refusal| ctx.set_error_path(refusal.to_error());
        let Some(root) = Root::read(planner, field).map_err(refused)? else { return Ok(None) };
        let explain = |fault: &Fault| session.explain(fault);
        let writer = Writer::new(ctx, self.0, &session.base, &explain);
        let null = matches!(root, Root::One(..) | Root::Node(_) | Root::Resource(_));
        let answer = match &root {
            Root::One(form, start) => one(&planner, &writer, field, *form, start).await,
            Root::Page(form) => page(&planner, &writer, field, *form).await,
            Root::Node(id) => nodes(&planner, &writer, field, &[*id], false).await.map(|found| found.concat()),
            Root::Nodes(ids) => nodes(&planner, &writer, field, ids, true)
                .await
                .map(|found| [b"[".as_slice(), &found.join(b",".as_slice()), b"]"].concat()),
            Root::Resource(url) => resource(&planner, &writer, field, url).await,
        };
        let error = match answer {
            Ok(json) => {
                session.answers.keep(&field.node.response_key().node, json);
                return Ok(Some(Value::Null));
            }
            Err(Trouble::Refused(refusal)) => refused(refusal),
            Err(Trouble::Failed(fault)) => ctx.set_error_path(session.explain(&fault)),
            Err(Trouble::Said) => last_error(ctx),
        };
        // A root field that may be null becomes null; one that may not takes the whole answer with it.
        if null {
            ctx.add_error(error);
            return Ok(Some(Value::Null));
        }
        Err(error)
    }
}

type Json = Result<Vec<u8>, Trouble>;

/// One record, or null where there is none.
async fn one(
    planner: &Planner<'_, '_>,
    writer: &Writer<'_>,
    field: &Positioned<AstField>,
    form: usize,
    start: &Start,
) -> Json {
    let (level, object) = planner.record(form, &below(&[field]))?;
    let fetched = fetch(writer.ctx, planner.catalogue, &level, start).await?;
    Ok(match fetched.rows.is_empty() {
        true => b"null".to_vec(),
        false => writer.record(&level, &object, &fetched, 0, None),
    })
}

async fn page(planner: &Planner<'_, '_>, writer: &Writer<'_>, field: &Positioned<AstField>, form: usize) -> Json {
    let (level, slots) = planner.page(form, &vec![field])?;
    let fetched = fetch(writer.ctx, planner.catalogue, &level, &Start::All).await?;
    writer.page(&level, &slots, &fetched).map_err(|Failed| Trouble::Said)
}

/// The record behind an address.
async fn resource(planner: &Planner<'_, '_>, writer: &Writer<'_>, field: &Positioned<AstField>, url: &str) -> Json {
    let session = writer.ctx.data_unchecked::<Session>();
    let db = &session.db;
    if let Some((table, id)) = url.strip_prefix(&*session.base).and_then(|u| u.strip_prefix("/id/")?.split_once('/')) {
        return match (planner.catalogue.of_table(table), id.parse()) {
            (Some(form), Ok(id)) if planner.catalogue.form(form).ty.record => {
                one(planner, writer, field, form, &Start::Ids(vec![id])).await
            }
            _ => Ok(b"null".to_vec()),
        };
    }
    let mut sql = db.sql();
    statement::record_at(&mut sql, url);
    let rows = db.rows(sql, &[Sort::Text, Sort::Uuid]).await?;
    let found = match rows.is_empty() {
        true => None,
        false => match (rows.cell(0, 0), rows.cell(0, 1)) {
            (Cell::Text(table), Cell::Uuid(id)) => planner.catalogue.of_table(table).map(|form| (form, id)),
            _ => None,
        },
    };
    match found {
        Some((form, id)) => one(planner, writer, field, form, &Start::Ids(vec![id])).await,
        None => Ok(b"null".to_vec()),
    }
}

enum Root {
    One(usize, Start),
    Page(usize),
    Node(Uuid),
    Nodes(Vec<Uuid>),
    Resource(String),
}

impl Root {
    fn read(planner: Planner<'_, '_>, field: &Positioned<AstField>) -> Result<Option<Self>, Refusal> {
        let (scope, catalogue) = (planner.scope, planner.catalogue);
        let name = field.node.name.node.as_str();
        let text = |argument: &str| match scope.argument(&field.node, argument) {
            Some(Value::String(text)) => text,
            Some(Value::Number(n)) => n.to_string(),
            _ => String::new(),
        };
        Ok(Some(match name {
            "node" => Root::Node(filter::id("id", &text("id"))?),
            "nodes" => {
                let items = match scope.argument(&field.node, "ids") {
                    Some(Value::List(items)) => items,
                    given => given.into_iter().collect(),
                };
                if items.len() > NODES_LIMIT {
                    return Err(Refusal::beyond(
                        Code::BadInput,
                        "Ids in `nodes`",
                        items.len() as u64,
                        NODES_LIMIT as u64,
                    ));
                }
                let ids = items.iter().map(|v| match v {
                    Value::String(text) => filter::id("ids", text),
                    other => filter::id("ids", &other.to_string()),
                });
                Root::Nodes(ids.collect::<Result<_, _>>()?)
            }
            "resource" => match scope.argument(&field.node, "url") {
                Some(Value::String(url)) if url.len() <= TEXT_LIMIT && !url.contains('\0') => {
                    if !["http://", "https://"].iter().any(|start| url.starts_with(start)) {
                        let why = format!(
                            "`url`: {} is no address; it begins with https:// or http://.",
                            filter::shown(&url)
                        );
                        return Err(Refusal::new(Code::BadInput, why));
                    }
                    Root::Resource(url)
                }
                _ => return Err(text_rule("url")),
            },
            _ => {
                let at = |f: &dyn Fn(&super::catalogue::Form) -> bool| catalogue.forms.iter().position(f);
                if let Some(form) = at(&|f| f.ty.many == name) {
                    Root::Page(form)
                } else if let Some(form) = at(&|f| f.ty.one == name) {
                    Root::One(form, start(catalogue, form, scope.argument(&field.node, "by"))?)
                } else {
                    return Ok(None);
                }
            }
        }))
    }
}

fn start(catalogue: &Catalogue, form: usize, by: Option<Value>) -> Result<Start, Refusal> {
    let form = catalogue.form(form);
    let one =
        || Refusal::new(Code::BadInput, format!("`by` takes exactly one key, and not null: of {}By.", form.ty.name));
    let Some(Value::Object(keys)) = by else { return Err(one()) };
    let (Some((key, value)), 1) = (keys.first(), keys.len()) else { return Err(one()) };
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(n) => n.to_string(),
        _ => return Err(one()),
    };
    if key == "id" {
        return Ok(Start::Ids(vec![filter::id("by.id", &text)?]));
    }
    if text.len() > TEXT_LIMIT || text.contains('\0') {
        return Err(text_rule(&format!("by.{key}")));
    }
    match form.ty.lookups.iter().find(|l| l.field == key.as_str()).map(|l| &l.by) {
        Some(By::Column(column)) => Ok(Start::Column(column, Bind::Text(text))),
        Some(By::Identifier(scheme)) => Ok(Start::Identifier(scheme, text)),
        None => Err(one()),
    }
}

/// Plans every described root field of an operation and throws the plans away: so that a bad argument of any of them is
/// refused before anything runs. Fields written by hand look at theirs when they run.
pub fn check(
    catalogue: &Catalogue,
    document: &ExecutableDocument,
    operation: Option<&str>,
    variables: &Variables,
) -> Result<(), Refusal> {
    let scope = Scope { fragments: &document.fragments, variables };
    let planner = Planner { catalogue, scope };
    let found = document.operations.iter().find(|(name, _)| operation.is_none() || name.map(Name::as_str) == operation);
    let Some((_, operation)) = found else { return Ok(()) };
    for (_, group) in scope.collect(&[&operation.node.selection_set.node], &|_| true) {
        let located = |refusal: Refusal| Refusal { at: refusal.at.or(Some(group[0].pos)), ..refusal };
        let field = argument::merged(&group);
        let sets = below(&group);
        match Root::read(planner, &field).map_err(located)? {
            Some(Root::One(form, _)) => drop(planner.record(form, &sets).map_err(located)?),
            Some(Root::Page(form)) => drop(planner.page(form, &group).map_err(located)?),
            Some(Root::Node(_) | Root::Nodes(_) | Root::Resource(_)) => {
                for form in (0..catalogue.forms.len()).filter(|f| catalogue.form(*f).ty.record) {
                    planner.record(form, &sets).map_err(located)?;
                }
            }
            None => {}
        }
    }
    Ok(())
}
