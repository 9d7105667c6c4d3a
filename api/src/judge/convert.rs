//! From the parser's document to the engine's.

use std::collections::HashMap;

use apollo_compiler::{Node, ast, parser::SourceSpan};
use async_graphql::{
    Name, Pos, Positioned, Value as ConstValue,
    parser::types::{
        BaseType, Directive, DocumentOperations, ExecutableDocument, Field, FragmentDefinition, FragmentSpread,
        InlineFragment, OperationDefinition, OperationType, Selection, SelectionSet, Type, TypeCondition,
        VariableDefinition,
    },
};
use async_graphql_value::Value;

use crate::error::{Code, Refusal};

/// Where each line of a text begins, and which bytes go on with a character: so that a place is found without reading
/// its line, which may be as long as the text.
pub struct Lines {
    starts: Vec<usize>,
    within: Vec<usize>,
}

impl Lines {
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        let within = text.bytes().enumerate().filter(|(_, b)| b & 0b1100_0000 == 0b1000_0000).map(|(i, _)| i).collect();
        Self { starts, within }
    }

    /// Line and column, both from 1.
    pub fn pos(&self, span: Option<SourceSpan>) -> Pos {
        let Some(span) = span else { return Pos::default() };
        let line = self.starts.partition_point(|start| *start <= span.offset());
        let start = self.starts[line.saturating_sub(1)];
        let within = |end: usize| self.within.partition_point(|byte| *byte < end);
        let column = span.offset() - start - (within(span.offset()) - within(start));
        Pos { line, column: column + 1 }
    }
}

type Map<T> = HashMap<Name, Positioned<T>>;

/// The document, and how many of its operations have a name.
pub fn document(ast: &ast::Document, lines: &Lines) -> Result<(ExecutableDocument, usize), Refusal> {
    let mut single = None;
    let mut operations: Map<OperationDefinition> = HashMap::new();
    let mut fragments: Map<FragmentDefinition> = HashMap::new();
    let mut count = 0;
    for definition in &ast.definitions {
        let pos = lines.pos(definition.location());
        match definition {
            ast::Definition::OperationDefinition(node) => {
                count += 1;
                let operation = Positioned::new(operation(node, lines), pos);
                match &node.name {
                    Some(n) => drop(operations.insert(name(n), operation)),
                    None => single = Some(operation),
                }
            }
            ast::Definition::FragmentDefinition(node) => {
                let on = Positioned::new(name(&node.type_condition), pos);
                let fragment = FragmentDefinition {
                    type_condition: Positioned::new(TypeCondition { on }, pos),
                    directives: directives(&node.directives, lines),
                    selection_set: Positioned::new(selections(&node.selection_set, lines), pos),
                };
                fragments.insert(name(&node.name), Positioned::new(fragment, pos));
            }
            _ => {
                let message = "A query holds operations and fragments, and no definitions of types.";
                return Err(Refusal::new(Code::ValidationFailed, message).at(pos));
            }
        }
    }
    let named = operations.len();
    let operations = match single {
        Some(operation) if count == 1 => DocumentOperations::Single(operation),
        None if count > 0 => DocumentOperations::Multiple(operations),
        None => return Err(Refusal::new(Code::SyntaxError, "The query holds no operation.")),
        Some(_) => {
            let message = "An operation without a name must be the only one of its query.";
            return Err(Refusal::new(Code::ValidationFailed, message));
        }
    };
    Ok((ExecutableDocument { operations, fragments }, named))
}

fn name(n: &apollo_compiler::Name) -> Name {
    Name::new(n.as_str())
}

fn operation(node: &ast::OperationDefinition, lines: &Lines) -> OperationDefinition {
    OperationDefinition {
        ty: match node.operation_type {
            ast::OperationType::Query => OperationType::Query,
            ast::OperationType::Mutation => OperationType::Mutation,
            ast::OperationType::Subscription => OperationType::Subscription,
        },
        variable_definitions: node.variables.iter().map(|v| positioned(v, lines, variable)).collect(),
        directives: directives(&node.directives, lines),
        selection_set: Positioned::new(selections(&node.selection_set, lines), Pos::default()),
    }
}

fn positioned<T, U>(node: &Node<T>, lines: &Lines, f: impl Fn(&T, &Lines, Pos) -> U) -> Positioned<U> {
    let pos = lines.pos(node.location());
    Positioned::new(f(node, lines, pos), pos)
}

