//! `/programmes/<slug>` of a national programme: how far councils have come with it.

use std::collections::{HashMap, HashSet};

use actix_web::{HttpRequest, HttpResponse};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use crate::ask::{Query, Trouble, ask};
use crate::comparison::Comparison;
use crate::figure::{self, Indicator, Multiple};
use crate::frame::{self, Form, Frame};
use crate::hexmap;
use crate::lane::{self, Lane};
use crate::mentioned::Mentions;
use crate::part::{Citation, List, Name, Named};
use crate::plan::{Award, Instrument, Milestone};
use crate::roll::Roll;
use crate::stage::{self, Reached, Step};
use crate::told::Fact;
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/national.graphql"));

/// Councils of which one page tells in words what is known.
const IN_WORDS: usize = 60;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    programme: Option<Programme>,
    compare_programmes: Comparison,
    indicators: List<Indicator>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Programme {
    slug: String,
    name: String,
    status: Option<String>,
    description: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    organisation: Option<Name>,
    aliases: Vec<Name>,
    part_of: Option<Named>,
    components: List<Named>,
    policy_instruments: List<Instrument>,
    expectations: List<Expectation>,
    funding_awards: List<Award>,
    implementations: List<Version>,
    mentions: Mentions,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
struct Expectation {
    text: String,
    level: String,
    theme: Option<String>,
    period: Option<String>,
    sources: Vec<Citation>,
}

impl Fact for Expectation {
    fn sources(&self) -> &[Citation] {
        &self.sources
    }
}

/// A council's own version of the programme.
#[derive(Debug, Deserialize)]
struct Version {
    slug: String,
    name: String,
    council: Option<Named>,
    milestones: List<Milestone>,
    decisions: List<Decided>,
    documents: List<Paper>,
}

#[derive(Debug, Deserialize)]
struct Decided {
    date: Option<String>,
    effects: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Paper {
    title: String,
    date: Option<String>,
}

#[derive(Template)]
#[template(path = "national.html")]
struct Page {
    frame: Frame,
    programme: Programme,
    comparison: Comparison,
    /// Councils that took it up and are not compared.
    more: usize,
    /// Whether what is known of each council is told in words.
    in_words: bool,
    map: Option<hexmap::Map>,
    /// Upper-tier councils; none while there is no layout.
    tier: usize,
    scale: Vec<Step>,
    reached: Vec<Reached>,
    /// Years of the axis of all lanes, each with its place.
    years: Vec<(i32, String)>,
    multiples: Vec<Multiple>,
    /// Titles of the measures that sources name.
    measured: Vec<String>,
    /// Of each council, in the middle line.
    neighbours: Option<usize>,
    /// Councils without figures, where they are the same for all measures.
    without: Option<Vec<Named>>,
}

impl Version {
    /// Whether more happened than is asked for.
    fn goes_on(&self) -> bool {
        self.decisions.goes_on() || self.milestones.goes_on() || self.documents.goes_on()
    }

    fn events(&self) -> Vec<lane::Event> {
        let decisions = self.decisions.nodes.iter().map(|decision| lane::Event {
            kind: lane::Kind::Decision,
            at: decision.date.clone(),
            moved_from: None,
            what: decision.effects.iter().map(|word| filters::phrase(word)).collect::<Vec<_>>().join(", "),
        });
        let milestones = self.milestones.nodes.iter().map(|milestone| lane::Event {
            kind: lane::Kind::Milestone,
            at: milestone.due.clone(),
            moved_from: milestone.slips.nodes.first().and_then(|slip| slip.from_date.clone()),
            what: milestone.label.clone(),
        });
        let documents = self.documents.nodes.iter().map(|document| lane::Event {
            kind: lane::Kind::Document,
            at: document.date.clone(),
            moved_from: None,
            what: document.title.clone(),
        });
        decisions.chain(milestones).chain(documents).collect()
    }
}

pub async fn page(request: &HttpRequest, asking: &Asking, slug: &str, roll: Roll) -> HttpResponse {
    let neighbours = figure::neighbours(roll.councils());
    let in_words = roll.councils() <= IN_WORDS;
    let variables = Map::from_iter([
        ("slug".to_string(), json!(slug)),
        ("compared".to_string(), json!(roll.compared())),
        ("words".to_string(), json!(in_words || Form::of(request) != Form::Page)),
        ("few".to_string(), json!(figure::are_drawn(roll.councils()))),
        ("neighbours".to_string(), json!(neighbours)),
    ]);
    let asked = ask(asking, QUERY, variables).await;
    let data = match asked.data::<Data>() {
        Ok(data) => data,
        Err(trouble) => return frame::trouble(request, trouble),
    };
    let Some(programme) = data.programme else { return frame::trouble(request, Trouble::Nothing) };
    let comparison = data.compare_programmes;
    let description =
        format!("How far councils have come with the {}: {} compared.", programme.name, comparison.columns.len());
    let frame =
        Frame::new(request, &programme.name, description).below(&[("Programmes", "/programmes".into())]).structured(
            asking,
            "Dataset",
            json!({
                "name": format!("{} in councils", programme.name),
                "description": programme.description,
                "variableMeasured": comparison.rows.iter().map(|row| row.label.clone()).collect::<Vec<_>>(),
            }),
        );
    let (years, lanes) = lanes(&programme.implementations.nodes);
    let reached = stage::reached(&comparison, lanes);
    let multiples: Vec<Multiple> = data.indicators.nodes.iter().filter_map(Indicator::drawn).collect();
    let measured = data.indicators.nodes.iter().map(|indicator| indicator.title.clone()).collect();
    let (map, tier, table) = (roll.map(&comparison), hexmap::HEXES.len(), comparison.table());
    frame::send(request, &asked, frame, Some(table), |frame| Page {
        frame,
        programme,
        more: roll.councils().saturating_sub(comparison.columns.len()),
        in_words,
        comparison,
        scale: stage::scale(&reached),
        map,
        tier,
        reached,
        years,
        without: figure::without(&multiples),
        multiples,
        measured,
        neighbours: Some(neighbours),
    })
}

/// Years of the axis, and lanes by the slugs of their councils: what happened in all versions of a council stands in one.
fn lanes(versions: &[Version]) -> (Vec<(i32, String)>, HashMap<String, Lane>) {
    let mut slugs: Vec<&str> = Vec::new();
    let mut going_on: HashSet<&str> = HashSet::new();
    let mut given: Vec<(String, String, Vec<lane::Event>)> = Vec::new();
    for version in versions {
        let Some(council) = &version.council else { continue };
        if version.goes_on() {
            going_on.insert(&council.slug);
        }
        match slugs.iter().position(|slug| *slug == council.slug) {
            Some(at) => given[at].2.extend(version.events()),
            None => {
                slugs.push(&council.slug);
                given.push((council.name.clone(), format!("/programmes/{}", version.slug), version.events()));
            }
        }
    }
    let drawn = lane::draw(given);
    let lanes = slugs.into_iter().zip(drawn.lanes);
    let lanes = lanes.map(|(slug, lane)| (slug.to_string(), Lane { goes_on: going_on.contains(slug), ..lane }));
    (drawn.years, lanes.collect())
}
