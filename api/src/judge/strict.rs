//! Rules of the specification that the validator does not hold yet.

use apollo_compiler::{Node, ast};
use async_graphql::Pos;

use super::convert::Lines;
use crate::error::{Code, Refusal};

/// A default of null makes a variable no safer where null is not allowed: it counts as none.
pub fn without_null_defaults(document: &mut ast::Document) {
    for definition in &mut document.definitions {
        let ast::Definition::OperationDefinition(operation) = definition else { continue };
        let null = |v: &Node<ast::VariableDefinition>| v.default_value.as_ref().is_some_and(|d| d.is_null());
        if operation.variables.iter().any(null) {
            for variable in operation.make_mut().variables.iter_mut().filter(|v| null(v)) {
                variable.make_mut().default_value = None;
            }
        }
    }
}

/// A field of an input object may stand there only once.
pub fn unique_input_fields(document: &ast::Document, lines: &Lines) -> Result<(), Refusal> {
    for definition in &document.definitions {
        match definition {
            ast::Definition::OperationDefinition(operation) => {
                for variable in &operation.variables {
                    if let Some(value) = &variable.default_value {
                        unique(value, lines.pos(variable.location()))?;
                    }
                }
                selections(&operation.selection_set, lines)?;
            }
            ast::Definition::FragmentDefinition(fragment) => selections(&fragment.selection_set, lines)?,
            _ => {}
        }
    }
    Ok(())
}

fn selections(set: &[ast::Selection], lines: &Lines) -> Result<(), Refusal> {
    for selection in set {
        match selection {
            ast::Selection::Field(field) => {
                for argument in &field.arguments {
                    unique(&argument.value, lines.pos(argument.location()))?;
                }
                selections(&field.selection_set, lines)?;
            }
            ast::Selection::InlineFragment(fragment) => selections(&fragment.selection_set, lines)?,
            ast::Selection::FragmentSpread(_) => {}
        }
    }
    Ok(())
}

fn unique(value: &ast::Value, pos: Pos) -> Result<(), Refusal> {
    match value {
        ast::Value::List(items) => items.iter().try_for_each(|item| unique(item, pos)),
        ast::Value::Object(fields) => {
            let mut names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
            names.sort_unstable();
            if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
                let message = format!("There can be only one input field named \"{}\".", twice[0]);
                return Err(Refusal::new(Code::ValidationFailed, message).at(pos));
            }
            fields.iter().try_for_each(|(_, value)| unique(value, pos))
        }
        _ => Ok(()),
    }
}
