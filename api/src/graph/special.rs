//! Fields of a record that are written by hand: ordinary typed async-graphql code over the record's id, mixed in with
//! the fields that the description gives.

use async_graphql::{
    ContainerType, Context, OutputType, ServerResult, Value,
    futures_util::future::{BoxFuture, join_all},
    indexmap::IndexMap,
    registry::{MetaField, MetaType, Registry},
};
use uuid::Uuid;

use super::{level::Level, run::Fetched};

/// The hand-written fields of one type.
pub struct Special {
    pub names: fn() -> Vec<String>,
    pub register: fn(&mut Registry) -> IndexMap<String, MetaField>,
    pub resolve: for<'a> fn(Uuid, &'a Context<'a>) -> BoxFuture<'a, ServerResult<Option<Value>>>,
}

/// A typed object whose fields are added to a record: made from the record's id.
pub trait Extra: OutputType + ContainerType + Sized {
    fn of(id: Uuid) -> Self;
}

/// The description of `E`'s fields, for [`super::describe::Type::special`].
pub const fn special<E: Extra + 'static>() -> Special {
    Special { names: names::<E>, register: register::<E>, resolve: resolve::<E> }
}

fn names<E: Extra>() -> Vec<String> {
    register::<E>(&mut blank()).into_keys().collect()
}

fn register<E: Extra>(registry: &mut Registry) -> IndexMap<String, MetaField> {
    match registry.create_fake_output_type::<E>() {
        MetaType::Object { fields, .. } => fields,
        _ => IndexMap::new(),
    }
}

fn resolve<'a, E: Extra + 'static>(id: Uuid, ctx: &'a Context<'a>) -> BoxFuture<'a, ServerResult<Option<Value>>> {
    Box::pin(async move { E::of(id).resolve_field(ctx).await })
}

fn blank() -> Registry {
    Registry::default()
}

/// Resolves the hand-written fields of every row fetched, all of a field at once.
pub fn fill<'a>(ctx: &'a Context<'a>, level: &'a Level<'_>, fetched: &'a mut Fetched) -> BoxFuture<'a, ()> {
    Box::pin(async move {
        for (id, field, special) in &level.specials {
            let field = &ctx.with_field(field);
            let (rows, kept) = (&fetched.rows, &fetched.kept);
            let values = (0..rows.len()).map(|row| async move {
                match rows.cell(row, *id).uuid().filter(|_| kept[row]) {
                    Some(id) => (special.resolve)(id, field).await.map(Option::unwrap_or_default),
                    None => Ok(Value::Null),
                }
            });
            let values = join_all(values).await;
            fetched.specials.push(values);
        }
        for (child, below) in level.children.iter().zip(&mut fetched.children) {
            if let Ok(below) = &mut below.fetched {
                fill(ctx, &child.level, below).await;
            }
        }
    })
}
