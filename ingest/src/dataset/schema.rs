//! The dataset format for machines: a JSON Schema made from the descriptions of the tables.

use entities::{Column, Kind, RECORDS, STATE, Table, Words, actor, alias, citation, identifier};
use serde_json::{Map, Value, json};

use super::decode::{child_column, field_name};
use super::parts::UNSOURCED;

/// Columns of parts that are said by where the part stands.
const SAID: [&str; 6] = ["record_id", "record_type", "from_id", "provenance_id", "role", "position"];

/// A JSON Schema (2020-12) of the two forms of a dataset: a TOML file as a whole, or one line of JSON Lines. What a
/// schema cannot say (that keys are unique and references lead somewhere) is checked when a dataset is loaded.
pub fn json_schema() -> Value {
    let mut tables = Map::new();
    let mut file = Map::new();
    let mut line = Map::new();
    for table in RECORDS {
        let this = json!({ "$ref": format!("#/$defs/{}", table.name) });
        tables.insert(table.name.into(), record(table));
        tables.insert(nested_name(table), nested(table));
        file.insert(table.name.into(), json!({ "type": "array", "items": this }));
        line.insert(table.name.into(), this);
    }
    let keys = RECORDS.iter().map(|table| (table.name.to_string(), text("The key of the record to take away.")));
    tables.insert("remove".into(), object(keys.collect(), &[]));
    tables.insert("defaults".into(), defaults());
    tables.insert("file".into(), {
        file.insert("defaults".into(), json!({ "$ref": "#/$defs/defaults" }));
        file.insert("remove".into(), json!({ "type": "array", "items": { "$ref": "#/$defs/remove" } }));
        object(file, &[])
    });
    tables.insert("line".into(), {
        line.insert("defaults".into(), json!({ "$ref": "#/$defs/defaults" }));
        line.insert("remove".into(), json!({ "$ref": "#/$defs/remove" }));
        let mut line = object(line, &[]);
        line["minProperties"] = 1.into();
        line["maxProperties"] = 1.into();
        line
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Folkmoot dataset",
        "description": "A TOML file as a whole, or one line of JSON Lines.",
        "anyOf": [{ "$ref": "#/$defs/line" }, { "$ref": "#/$defs/file" }],
        "$defs": tables,
    })
}

fn defaults() -> Value {
    let mut fields = Map::new();
    fields.insert("source".into(), text("Key of the source that records rest on if they say no other."));
    fields.insert("method".into(), one_of(&citation::METHOD, "How the records were read if they say nothing else."));
    fields.insert("certainty".into(), one_of(&citation::CERTAINTY, "How sure the facts are; STATED if left out."));
    object(fields, &[])
}

/// A record by itself.
fn record(table: &'static Table) -> Value {
    let needed = table.columns.iter().filter(|c| !c.null && c.name != "slug").map(field_name);
    object(fields(table), &needed.chain(["key"]).collect::<Vec<_>>())
}

/// A record within another: its key and place, and its references to the records around it, may go without saying.
fn nested(table: &'static Table) -> Value {
    let said = |c: &&Column| c.null || matches!(c.name, "slug" | "position") || matches!(c.kind, Kind::Reference(_));
    let needed = table.columns.iter().filter(|c| !said(c)).map(field_name);
    object(fields(table), &needed.collect::<Vec<_>>())
}

fn nested_name(table: &Table) -> String {
    format!("nested_{}", table.name)
}

