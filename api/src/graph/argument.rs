//! Reading a document: arguments with their variables filled in, and selections merged by response key.

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Name, Positioned, Value as ConstValue, Variables,
    indexmap::IndexMap,
    parser::types::{Directive, Field, FragmentDefinition, Selection, SelectionSet},
};
use async_graphql_value::Value;

/// What a document's parts are read against. `variables` hold every default already.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    pub fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    pub variables: &'a Variables,
}

/// The fields of one response key, in the order in which the keys first appear.
pub type Group<'a> = Vec<&'a Positioned<Field>>;

impl<'a> Scope<'a> {
    /// The value of an argument; `None` when it is left out, or given by a variable that is.
    pub fn argument(&self, field: &Field, name: &str) -> Option<ConstValue> {
        field.get_argument(name).and_then(|value| self.value(&value.node))
    }

    fn value(&self, value: &Value) -> Option<ConstValue> {
        Some(match value {
            Value::Variable(name) => return self.variables.get(name).cloned(),
            Value::Null => ConstValue::Null,
            Value::Number(n) => ConstValue::Number(n.clone()),
            Value::String(s) => ConstValue::String(s.clone()),
            Value::Boolean(b) => ConstValue::Boolean(*b),
            Value::Binary(b) => ConstValue::Binary(b.clone()),
            Value::Enum(n) => ConstValue::Enum(n.clone()),
            Value::List(items) => {
                ConstValue::List(items.iter().map(|v| self.value(v).unwrap_or(ConstValue::Null)).collect())
            }
            Value::Object(fields) => {
                ConstValue::Object(fields.iter().filter_map(|(k, v)| self.value(v).map(|v| (k.clone(), v))).collect())
            }
        })
    }

    /// The fields that these selection sets ask of a type, merged by response key as the specification's
    /// CollectFields has it. `applies` says whether a fragment's type condition holds.
    pub fn collect(&self, sets: &[&'a SelectionSet], applies: &dyn Fn(&str) -> bool) -> IndexMap<&'a Name, Group<'a>> {
        let mut groups = IndexMap::new();
        let mut seen = HashSet::new();
        for set in sets {
            self.collect_into(set, applies, &mut seen, &mut groups);
        }
        groups
    }

    fn collect_into(
        &self,
        set: &'a SelectionSet,
        applies: &dyn Fn(&str) -> bool,
        seen: &mut HashSet<&'a Name>,
        groups: &mut IndexMap<&'a Name, Group<'a>>,
    ) {
        for selection in &set.items {
            if !self.included(selection.node.directives()) {
                continue;
            }
            match &selection.node {
                Selection::Field(field) => groups.entry(&field.node.response_key().node).or_default().push(field),
                Selection::InlineFragment(fragment) => {
                    if fragment.node.type_condition.as_ref().is_none_or(|c| applies(&c.node.on.node)) {
                        self.collect_into(&fragment.node.selection_set.node, applies, seen, groups);
                    }
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if !seen.insert(name) {
                        continue;
                    }
                    if let Some(fragment) = self.fragments.get(name)
                        && applies(&fragment.node.type_condition.node.on.node)
                    {
                        self.collect_into(&fragment.node.selection_set.node, applies, seen, groups);
                    }
                }
            }
        }
    }

    fn included(&self, directives: &[Positioned<Directive>]) -> bool {
        directives.iter().all(|d| {
            let condition =
                || d.node.get_argument("if").and_then(|v| self.value(&v.node)) == Some(ConstValue::Boolean(true));
            match d.node.name.node.as_str() {
                "skip" => !condition(),
                "include" => condition(),
                _ => true,
            }
        })
    }
}

/// The selection sets of a group of fields: what is asked below one response key.
pub fn below<'a>(group: &[&'a Positioned<Field>]) -> Vec<&'a SelectionSet> {
    group.iter().map(|f| &f.node.selection_set.node).collect()
}

/// One field with the selections of the whole group.
pub fn merged(group: &Group<'_>) -> Positioned<Field> {
    let mut field = group[0].clone();
    for other in &group[1..] {
        field.node.selection_set.node.items.extend(other.node.selection_set.node.items.iter().cloned());
    }
    field
}
