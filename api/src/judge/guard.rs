//! Bounds on a document: linear in its length, each fragment weighed once however often it is spread, saturating.

use std::collections::HashMap;

use apollo_compiler::{
    Node, Schema, ast,
    schema::{ExtendedType, FieldDefinition},
    validation::Valid,
};
use async_graphql::{
    Name, Pos, Value, Variables,
    parser::types::{ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet},
};

use super::convert::Lines;
use crate::{
    error::{Code, Refusal},
    graph::{argument::Scope, window},
    kind,
    limits::Limits,
};

/// A plain list that belongs to a record counts as this many.
const FEW: u64 = 5;
/// Aliases that a query may use within the schema's own description, whose lists are weighed by their average length.
const DESCRIBED: u64 = 20;
/// Facets that a query may count in all, whatever the number of lists; a comparison reads as much as ten.
const HEAVY: u64 = 40;
const COMPARISON: u64 = 10;
/// A series or a rank reads as much as two, for all records that it stands in.
const SERIES: u64 = 2;
/// Columns that a comparison is weighed with; one that is asked for more counts once for each so many.
const COLUMNS: u64 = 100;
/// A search reads as much as four, type-ahead as much as two.
const SEARCH: u64 = 4;
const SUGGESTIONS: u64 = 2;
/// Reading a list to count it costs as much as this many values.
const COUNTING: u64 = 1_000;
/// Lists that are not pages, by the type that they stand in: how long they are, or may well be.
const LONG: [(&str, &str, u64); 22] = [
    ("Facet", "values", 50),
    ("ProgrammeComparison", "columns", 100),
    ("ProgrammeComparison", "rows", 10),
    ("ProgrammeComparisonRow", "cells", 100),
    ("ProgrammeComparisonCell", "evidence", 10),
    ("IndicatorComparison", "columns", 20),
    ("IndicatorComparison", "rows", 500),
    ("IndicatorComparisonRow", "cells", 20),
    ("IndicatorSeries", "lines", 20),
    ("IndicatorSeries", "withoutFigures", 20),
    ("IndicatorSeries", "periods", 10),
    ("IndicatorSeries", "median", 10),
    ("SeriesLine", "points", 10),
    ("SearchFacets", "types", 30),
    ("SearchFacets", "councils", 100),
    ("SearchFacets", "boardKinds", 20),
    ("SearchFacets", "years", 30),
    ("SearchFacets", "topics", 100),
    ("StrategyComparison", "strategies", 10),
    ("StrategyComparison", "rows", 50),
    ("StrategyComparisonRow", "cells", 5),
    ("StrategyComparisonCell", "elements", 5),
];
/// All operations of a document may select this many times as many fields together as one may: the validator walks every
/// operation through every fragment that it spreads.
const TOGETHER: u64 = 4;
/// Lists of the schema's own description that lead from types to types.
const CIRCLES: [&str; 4] = ["fields", "interfaces", "possibleTypes", "inputFields"];

/// What a part of a document comes to, fragments spread out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weight {
    pub fields: u64,
    pub depth: u64,
    pub cost: u64,
    pub aliases: u64,
    pub directives: u64,
    circles: u64,
    roots: u64,
    /// Aliases within the schema's own description.
    described: u64,
    /// Statements that read whole lists to count or compare them.
    heavy: u64,
    /// Cost within a list that is of the list and not of each of its records.
    apart: u64,
}

impl Weight {
    fn add(&mut self, other: Weight) {
        self.fields = self.fields.saturating_add(other.fields);
        self.cost = self.cost.saturating_add(other.cost);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
        self.described = self.described.saturating_add(other.described);
        self.heavy = self.heavy.saturating_add(other.heavy);
        self.apart = self.apart.saturating_add(other.apart);
        self.depth = self.depth.max(other.depth);
        self.circles = self.circles.max(other.circles);
    }

    fn deeper(mut self) -> Self {
        self.depth = self.depth.saturating_add(1);
        self
    }

