//! Who took up a national programme, all of them, and how far they have come.

use std::collections::{HashMap, HashSet};

use api::Asking;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::ask::{Query, Trouble, ask};
use crate::comparison::Comparison;
use crate::hexmap::{self, Known};
use crate::part::List;

const SCOPE: Query = Query(include_str!("../queries/scope.graphql"));
const STAGES: Query = Query(include_str!("../queries/stages.graphql"));

/// Councils that the schema compares without being told how many.
const USUAL: usize = 100;
/// Councils that it compares at most.
const MOST: usize = 400;

#[derive(Debug, Deserialize)]
struct Data {
    programme: Option<Programme>,
}

#[derive(Debug, Deserialize)]
struct Programme {
    scope: String,
    implementations: List<Version>,
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
    councils: usize,
}

/// Reads who took up a programme.
pub async fn roll(asking: &Asking, slug: &str) -> Result<Roll, Trouble> {
    let data = ask(asking, SCOPE, of(slug)).await.data::<Data>()?;
    let programme = data.programme.ok_or(Trouble::Nothing)?;
    let versions = programme.implementations.nodes;
    let councils: HashSet<&str> =
        versions.iter().filter_map(|version| Some(version.council.as_ref()?.slug.as_str())).collect();
    let councils = councils.len();
    Ok(Roll { is_national: programme.scope == "NATIONAL", versions, councils })
}

/// How far those who took up a programme have come, without what that rests on.
pub async fn stages(asking: &Asking, slug: &str) -> Result<Comparison, Trouble> {
    Ok(ask(asking, STAGES, of(slug)).await.data::<Stages>()?.compare_programmes)
}

fn of(slug: &str) -> Map<String, Value> {
    Map::from_iter([("slug".to_string(), json!(slug))])
}

impl Roll {
    /// How many councils took it up.
    pub fn councils(&self) -> usize {
        self.councils
    }

    /// How many councils to have compared, where they are more than usual.
    pub fn compared(&self) -> Option<usize> {
        (self.councils > USUAL).then(|| self.councils.min(MOST))
    }

    /// The map of councils by stage: where a council has several versions, the furthest stage.
    pub fn map(&self, comparison: &Comparison) -> Option<hexmap::Map> {
        let columns = comparison.columns.iter().enumerate();
        let columns: HashMap<&str, usize> = columns.map(|(at, column)| (column.council.slug.as_str(), at)).collect();
        let mut known: HashMap<String, Known> = HashMap::new();
        for version in &self.versions {
            let Some(council) = &version.council else { continue };
            let stage = columns.get(council.slug.as_str()).and_then(|column| comparison.stage(*column));
            if let Some(code) = &council.gss_code {
                let path = Some(format!("/programmes/{}", version.slug));
                known.entry(code.clone()).or_insert(Known { stage, path });
            }
        }
        hexmap::map(&known)
    }
}
