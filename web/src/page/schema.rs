//! `/docs/schema`: the schema as pages, a page a type, made from what the schema says of itself.

mod example;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use crate::ask::{Query, Trouble, ask};
use crate::csv::Table;
use crate::frame::{self, Frame};
use crate::markdown;

const TYPES: Query = Query(include_str!("../../queries/types.graphql"));
const TYPE: Query = Query(include_str!("../../queries/type.graphql"));
const ALL_FIELDS: Query = Query(include_str!("../../queries/fields.graphql"));

#[derive(Debug, Deserialize)]
struct Types {
    __schema: Schema,
}

#[derive(Debug, Deserialize)]
struct Schema {
    types: Vec<Short>,
}

#[derive(Debug, Deserialize)]
struct Short {
    kind: String,
    name: String,
    description: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Data {
    __type: Option<Type>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Type {
    name: String,
    description: Option<String>,
    #[serde(rename = "specifiedByURL")]
    specified_by: Option<String>,
    fields: Option<Vec<Field>>,
    input_fields: Option<Vec<Argument>>,
    enum_values: Option<Vec<Word>>,
    possible_types: Option<Vec<Named>>,
    interfaces: Option<Vec<Named>>,
}

#[derive(Debug, Deserialize)]
struct Named {
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Field {
    name: String,
    description: Option<String>,
    is_deprecated: bool,
    deprecation_reason: Option<String>,
    args: Vec<Argument>,
    #[serde(rename = "type")]
    of: Reference,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Argument {
    name: String,
    description: Option<String>,
    #[serde(rename = "type")]
    of: Reference,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Word {
    name: String,
    description: Option<String>,
    is_deprecated: bool,
}

/// A type with what is around it: lists, and that it is never null.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reference {
    kind: Option<String>,
    name: Option<String>,
    of_type: Option<Box<Reference>>,
}

impl Reference {
    /// The type itself.
    fn inner(&self) -> &str {
        match &self.of_type {
            Some(of) => of.inner(),
            None => self.name.as_deref().unwrap_or_default(),
        }
    }

    /// What stands before and behind the name of the type.
    fn around(&self) -> (String, String) {
        let Some(of) = &self.of_type else { return (String::new(), String::new()) };
        let (before, behind) = of.around();
        match self.kind.as_deref() {
            Some("LIST") => (format!("[{before}"), format!("{behind}]")),
            Some("NON_NULL") => (before, format!("{behind}!")),
            _ => (before, behind),
        }
    }

    /// Whether it is a value, and no record of its own.
    fn is_leaf(&self) -> bool {
        match &self.of_type {
            Some(of) => of.is_leaf(),
            None => matches!(self.kind.as_deref(), Some("SCALAR" | "ENUM")),
        }
    }
}

#[derive(Template)]
#[template(path = "schema.html")]
struct Contents {
    frame: Frame,
    /// Kinds in words, each with its types.
    groups: Vec<(&'static str, Vec<Short>)>,
}

#[derive(Template)]
#[template(path = "type.html")]
struct Page {
    frame: Frame,
    said: Type,
    /// A query in whose answer the type stands; none for what can only be given.
    example: Option<(String, String)>,
}

fn kind_word(kind: &str) -> &'static str {
    match kind {
        "OBJECT" => "Records and their parts",
        "INTERFACE" | "UNION" => "Types that others share",
        "ENUM" => "Closed lists of words",
        "INPUT_OBJECT" => "What can be given",
        _ => "Values",
    }
}

pub async fn contents(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    let asked = ask(&asking, TYPES, Map::new()).await;
    let types = match asked.data::<Types>() {
        Ok(types) => types.__schema.types,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let types: Vec<Short> = types.into_iter().filter(|held| !held.name.starts_with("__")).collect();
    let row = |held: &Short| vec![held.kind.clone(), held.name.clone(), held.description.clone().unwrap_or_default()];
    let table = Table { columns: vec!["kind", "name", "description"], rows: types.iter().map(row).collect() };
    let mut held: BTreeMap<&'static str, Vec<Short>> = BTreeMap::new();
    for short in types {
        // Pages, edges, filters and orderings are one for each record type, and are reached from there.
        let is_plumbing = ["Connection", "Edge", "Filter", "Order", "Facet", "By", "Test"]
            .iter()
            .any(|end| short.name.ends_with(end));
        if !is_plumbing || short.name == "Facet" {
            held.entry(kind_word(&short.kind)).or_default().push(short);
        }
    }
    let order =
        ["Records and their parts", "Types that others share", "Closed lists of words", "What can be given", "Values"];
    let groups = order.into_iter().filter_map(|word| held.remove(word).map(|types| (word, types))).collect();
    let frame =
        Frame::new(&request, "The schema", "Every type that can be asked for, from the schema's own description.")
            .below(&[("Documentation", "/docs".into())])
            .structured(&asking, "TechArticle", json!({ "headline": "The schema" }));
    frame::send(&request, &asked, frame, Some(table), |frame| Contents { frame, groups })
}

/// What the types lead to: asked once, for it stays the same while the server runs.
static FIELDS: OnceLock<example::Data> = OnceLock::new();

/// A query in whose answer a type stands, and the address of the explorer with it.
async fn example(asking: &Asking, name: &str) -> Option<(String, String)> {
    let fields = match FIELDS.get() {
        Some(fields) => fields,
        None => {
            let asked = ask(asking, ALL_FIELDS, Map::new()).await;
            let fields = asked.data().ok()?;
            FIELDS.get_or_init(|| fields)
        }
    };
    let query = fields.example(name)?;
    let address = serde_urlencoded::to_string([("query", &query)]).ok()?;
    Some((query, format!("/graphiql/?{address}")))
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>, name: web::Path<String>) -> HttpResponse {
    let asked = ask(&asking, TYPE, Map::from_iter([("name".to_string(), json!(*name))])).await;
    let data = match asked.data::<Data>() {
        Ok(data) => data,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let Some(said) = data.__type else { return frame::trouble(&request, Trouble::Nothing) };
    let example = example(&asking, &said.name).await;
    let about = said.description.clone().unwrap_or_else(|| format!("The type {}.", said.name));
    let above = [("Documentation", "/docs".into()), ("The schema", "/docs/schema".into())];
    let frame = Frame::new(&request, &said.name, &about).below(&above).structured(
        &asking,
        "TechArticle",
        json!({ "headline": said.name, "description": about }),
    );
    let mut rows = Vec::new();
    let mut add = |name: &str, of: Option<&Reference>, about: &Option<String>| {
        let of = of.map(|of| {
            let (before, behind) = of.around();
            format!("{before}{}{behind}", of.inner())
        });
        rows.push(vec![name.to_string(), of.unwrap_or_default(), about.clone().unwrap_or_default()]);
    };
    said.fields.iter().flatten().for_each(|field| add(&field.name, Some(&field.of), &field.description));
    said.input_fields.iter().flatten().for_each(|field| add(&field.name, Some(&field.of), &field.description));
    said.enum_values.iter().flatten().for_each(|word| add(&word.name, None, &word.description));
    let table = Table { columns: vec!["name", "type", "description"], rows };
    frame::send(&request, &asked, frame, Some(table), |frame| Page { frame, said, example })
}