    fn held_to(self, limits: &Limits) -> Result<Self, Refusal> {
        for (code, what, value, bound) in [
            (Code::TooManyRootFields, "Root fields", self.roots, limits.root_fields),
            (Code::TooDeep, "Levels of nesting", self.depth, limits.depth),
            (Code::TooManyFields, "Fields selected, fragments spread out", self.fields, limits.fields),
            (Code::TooManyAliases, "Aliases", self.aliases, limits.aliases),
            (Code::TooManyAliases, "Aliases in the schema's description", self.described, DESCRIBED),
            (Code::TooManyDirectives, "Directives", self.directives, limits.directives),
            (
                Code::TooCostly,
                "Facets, with ten for each comparison, four for each search and two for each series, rank and suggestion",
                self.heavy,
                HEAVY,
            ),
            (
                Code::IntrospectionTooDeep,
                "Lists of the schema's description nested in one another",
                self.circles,
                limits.introspection_depth,
            ),
            (Code::TooCostly, "Values that the answer could hold", self.cost, limits.cost),
        ] {
            if value > bound {
                let mut refusal = Refusal::beyond(code, what, value, bound);
                if code == Code::TooCostly && bound == limits.cost {
                    refusal.message.push_str(" Ask for smaller pages with `first`, or begin from fewer records.");
                }
                return Err(refusal);
            }
        }
        Ok(self)
    }
}

struct Scale<'a> {
    schema: &'a Valid<Schema>,
    scope: Scope<'a>,
    /// A fragment being weighed stands here as one field, so that a circle of fragments ends; validation names it.
    fragments: HashMap<&'a Name, Weight>,
}

/// Bounds that need no variables; the cost waits for them, and the roots for the one operation that is to run: to gather
/// those of every operation would take as long as there are operations times fragments.
pub fn structure(schema: &Valid<Schema>, document: &ExecutableDocument, limits: &Limits) -> Result<(), Refusal> {
    let nothing = Variables::default();
    let mut scale = Scale::new(schema, document, &nothing);
    let mut together = Weight::default();
    for (_, operation) in document.operations.iter() {
        let weight = scale.operation(&operation.node);
        together.add(weight);
        Weight { cost: 0, ..weight }.held_to(limits)?;
    }
    let bound = limits.fields.saturating_mul(TOGETHER);
    if together.fields > bound {
        let what = "Fields selected by all operations together, fragments spread out";
        return Err(Refusal::beyond(Code::TooManyFields, what, together.fields, bound));
    }
    Ok(())
}

/// Weighs one operation and holds it to the bounds.
pub fn weigh(
    schema: &Valid<Schema>,
    document: &ExecutableDocument,
    name: Option<&str>,
    variables: &Variables,
    limits: &Limits,
) -> Result<Weight, Refusal> {
    let found = document.operations.iter().find(|(n, _)| name.is_none() || n.map(Name::as_str) == name);
    let Some((_, operation)) = found else { return Ok(Weight::default()) };
    let mut scale = Scale::new(schema, document, variables);
    let weight = scale.operation(&operation.node);
    let roots = scale.scope.collect(&[&operation.node.selection_set.node], &|_| true).len() as u64;
    Weight { roots, ..weight }.held_to(limits)
}

impl<'a> Scale<'a> {
    fn new(schema: &'a Valid<Schema>, document: &'a ExecutableDocument, variables: &'a Variables) -> Self {
        let scope = Scope { fragments: &document.fragments, variables };
        Self { schema, scope, fragments: HashMap::new() }
    }

    fn operation(&mut self, operation: &'a OperationDefinition) -> Weight {
        let mut weight = self.selections(&operation.selection_set.node, "Query");
        weight.directives = weight.directives.saturating_add(operation.directives.len() as u64);
        weight
    }

