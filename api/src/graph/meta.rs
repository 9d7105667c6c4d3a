//! The parts of the engine's registry, each made from a name and its words.

use async_graphql::{
    indexmap::IndexMap,
    registry::{Deprecation, MetaEnumValue, MetaField, MetaInputValue, MetaType, Registry},
};

/// Adds a type.
///
/// # Panics
///
/// When another type has the name already: the schema would hold one of them and answers the other.
pub fn insert(registry: &mut Registry, ty: MetaType) {
    if let (Some(MetaType::Enum { enum_values: held, .. }), MetaType::Enum { enum_values: new, .. }) =
        (registry.types.get(ty.name()), &ty)
    {
        assert!(held.keys().eq(new.keys()), "two types are called {}", ty.name());
    }
    registry.types.insert(ty.name().to_owned(), ty);
}

pub fn argument(name: &str, ty: &str, about: &str) -> MetaInputValue {
    MetaInputValue {
        name: name.into(),
        description: Some(about.into()),
        ty: ty.into(),
        deprecation: Deprecation::NoDeprecated,
        default_value: None,
        visible: None,
        inaccessible: false,
        tags: vec![],
        is_secret: false,
        directive_invocations: vec![],
    }
}

pub fn field(name: &str, ty: &str, about: &str, args: Vec<MetaInputValue>) -> MetaField {
    MetaField {
        name: name.into(),
        description: Some(about.into()),
        args: args.into_iter().map(|a| (a.name.clone(), a)).collect(),
        ty: ty.into(),
        deprecation: Deprecation::NoDeprecated,
        cache_control: Default::default(),
        external: false,
        requires: None,
        provides: None,
        visible: None,
        shareable: false,
        inaccessible: false,
        tags: vec![],
        override_from: None,
        compute_complexity: None,
        directive_invocations: vec![],
        requires_scopes: vec![],
    }
}

/// An object type as the registry holds it.
pub fn object(name: &str, about: &str, fields: Vec<MetaField>) -> MetaType {
    MetaType::Object {
        name: name.into(),
        description: Some(about.into()),
        fields: fields.into_iter().map(|f| (f.name.clone(), f)).collect(),
        cache_control: Default::default(),
        extends: false,
        shareable: false,
        resolvable: true,
        inaccessible: false,
        interface_object: false,
        tags: vec![],
        keys: None,
        visible: None,
        is_subscription: false,
        rust_typename: None,
        directive_invocations: vec![],
        requires_scopes: vec![],
    }
}

pub fn interface() -> MetaType {
    let id = field("id", "ID!", "Stable identifier: the same after every load of the same facts.", vec![]);
    MetaType::Interface {
        name: "Node".into(),
        description: Some("A record of any type, found by its id.".into()),
        fields: [("id".to_owned(), id)].into_iter().collect(),
        possible_types: Default::default(),
        extends: false,
        inaccessible: false,
        tags: vec![],
        keys: None,
        visible: None,
        rust_typename: None,
        directive_invocations: vec![],
        requires_scopes: vec![],
    }
}

pub fn input(name: &str, about: &str, fields: Vec<MetaInputValue>, oneof: bool) -> MetaType {
    MetaType::InputObject {
        name: name.into(),
        description: Some(about.into()),
        input_fields: fields.into_iter().map(|f| (f.name.clone(), f)).collect(),
        visible: None,
        inaccessible: false,
        tags: vec![],
        rust_typename: None,
        oneof,
        directive_invocations: vec![],
    }
}

pub fn enumeration<'a>(
    registry: &mut Registry,
    name: &str,
    about: &str,
    values: impl Iterator<Item = (&'a str, &'a str)>,
) {
    let value = |(name, about): (&str, &str)| MetaEnumValue {
        name: name.into(),
        description: Some(about.into()),
        deprecation: Deprecation::NoDeprecated,
        visible: None,
        inaccessible: false,
        tags: vec![],
        directive_invocations: vec![],
    };
    let values: IndexMap<_, _> = values.map(value).map(|v| (v.name.clone(), v)).collect();
    if values.is_empty() {
        return;
    }
    insert(
        registry,
        MetaType::Enum {
            name: name.into(),
            description: Some(about.into()),
            enum_values: values,
            visible: None,
            inaccessible: false,
            tags: vec![],
            rust_typename: None,
            directive_invocations: vec![],
            requires_scopes: vec![],
        },
    );
}