fn variable(node: &ast::VariableDefinition, _: &Lines, pos: Pos) -> VariableDefinition {
    VariableDefinition {
        name: Positioned::new(name(&node.name), pos),
        var_type: Positioned::new(ty(&node.ty), pos),
        directives: vec![],
        default_value: node.default_value.as_ref().and_then(|v| value(v).into_const()).map(|v| Positioned::new(v, pos)),
    }
}

fn ty(node: &ast::Type) -> Type {
    match node {
        ast::Type::Named(n) => Type { base: BaseType::Named(name(n)), nullable: true },
        ast::Type::NonNullNamed(n) => Type { base: BaseType::Named(name(n)), nullable: false },
        ast::Type::List(inner) => Type { base: BaseType::List(Box::new(ty(inner))), nullable: true },
        ast::Type::NonNullList(inner) => Type { base: BaseType::List(Box::new(ty(inner))), nullable: false },
    }
}

fn directives(list: &ast::DirectiveList, lines: &Lines) -> Vec<Positioned<Directive>> {
    let directive = |node: &ast::Directive, lines: &Lines, pos| Directive {
        name: Positioned::new(name(&node.name), pos),
        arguments: arguments(&node.arguments, lines),
    };
    list.iter().map(|node| positioned(node, lines, directive)).collect()
}

fn arguments(list: &[Node<ast::Argument>], lines: &Lines) -> Vec<(Positioned<Name>, Positioned<Value>)> {
    list.iter()
        .map(|node| {
            let pos = lines.pos(node.location());
            (Positioned::new(name(&node.name), pos), Positioned::new(value(&node.value), pos))
        })
        .collect()
}

fn selections(list: &[ast::Selection], lines: &Lines) -> SelectionSet {
    let items = list.iter().map(|selection| {
        let pos = lines.pos(selection.location());
        let selection = match selection {
            ast::Selection::Field(node) => Selection::Field(positioned(node, lines, field)),
            ast::Selection::FragmentSpread(node) => Selection::FragmentSpread(Positioned::new(
                FragmentSpread {
                    fragment_name: Positioned::new(name(&node.fragment_name), pos),
                    directives: directives(&node.directives, lines),
                },
                pos,
            )),
            ast::Selection::InlineFragment(node) => {
                let on = |n| Positioned::new(TypeCondition { on: Positioned::new(name(n), pos) }, pos);
                Selection::InlineFragment(Positioned::new(
                    InlineFragment {
                        type_condition: node.type_condition.as_ref().map(on),
                        directives: directives(&node.directives, lines),
                        selection_set: Positioned::new(selections(&node.selection_set, lines), pos),
                    },
                    pos,
                ))
            }
        };
        Positioned::new(selection, pos)
    });
    SelectionSet { items: items.collect() }
}

fn field(node: &ast::Field, lines: &Lines, pos: Pos) -> Field {
    Field {
        alias: node.alias.as_ref().map(|n| Positioned::new(name(n), pos)),
        name: Positioned::new(name(&node.name), pos),
        arguments: arguments(&node.arguments, lines),
        directives: directives(&node.directives, lines),
        selection_set: Positioned::new(selections(&node.selection_set, lines), pos),
    }
}

fn value(node: &ast::Value) -> Value {
    match node {
        ast::Value::Null => Value::Null,
        ast::Value::Enum(n) => Value::Enum(name(n)),
        ast::Value::Variable(n) => Value::Variable(name(n)),
        ast::Value::String(s) => Value::String(s.clone()),
        ast::Value::Boolean(b) => Value::Boolean(*b),
        ast::Value::Int(n) => number(n.as_str()),
        ast::Value::Float(n) => number(n.as_str()),
        ast::Value::List(items) => Value::List(items.iter().map(|v| value(v)).collect()),
        ast::Value::Object(fields) => Value::Object(fields.iter().map(|(k, v)| (name(k), value(v))).collect()),
    }
}

/// A number too large for any of ours stays a text, which no argument takes for a number.
fn number(text: &str) -> Value {
    serde_json::from_str::<serde_json::Number>(text)
        .map_or_else(|_| ConstValue::String(text.to_owned()).into_value(), Value::Number)
}