    fn selections(&mut self, set: &'a SelectionSet, on: &str) -> Weight {
        let mut sum = Weight::default();
        for selection in &set.items {
            let weight = match &selection.node {
                Selection::Field(field) => self.field(&field.node, on),
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref().map_or(on, |c| c.node.on.node.as_str());
                    self.selections(&fragment.node.selection_set.node, on).deeper()
                }
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node).deeper(),
            };
            sum.add(weight);
            sum.directives = sum.directives.saturating_add(selection.node.directives().len() as u64);
        }
        sum
    }

    fn fragment(&mut self, name: &'a Name) -> Weight {
        if let Some(known) = self.fragments.get(name) {
            return *known;
        }
        let Some(fragment) = self.scope.fragments.get(name) else { return Weight::default() };
        self.fragments.insert(name, Weight { fields: 1, ..Weight::default() });
        let mut weight = self.selections(&fragment.node.selection_set.node, &fragment.node.type_condition.node.on.node);
        weight.directives = weight.directives.saturating_add(fragment.node.directives.len() as u64);
        self.fragments.insert(name, weight);
        weight
    }

    fn field(&mut self, field: &'a Field, on: &str) -> Weight {
        let name = field.name.node.as_str();
        let definition = self.schema.type_field(on, name).ok();
        let ty = definition.map_or("", |d| d.ty.inner_named_type().as_str()).to_owned();
        let mut weight = self.selections(&field.selection_set.node, &ty);
        let times = definition.map_or(1, |d| self.times(on, d, field));
        weight.cost = weight.cost.saturating_mul(times).saturating_add(1).saturating_add(weight.apart);
        weight.apart = 0;
        if (on, name) == ("Indicator", "series") || (on, name) == ("Council", "rank") {
            weight.heavy = weight.heavy.saturating_add(SERIES);
        } else if on == "Query" && name.starts_with("compare") {
            weight.heavy = weight.heavy.saturating_add(COMPARISON);
            weight.cost = weight.cost.saturating_add(COMPARISON * COUNTING);
        } else if on == "Query" && matches!(name, "search" | "suggest") {
            weight.heavy = weight.heavy.saturating_add(if name == "search" { SEARCH } else { SUGGESTIONS });
            weight.cost = weight.cost.saturating_add(COUNTING);
        } else if name == "facets" && ty == "Facet" {
            weight.heavy = weight.heavy.saturating_add(times);
            weight.apart = weight.cost.saturating_add(times.saturating_mul(COUNTING));
            weight.cost = 0;
        }
        weight.fields = weight.fields.saturating_add(1);
        weight.depth = weight.depth.saturating_add(1);
        weight.aliases = weight.aliases.saturating_add(u64::from(field.alias.is_some()));
        if on.starts_with("__") || name.starts_with("__") {
            weight.described = weight.described.saturating_add(u64::from(field.alias.is_some()));
        }
        if on.starts_with("__") && CIRCLES.contains(&name) {
            weight.circles = weight.circles.saturating_add(1);
        }
        weight
    }

    /// How long the lists of the schema's own description are on average: the usual introspection query must pass.
    fn description(&self, field: &str) -> u64 {
        match field {
            "types" => self.schema.types.len() as u64,
            "possibleTypes" => 5,
            "fields" | "directives" => 5,
            "inputFields" => 4,
            "args" | "enumValues" => 2,
            _ => 1,
        }
    }

    /// How often what is below a field may stand in the answer.
    fn times(&self, on: &str, definition: &FieldDefinition, field: &Field) -> u64 {
        let size = |name, most: u32| match self.scope.argument(field, name) {
            Some(Value::Number(n)) => n.as_u64().map(|n| n.min(u64::from(most))),
            _ => None,
        };
        let name = field.name.node.as_str();
        if on == "Query" && name.starts_with("compare") {
            return size("first", kind::COUNCILS_ASKED).map_or(1, |first| first.div_ceil(COLUMNS).max(1));
        }
        if definition.argument_by_name("first").is_some() {
            let most = most(&definition.ty);
            return size("first", most).or_else(|| size("last", most)).unwrap_or(u64::from(window::PAGE));
        }
        if let Some((_, _, long)) = LONG.iter().find(|(ty, list, _)| (*ty, *list) == (on, name)) {
            return *long;
        }
        match self.scope.argument(field, if name == "facets" { "by" } else { "ids" }) {
            Some(Value::List(items)) if definition.ty.is_list() => items.len() as u64,
            // The page of a connection is counted at the connection itself.
            _ if matches!(name, "edges" | "nodes") => 1,
            _ if on.starts_with("__") => self.description(name),
            _ if definition.ty.is_list() => FEW,
            _ => 1,
        }
    }
}

