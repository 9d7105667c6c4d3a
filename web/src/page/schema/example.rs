//! A query to try for every type: the shortest way from the root to where the type is given.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::Deserialize;

use super::Reference;

/// Fields that must be told something, each with its type and what it is told here.
const TOLD: &[(&str, &str, &str)] = &[
    ("Query", "search", "search(query: \"family help\", first: 2)"),
    ("Query", "suggest", "suggest(prefix: \"family\")"),
    ("Query", "changes", "changes(since: \"0\", first: 2)"),
    ("Query", "compareProgrammes", "compareProgrammes(programme: {slug: \"families-first-partnership\"})"),
    (
        "Query",
        "compareStrategies",
        "compareStrategies(strategies: [{slug: \"stoke-on-trent/children-and-families-strategy-2025-2030\"}, \
         {slug: \"sandwell/children-and-families-strategy-2025-28\"}])",
    ),
    ("Query", "compareIndicators", "compareIndicators(programme: {slug: \"families-first-partnership\"})"),
    ("Indicator", "series", "series(comparatorsOf: {slug: \"stoke-on-trent\"})"),
    ("Council", "rank", "rank(indicator: {slug: \"lait-lac\"})"),
    ("CouncilConnection", "facets", "facets(by: [KIND])"),
];

/// All types with what they lead to.
#[derive(Debug, Deserialize)]
pub struct Data {
    __schema: Schema,
}

#[derive(Debug, Deserialize)]
struct Schema {
    types: Vec<Type>,
}

#[derive(Debug, Deserialize)]
struct Type {
    kind: String,
    name: String,
    fields: Option<Vec<Field>>,
}

#[derive(Debug, Deserialize)]
struct Field {
    name: String,
    args: Vec<Argument>,
    #[serde(rename = "type")]
    of: Reference,
}

#[derive(Debug, Deserialize)]
struct Argument {
    #[serde(rename = "type")]
    of: Reference,
}

impl Field {
    /// Whether it can be asked for without being told anything.
    fn is_free(&self) -> bool {
        self.args.iter().all(|argument| argument.of.kind.as_deref() != Some("NON_NULL"))
    }

    /// How it is asked of a type; none where it must be told what is not known here.
    fn asked_of(&self, of: &str) -> Option<String> {
        let told = TOLD.iter().find(|(held, name, _)| *held == of && *name == self.name);
        let list = of == "Query" && self.of.inner().ends_with("Connection");
        match told {
            Some((_, _, told)) => Some((*told).into()),
            None if !self.is_free() => None,
            None if list => Some(format!("{}(first: 2)", self.name)),
            None => Some(self.name.clone()),
        }
    }
}

impl Data {
    /// A query in whose answer the type stands; none where no field gives it, as with what can only be given.
    pub fn example(&self, name: &str) -> Option<String> {
        let types: BTreeMap<&str, &Type> = self.__schema.types.iter().map(|held| (held.name.as_str(), held)).collect();
        // The root itself is no answer: a list of its does for it.
        let target = if name == "Query" { "Council" } else { name };
        let mut todo: VecDeque<(&str, Vec<String>)> = VecDeque::from([("Query", Vec::new())]);
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        while let Some((at, way)) = todo.pop_front() {
            if at == target {
                return Some(written(&way, &inside(types.get(at)?)));
            }
            // What a union or an interface leads to stands in its types.
            let held = types.get(at).filter(|held| held.kind == "OBJECT" && seen.insert(at));
            for field in held.iter().flat_map(|held| held.fields.iter().flatten()) {
                if let Some(asked) = field.asked_of(at) {
                    todo.push_back((field.of.inner(), way.iter().cloned().chain([asked]).collect()));
                }
            }
        }
        None
    }
}

/// What is asked of a type: its plain values, or its name where it has none; nothing of a value.
fn inside(held: &Type) -> Vec<String> {
    if matches!(held.kind.as_str(), "SCALAR" | "ENUM") {
        return Vec::new();
    }
    let plain = held.fields.iter().flatten().filter(|field| field.is_free() && field.of.is_leaf());
    let fields: Vec<String> = plain.map(|field| field.name.clone()).collect();
    if fields.is_empty() { vec!["__typename".into()] } else { fields }
}

fn written(way: &[String], inside: &[String]) -> String {
    let mut out = String::from("query Example {\n");
    for (depth, name) in way.iter().enumerate() {
        let open = if depth + 1 < way.len() || !inside.is_empty() { " {" } else { "" };
        out += &format!("{}{name}{open}\n", "  ".repeat(depth + 1));
    }
    for name in inside {
        out += &format!("{}{name}\n", "  ".repeat(way.len() + 1));
    }
    let opened = if inside.is_empty() { way.len() } else { way.len() + 1 };
    for depth in (0..opened).rev() {
        out += &format!("{}}}\n", "  ".repeat(depth));
    }
    out
}