fn fields(table: &'static Table) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("key".into(), text("Name of the record, unique within its table; becomes its path-safe name."));
    for column in table.columns.iter().filter(|c| c.name != "slug") {
        fields.insert(field_name(column).into(), value(column));
    }
    fields.insert("state".into(), one_of(&STATE, "Where the record stands; CURRENT if left out."));
    fields.insert("identifiers".into(), list(part(&identifier::TABLE, &["scheme", "value"])));
    fields.insert("aliases".into(), list(json!({ "anyOf": [text("The form."), part(&alias::TABLE, &["name"])] })));
    for role in table.actors {
        let actor = part(&actor::TABLE, &[]);
        let about = actor::ROLE.words.iter().find(|w| w.word == *role).map_or("", |w| w.about);
        fields.insert(role.to_lowercase(), json!({ "description": about, "anyOf": [actor, list(actor.clone())] }));
    }
    for link in table.links {
        let mut parts = Map::new();
        let key = text(&format!("Key of a record of the table {}.", link.target));
        parts.insert("key".into(), key.clone());
        parts.insert("certainty".into(), one_of(&citation::CERTAINTY, "How sure the link is; STATED if left out."));
        fields.insert(link.field.into(), list(json!({ "anyOf": [key, object(parts, &["key"])] })));
    }
    fields.insert("at".into(), text("The place in the default source where the record stands."));
    let mut source = part(&citation::TABLE, &["at"]);
    if let Some(places) = source["properties"].as_object_mut()
        && let Some(place) = places.shift_remove("locator")
    {
        places.insert("at".into(), place);
    }
    let about = if UNSOURCED.contains(&table.name) { "May be left out." } else { "Instead of `at`; best first." };
    fields.insert("sources".into(), json!({ "description": about, "type": "array", "minItems": 1, "items": source }));
    for child in RECORDS.iter().filter(|child| child_column(child, table).is_some()) {
        let items = json!({ "$ref": format!("#/$defs/{}", nested_name(child)) });
        fields.entry(child.name).or_insert(json!({ "type": "array", "items": items }));
    }
    fields
}

/// A part of a record, by the columns of its table.
fn part(table: &'static Table, needed: &[&str]) -> Value {
    let columns = table.columns.iter().filter(|c| !SAID.contains(&c.name));
    object(columns.map(|c| (field_name(c).to_string(), value(c))).collect(), needed)
}

fn value(column: &Column) -> Value {
    let about = column.about.trim();
    match column.kind {
        Kind::Text | Kind::Id => text(about),
        Kind::Reference(table) => text(&format!("{about} The key of a record of the table {table}.")),
        Kind::Url => json!({ "description": about, "type": "string", "pattern": "^https?://[^\\s]+$" }),
        Kind::GssCode => json!({ "description": about, "type": "string", "pattern": "^[A-Z][0-9]{8}$" }),
        Kind::Int => json!({ "description": about, "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX }),
        Kind::Big => json!({ "description": about, "type": "integer" }),
        Kind::Bool => json!({ "description": about, "type": "boolean" }),
        Kind::Date => json!({ "description": about, "type": "string", "format": "date" }),
        Kind::PartialDate => {
            let point = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?";
            json!({ "description": about, "type": "string", "pattern": format!("^{point}(/{point})?$") })
        }
        Kind::Instant => {
            let about = format!("{about} In local time (Europe/London), or with an offset.");
            let day = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}";
            json!({ "description": about, "type": "string", "pattern": format!("^{day}") })
        }
        Kind::Word(words) => one_of(words, about),
        Kind::WordList(words) => {
            let items = one_of(words, words.about);
            json!({ "description": about, "type": "array", "minItems": 1, "uniqueItems": true, "items": items })
        }
        Kind::TextList => json!({ "description": about, "type": "array", "minItems": 1, "items": text("") }),
    }
}

fn text(about: &str) -> Value {
    let mut schema = json!({ "type": "string", "minLength": 1 });
    if !about.is_empty() {
        schema["description"] = about.into();
    }
    schema
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "minItems": 1, "items": items })
}

fn one_of(words: &'static Words, about: &str) -> Value {
    let words = words.words.iter().map(|w| json!({ "const": w.word, "description": w.about }));
    json!({ "description": about, "type": "string", "oneOf": words.collect::<Vec<_>>() })
}

fn object(fields: Map<String, Value>, needed: &[&str]) -> Value {
    json!({ "type": "object", "properties": fields, "required": needed, "additionalProperties": false })
}
