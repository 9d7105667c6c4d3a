//! Names of the schema near to one that it has not: what somebody meant who misspelt it.

use apollo_compiler::{Schema, schema::ExtendedType};

/// How like a name must be.
const LIKE: f64 = 0.75;
/// Names proposed at most.
const MOST: usize = 3;

/// A sentence that proposes what was meant, for a message of the validator's about a field or an argument; none where nothing
/// is near.
pub fn meant(schema: &Schema, message: &str) -> Option<String> {
    let (wrong, names) = if let Some(rest) = message.strip_prefix("Cannot query field \"") {
        let (field, rest) = rest.split_once("\" on type \"")?;
        (field, fields(schema, rest.split_once('"')?.0))
    } else if let Some(rest) = message.strip_prefix("Unknown argument \"") {
        let (argument, rest) = rest.split_once("\" on field \"")?;
        let (ty, field) = rest.split_once('"')?.0.split_once('.')?;
        (argument, arguments(schema, ty, field))
    } else {
        return None;
    };
    let mut near: Vec<(f64, &str)> = names.into_iter().map(|name| (likeness(wrong, name), name)).collect();
    near.retain(|(like, _)| *like >= LIKE);
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let near: Vec<String> = near.into_iter().take(MOST).map(|(_, name)| format!("`{name}`")).collect();
    let (last, others) = near.split_last()?;
    Some(match others {
        [] => format!("Did you mean {last}?"),
        others => format!("Did you mean {} or {last}?", others.join(", ")),
    })
}

fn likeness(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(&a.to_lowercase(), &b.to_lowercase())
}

fn fields<'s>(schema: &'s Schema, ty: &str) -> Vec<&'s str> {
    match schema.types.get(ty) {
        Some(ExtendedType::Object(object)) => object.fields.keys().map(|name| name.as_str()).collect(),
        Some(ExtendedType::Interface(interface)) => interface.fields.keys().map(|name| name.as_str()).collect(),
        _ => Vec::new(),
    }
}

fn arguments<'s>(schema: &'s Schema, ty: &str, field: &str) -> Vec<&'s str> {
    let definition = match schema.types.get(ty) {
        Some(ExtendedType::Object(object)) => object.fields.get(field),
        Some(ExtendedType::Interface(interface)) => interface.fields.get(field),
        _ => None,
    };
    definition.into_iter().flat_map(|field| &field.arguments).map(|argument| argument.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::meant;
    use apollo_compiler::Schema;

    #[test]
    fn what_is_near_is_proposed() {
        let text = "type Query { councils(first: Int): [Query] council: Query meetings: Int }";
        let schema = Schema::parse(text, "schema.graphql").expect("a schema");
        let said = |message: &str| meant(&schema, message);
        let near = said("Cannot query field \"councls\" on type \"Query\".");
        assert_eq!(near.as_deref(), Some("Did you mean `councils` or `council`?"));
        let near = said("Unknown argument \"frst\" on field \"Query.councils\".");
        assert_eq!(near.as_deref(), Some("Did you mean `first`?"));
        assert_eq!(said("Cannot query field \"weather\" on type \"Query\"."), None);
        assert_eq!(said("Something else."), None);
    }
}
