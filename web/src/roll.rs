//! Who took up a national programme, all of them, and how far they have come. The schema compares a hundred councils at a time.

use std::collections::HashMap;

use api::Asking;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::ask::{Query, Trouble, ask};
use crate::comparison::Comparison;
use crate::hexmap::{self, Known};
use crate::part::PageInfo;

const SCOPE: Query = Query(include_str!("../queries/scope.graphql"));
const STAGES: Query = Query(include_str!("../queries/stages.graphql"));

/// Councils that the schema compares at a time.
const AT_A_TIME: usize = 100;
/// Pages of versions that are read at most: there are fewer councils.
const PAGES: usize = 10;

#[derive(Debug, Deserialize)]
struct Data {
    programme: Option<Programme>,
}

#[derive(Debug, Deserialize)]
struct Programme {
    scope: String,
    implementations: Versions,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Versions {
    page_info: PageInfo,
    nodes: Vec<Version>,
}

/// A council's own version of a programme.
#[derive(Debug, Deserialize)]
struct Version {
    slug: String,
    council: Option<Council>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Council {
    slug: String,
    gss_code: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stages {
    compare_programmes: Comparison,
}

/// A programme, and who took it up.
#[derive(Debug)]
pub struct Roll {
    pub is_national: bool,
    versions: Vec<Version>,
    /// Councils, each once.
    councils: Vec<String>,
}

/// Reads who took up a programme.
pub async fn roll(asking: &Asking, slug: &str) -> Result<Roll, Trouble> {
    let mut roll = Roll { is_national: false, versions: Vec::new(), councils: Vec::new() };
    let mut after: Option<String> = None;
    for _ in 0..PAGES {
        let variables = Map::from_iter([("slug".to_string(), json!(slug)), ("after".to_string(), json!(after))]);
        let programme = ask(asking, SCOPE, variables).await.data::<Data>()?.programme.ok_or(Trouble::Nothing)?;
        roll.is_national = programme.scope == "NATIONAL";
        for council in programme.implementations.nodes.iter().filter_map(|version| version.council.as_ref()) {
            if !roll.councils.contains(&council.slug) {
                roll.councils.push(council.slug.clone());
            }
        }
        let next = programme.implementations.page_info.next().map(Into::into);
        roll.versions.extend(programme.implementations.nodes);
        after = next;
        if after.is_none() {
            break;
        }
    }
    Ok(roll)
}

impl Roll {
    /// How many councils took it up.
    pub fn councils(&self) -> usize {
        self.councils.len()
    }

    /// The filter for the first councils that are compared: none where all can be at once.
    pub fn first(&self) -> Option<Value> {
        (self.councils.len() > AT_A_TIME).then(|| filter(&self.councils[..AT_A_TIME]))
    }

    /// Compares those councils that do not fit into the first comparison, and joins them to it.
    pub async fn complete(&self, asking: &Asking, slug: &str, mut held: Comparison) -> Result<Comparison, Trouble> {
        for councils in self.councils.chunks(AT_A_TIME).skip(1) {
            held.join(stages(asking, slug, Some(filter(councils))).await?);
        }
        Ok(held)
    }

    /// How far all of them have come.
    pub async fn stages(&self, asking: &Asking, slug: &str) -> Result<Comparison, Trouble> {
        let first = stages(asking, slug, self.first()).await?;
        self.complete(asking, slug, first).await
    }

    /// The map of councils by stage: where a council has several versions, the furthest stage.
    pub fn map(&self, comparison: &Comparison) -> Option<hexmap::Map> {
        let mut known: HashMap<String, Known> = HashMap::new();
        for version in &self.versions {
            let Some(council) = &version.council else { continue };
            let column = comparison.columns.iter().position(|column| column.council.slug == council.slug);
            let stage = column.and_then(|column| comparison.stage(column));
            if let Some(code) = &council.gss_code {
                let path = Some(format!("/programmes/{}", version.slug));
                known.entry(code.clone()).or_insert(Known { stage, path });
            }
        }
        hexmap::map(&known)
    }
}

fn filter(councils: &[String]) -> Value {
    json!({ "slug": { "in": councils } })
}

async fn stages(asking: &Asking, slug: &str, councils: Option<Value>) -> Result<Comparison, Trouble> {
    let variables = Map::from_iter([("slug".to_string(), json!(slug)), ("councils".to_string(), json!(councils))]);
    Ok(ask(asking, STAGES, variables).await.data::<Stages>()?.compare_programmes)
}
