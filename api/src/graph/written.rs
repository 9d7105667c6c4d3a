//! Long lists of hand-written objects, written as bytes of JSON at once: the engine would take a step of its own, and build
//! a value, for each field of each object.

use std::borrow::Cow;

use async_graphql::{
    ContextSelectionSet, ID, Name, OutputType, Positioned, ServerResult, Value,
    parser::types::{Field, SelectionSet},
    registry::Registry,
};

use super::{
    argument::{Scope, below},
    json,
};

/// A field that is asked for, with what is asked below it.
pub struct Asked<'a> {
    pub name: &'a str,
    key: &'a Name,
    pub below: Vec<Asked<'a>>,
}

impl<'a> Asked<'a> {
    /// The fields of selections. Objects alone are written so, and no type is in several of their places: what is
    /// validated applies.
    fn of(scope: &Scope<'a>, sets: &[&'a SelectionSet]) -> Vec<Self> {
        let groups = scope.collect(sets, &|_| true).into_iter();
        let one = |(key, group): (&'a Name, Vec<&'a Positioned<Field>>)| Self {
            name: &group[0].node.name.node,
            key,
            below: Self::of(scope, &below(&group)),
        };
        groups.map(one).collect()
    }
}

/// What can be written as JSON: an object by what is asked of it, anything else as it is.
pub trait Written {
    fn write(&self, asked: &[Asked<'_>], out: &mut Vec<u8>);
}

/// Writes an object, given what writes each of its fields.
pub fn object(asked: &[Asked<'_>], out: &mut Vec<u8>, field: impl Fn(&Asked<'_>, &mut Vec<u8>)) {
    out.push(b'{');
    for (i, asked) in asked.iter().enumerate() {
        json::key(out, i, asked.key);
        field(asked, out);
    }
    out.push(b'}');
}

/// Says of an object which of its fields the schema calls what.
macro_rules! written {
    ($object:ident: $($name:literal => $field:ident),+ $(,)?) => {
        #[cfg(test)]
        impl $object {
            /// The fields that are written.
            pub const FIELDS: &'static [&'static str] = &[$($name),+];
        }

        impl $crate::graph::written::Written for $object {
            fn write(&self, asked: &[$crate::graph::written::Asked<'_>], out: &mut Vec<u8>) {
                $crate::graph::written::object(asked, out, |asked, out| match asked.name {
                    $($name => $crate::graph::written::Written::write(&self.$field, &asked.below, out),)+
                    _ => $crate::graph::json::text(out, &<$object as async_graphql::OutputType>::type_name()),
                });
            }
        }
    };
}
pub(crate) use written;

impl Written for String {
    fn write(&self, _: &[Asked<'_>], out: &mut Vec<u8>) {
        json::text(out, self);
    }
}

impl Written for ID {
    fn write(&self, _: &[Asked<'_>], out: &mut Vec<u8>) {
        json::text(out, self);
    }
}

impl Written for i32 {
    fn write(&self, _: &[Asked<'_>], out: &mut Vec<u8>) {
        json::number(out, (*self).into());
    }
}

impl Written for bool {
    fn write(&self, _: &[Asked<'_>], out: &mut Vec<u8>) {
        json::truth(out, *self);
    }
}

impl Written for f64 {
    fn write(&self, _: &[Asked<'_>], out: &mut Vec<u8>) {
        json::value(out, &Value::from(*self));
    }
}

impl<T: Written> Written for Many<T> {
    fn write(&self, asked: &[Asked<'_>], out: &mut Vec<u8>) {
        self.0.write(asked, out);
    }
}

impl<T: Written> Written for Option<T> {
    fn write(&self, asked: &[Asked<'_>], out: &mut Vec<u8>) {
        match self {
            Some(one) => one.write(asked, out),
            None => json::null(out),
        }
    }
}

impl<T: Written> Written for Vec<T> {
    fn write(&self, asked: &[Asked<'_>], out: &mut Vec<u8>) {
        out.push(b'[');
        for (i, one) in self.iter().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            one.write(asked, out);
        }
        out.push(b']');
    }
}

/// A list that is written at once.
#[derive(Clone)]
pub struct Many<T>(pub Vec<T>);

impl<T: Written + OutputType> OutputType for Many<T> {
    fn type_name() -> Cow<'static, str> {
        Vec::<T>::type_name()
    }

    fn qualified_type_name() -> String {
        Vec::<T>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        Vec::<T>::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        let scope = Scope { fragments: &ctx.query_env.fragments, variables: &ctx.query_env.variables };
        let mut out = Vec::new();
        self.0.write(&Asked::of(&scope, &[&ctx.item.node]), &mut out);
        Ok(Value::Binary(out.into()))
    }
}

/// That what is written of types is all that the schema says of them: what is not written would be taken for `__typename`.
#[cfg(test)]
pub fn holds(written: &[(&str, &[&str])]) {
    use apollo_compiler::{Schema, schema::ExtendedType};

    let schema = Schema::parse(crate::sdl(), "schema.graphql").expect("the schema is one");
    for (ty, written) in written {
        let Some(ExtendedType::Object(object)) = schema.types.get(*ty) else { panic!("no type {ty}") };
        let fields: Vec<&str> = object.fields.keys().map(|name| name.as_str()).collect();
        assert_eq!(*written, fields, "{ty}");
    }
}
