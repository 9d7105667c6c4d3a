//! The dataset format for machines: a JSON Schema made from the descriptions of the tables.

use entities::{Column, Kind, PARTS, RECORDS, STATE, Table, Words, actor, alias, citation, identifier, link};
use serde_json::{Map, Value, json};

use super::decode::{child_column, field_name};
use super::parts::UNSOURCED;

/// Columns of parts that are said by where the part stands.
const SAID: [&str; 6] = ["record_id", "record_type", "from_id", "provenance_id", "role", "position"];

const DESCRIPTION: &str = "A TOML file as a whole, or one line of JSON Lines. A CSV file is the same in rows: it is named \
    after the table of its records, `<table>.csv`, and its columns are the fields of that table here. A list is one cell \
    with `|` between its items; `identifiers` become columns `identifier.<scheme>`, `sources` the columns `source`, `at`, \
    `certainty`, `method` and `quote` (`sources.certainty` where the table has a `certainty` of its own), and an actor such \
    as `presenter` the columns `presenter` (as written), \
    `presenter.person`, `presenter.post` and so on. A row with `true` in the column `remove` takes its record away.";

/// A JSON Schema (2020-12) of the two forms of a dataset: a TOML file as a whole, or one line of JSON Lines. What a
/// schema cannot say (that keys are unique and references lead somewhere) is checked when a dataset is loaded.
pub fn json_schema() -> Value {
    let mut defs = Map::new();
    let mut file = Map::new();
    let mut line = Map::new();
    for table in RECORDS {
        let name = table.name;
        // The fields are said once; a record by itself and one within another differ in what must be given.
        defs.insert(format!("{name}_fields"), object(fields(table), &[]));
        defs.insert(name.into(), json!({ "$ref": format!("#/$defs/{name}_fields"), "required": needed(table) }));
        let needed = needed_within(table);
        defs.insert(nested_name(table), json!({ "$ref": format!("#/$defs/{name}_fields"), "required": needed }));
        file.insert(name.into(), json!({ "type": "array", "items": reference(name) }));
        line.insert(name.into(), reference(name));
    }
    let keys = RECORDS.iter().map(|table| (table.name.to_string(), text("The key of the record to take away.")));
    defs.insert("remove".into(), object(keys.collect(), &[]));
    defs.insert("defaults".into(), defaults());
    parts(&mut defs);
    file.insert("defaults".into(), reference("defaults"));
    file.insert("remove".into(), json!({ "type": "array", "items": reference("remove") }));
    line.insert("defaults".into(), reference("defaults"));
    line.insert("remove".into(), reference("remove"));
    let mut line = object(line, &[]);
    line["minProperties"] = 1.into();
    line["maxProperties"] = 1.into();
    defs.insert("file".into(), object(file, &[]));
    defs.insert("line".into(), line);
    let of_parts = PARTS.iter().flat_map(|table| table.columns).filter(|c| !SAID.contains(&c.name));
    let columns = RECORDS.iter().flat_map(|table| table.columns).chain(of_parts);
    for words in columns.filter_map(words).chain([&STATE, &citation::CERTAINTY]) {
        defs.insert(words.name.into(), word_list(words));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Folkmoot dataset",
        "description": DESCRIPTION,
        "anyOf": [reference("line"), reference("file")],
        "$defs": defs,
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn defaults() -> Value {
    let mut fields = Map::new();
    fields.insert("source".into(), text("Key of the source that records rest on if they say no other."));
    fields.insert("method".into(), word(&citation::METHOD, "How the records were read if they say nothing else."));
    fields.insert("certainty".into(), word(&citation::CERTAINTY, "How sure the facts are; STATED if left out."));
    object(fields, &[])
}

/// What a record by itself must say.
fn needed(table: &'static Table) -> Vec<&'static str> {
    let columns = table.columns.iter().filter(|c| !c.null && c.name != "slug").map(field_name);
    ["key"].into_iter().chain(columns).collect()
}

/// What a record within another must say: its key and place, and its references to the records around it, may go
/// without saying.
fn needed_within(table: &'static Table) -> Vec<&'static str> {
    let said = |c: &&Column| c.null || matches!(c.name, "slug" | "position") || matches!(c.kind, Kind::Reference(_));
    table.columns.iter().filter(|c| !said(c)).map(field_name).collect()
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
    fields.insert("state".into(), word(&STATE, "Where the record stands; CURRENT if left out."));
    fields.insert("identifiers".into(), list(reference("identifier")));
    fields.insert("aliases".into(), list(json!({ "anyOf": [text("The form."), reference("alias")] })));
    for role in table.actors {
        let about = actor::ROLE.words.iter().find(|w| w.word == *role).map_or("", |w| w.about);
        let forms = [reference("actor"), list(reference("actor"))];
        fields.insert(role.to_lowercase(), json!({ "description": about, "anyOf": forms }));
    }
    for link in table.links {
        let about = format!("Keys of records of the table {}.", link.target);
        let mut items = list(json!({ "anyOf": [text("The key."), reference("link")] }));
        items["description"] = about.into();
        fields.insert(link.field.into(), items);
    }
    fields.insert("at".into(), text("The place in the default source where the record stands."));
    let about = if UNSOURCED.contains(&table.name) { "May be left out." } else { "Instead of `at`; best first." };
    let mut sources = list(reference("citation"));
    sources["description"] = about.into();
    fields.insert("sources".into(), sources);
    for child in RECORDS.iter().filter(|child| child_column(child, table).is_some()) {
        let items = reference(&nested_name(child));
        fields.entry(child.name).or_insert(json!({ "type": "array", "items": items }));
    }
    fields
}

/// The parts of a record, by the columns of their tables.
fn parts(defs: &mut Map<String, Value>) {
    let part = |table: &'static Table| -> Map<String, Value> {
        let columns = table.columns.iter().filter(|c| !SAID.contains(&c.name));
        columns.map(|c| (field_name(c).to_string(), value(c))).collect()
    };
    defs.insert("identifier".into(), object(part(&identifier::TABLE), &["scheme", "value"]));
    defs.insert("alias".into(), object(part(&alias::TABLE), &["name"]));
    defs.insert("actor".into(), object(part(&actor::TABLE), &[]));
    let mut link = part(&link::TABLE);
    link.shift_remove("to");
    link.insert("key".into(), text("The key of the record."));
    defs.insert("link".into(), object(link, &["key"]));
    let mut citation = part(&citation::TABLE);
    if let Some(place) = citation.shift_remove("locator") {
        citation.insert("at".into(), place);
    }
    defs.insert("citation".into(), object(citation, &["at"]));
}

fn value(column: &Column) -> Value {
    let about = column.about.trim();
    match column.kind {
        Kind::Text | Kind::Id => text(about),
        Kind::Reference(table) => text(&format!("{about} The key of a record of the table {table}.")),
        Kind::Url => json!({ "description": about, "type": "string", "pattern": "^https?://[^\\s]+$" }),
        Kind::GssCode => json!({ "description": about, "type": "string", "pattern": "^[A-Z][0-9]{8}$" }),
        Kind::Int => json!({ "description": about, "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX }),
        Kind::Big | Kind::Pounds => json!({ "description": about, "type": "integer" }),
        Kind::Decimal => {
            json!({ "description": about, "type": "string", "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$", "maxLength": 30 })
        }
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
        Kind::Word(words) => word(words, about),
        Kind::WordList(words) => {
            let items = reference(words.name);
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

/// The closed list of a column.
fn words(column: &'static Column) -> Option<&'static Words> {
    match column.kind {
        Kind::Word(words) | Kind::WordList(words) => Some(words),
        _ => None,
    }
}

fn word(words: &Words, about: &str) -> Value {
    json!({ "description": about, "$ref": format!("#/$defs/{}", words.name) })
}

fn word_list(words: &Words) -> Value {
    let all = words.words.iter().map(|w| json!({ "const": w.word, "description": w.about }));
    json!({ "description": words.about, "type": "string", "oneOf": all.collect::<Vec<_>>() })
}

fn object(fields: Map<String, Value>, needed: &[&str]) -> Value {
    json!({ "type": "object", "properties": fields, "required": needed, "additionalProperties": false })
}
