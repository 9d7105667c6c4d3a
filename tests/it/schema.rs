//! The contract.

use serde_json::Value;
use tests::{Kind, shipped, top};

/// `schema.graphql` is what the code says.
#[test]
fn the_schema_is_committed() {
    let held = std::fs::read_to_string(top().join("schema.graphql")).unwrap_or_default();
    assert!(
        held == api::sdl(),
        "schema.graphql is stale: write it anew with `cargo run -- schema > schema.graphql`, and read the difference"
    );
}

/// The schema that editors check datasets with is what the reader of datasets knows.
#[test]
fn the_schema_of_datasets_is_committed() {
    let held = std::fs::read_to_string(top().join("data/dataset.schema.json")).unwrap_or_default();
    assert!(
        held == format!("{:#}\n", ingest::dataset::json_schema()),
        "data/dataset.schema.json is stale: write it anew with `cargo run -- schema --dataset > data/dataset.schema.json`"
    );
}

/// Nothing in the schema is without a word of explanation.
#[tokio::test]
async fn everything_is_described() {
    let query = "{ __schema { types { kind name description fields { name description args { name description } } inputFields { name description } enumValues { name description } } } }";
    let said = shipped(Kind::Sqlite).ask(query).await;
    let mut silent = Vec::new();
    let mut look = |at: String, thing: &Value| {
        if thing["description"].as_str().is_none_or(str::is_empty) {
            silent.push(at);
        }
    };
    let types = said["data"]["__schema"]["types"].as_array().unwrap_or_else(|| panic!("no types: {said}"));
    for ty in types.iter().filter(|t| !t["name"].as_str().is_none_or(|n| n.starts_with("__") || n == "ID")) {
        let name = ty["name"].as_str().unwrap_or_default();
        look(name.into(), ty);
        for part in ["fields", "inputFields", "enumValues"] {
            for member in ty[part].as_array().into_iter().flatten() {
                let here = format!("{name}.{}", member["name"].as_str().unwrap_or_default());
                look(here.clone(), member);
                for argument in member["args"].as_array().into_iter().flatten() {
                    look(format!("{here}({})", argument["name"].as_str().unwrap_or_default()), argument);
                }
            }
        }
    }
    assert!(silent.is_empty(), "no description: {silent:#?}");
    assert!(types.len() > 100);
}
