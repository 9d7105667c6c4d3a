//! Arguments that stand for a test of the filter: rewritten to that test, so that there is one language and one way.

use async_graphql::{Name, Value, indexmap::IndexMap};

use super::describe::Short;

type Fields = IndexMap<Name, Value>;

/// The filter that an argument's value stands for.
pub fn fields(short: &Short, value: Value) -> Fields {
    let mut test = match value {
        Value::Object(key) => Value::Object(key.into_iter().map(by).collect()),
        texts => object("in", texts),
    };
    for field in short.fields.iter().skip(1).rev() {
        test = object(field, test);
    }
    short.fields.first().map(|field| (Name::new(field), test)).into_iter().collect()
}

/// A key as a test: ids are listed, all else is equal to something.
fn by((name, value): (Name, Value)) -> (Name, Value) {
    let test = if name == "id" { Value::List(vec![value]) } else { object("eq", value) };
    (name, test)
}

fn object(field: &str, value: Value) -> Value {
    Value::Object([(Name::new(field), value)].into_iter().collect())
}

#[cfg(test)]
mod tests {
    use async_graphql::{Value, value};

    use super::{Short, fields};

    #[test]
    fn arguments_become_tests() {
        let short = |fields| Short { argument: "a", ty: "T", fields, about: "" };
        let written = |short: &Short, given: Value| Value::Object(fields(short, given));
        assert_eq!(
            written(&short(&["indicator"]), value!({"slug": "lait-lac"})),
            value!({"indicator": {"slug": {"eq": "lait-lac"}}})
        );
        assert_eq!(written(&short(&["indicator"]), value!({"id": "1"})), value!({"indicator": {"id": ["1"]}}));
        assert_eq!(
            written(&short(&["timePeriod", "label"]), value!(["2025"])),
            value!({"timePeriod": {"label": {"in": ["2025"]}}})
        );
    }
}