/// How many a page of a list may hold.
fn most(ty: &ast::Type) -> u32 {
    let catalogue = kind::catalogue();
    let held = ty.inner_named_type().strip_suffix("Connection").and_then(|name| catalogue.named(name));
    held.map_or(window::PAGE_LIMIT, |place| catalogue.form(place).ty.most)
}

/// Inputs of which exactly one field must be given: the validator does not know them yet.
pub fn one_of(schema: &Valid<Schema>, document: &ast::Document, lines: &Lines) -> Result<(), Refusal> {
    for definition in &document.definitions {
        match definition {
            ast::Definition::OperationDefinition(o) => {
                fields_one_of(schema, "Query", &o.selection_set, &o.variables, lines)?
            }
            ast::Definition::FragmentDefinition(f) => {
                fields_one_of(schema, &f.type_condition, &f.selection_set, &[], lines)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn fields_one_of(
    schema: &Valid<Schema>,
    on: &str,
    set: &[ast::Selection],
    variables: &[Node<ast::VariableDefinition>],
    lines: &Lines,
) -> Result<(), Refusal> {
    for selection in set {
        match selection {
            ast::Selection::Field(field) => {
                let Ok(definition) = schema.type_field(on, &field.name) else { continue };
                for argument in &field.arguments {
                    let Some(input) = definition.argument_by_name(&argument.name) else { continue };
                    check_one_of(schema, &input.ty, &argument.value, variables, lines.pos(argument.location()))?;
                }
                fields_one_of(schema, definition.ty.inner_named_type(), &field.selection_set, variables, lines)?;
            }
            ast::Selection::InlineFragment(fragment) => {
                let on = fragment.type_condition.as_ref().map_or(on, |n| n.as_str());
                fields_one_of(schema, on, &fragment.selection_set, variables, lines)?;
            }
            ast::Selection::FragmentSpread(_) => {}
        }
    }
    Ok(())
}

fn check_one_of(
    schema: &Valid<Schema>,
    ty: &ast::Type,
    value: &ast::Value,
    variables: &[Node<ast::VariableDefinition>],
    pos: Pos,
) -> Result<(), Refusal> {
    let name = ty.inner_named_type();
    let Some(ExtendedType::InputObject(input)) = schema.types.get(name) else { return Ok(()) };
    let ast::Value::Object(fields) = value else { return Ok(()) };
    if !input.directives.has("oneOf") {
        return Ok(());
    }
    let refused = |why: String| Err(Refusal::new(Code::ValidationFailed, why).at(pos));
    match fields.as_slice() {
        [(key, inner)] => match &**inner {
            ast::Value::Null => refused(format!("Field \"{name}.{key}\" must be non-null.")),
            ast::Value::Variable(variable) => {
                let nullable = variables.iter().find(|v| v.name == *variable).is_some_and(|v| !v.ty.is_non_null());
                if nullable {
                    refused(format!(
                        "Variable \"${variable}\" must be non-nullable to be used for OneOf Input Object \"{name}\"."
                    ))
                } else {
                    Ok(())
                }
            }
            _ => Ok(()),
        },
        _ => refused(format!("OneOf Input Object \"{name}\" must specify exactly one key.")),
    }
}
