//! Fields of a record that are written by hand: ordinary typed async-graphql code over the record's id, mixed in with
//! the fields that the description gives.

use async_graphql::{
    ContainerType, Context, OutputType, ServerResult, Value,
    futures_util::future::BoxFuture,
    indexmap::IndexMap,
    registry::{MetaField, MetaType, Registry},
};
use uuid::Uuid;

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
