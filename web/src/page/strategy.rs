//! `/strategies/<slug>`: its elements as a tree, with what became of them.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use crate::ask::{Query, Trouble, ask};
use crate::csv::Table;
use crate::event::Event;
use crate::frame::{self, Frame};
use crate::mentioned::Mentions;
use crate::outline::{Element, Line, Outline};
use crate::part::{Citation, Decision, Document, List, Name, Named, Programme, Titled, none_of, present};
use crate::plan::{Assessment, Award, Engagement, Instrument, Milestone, Participation, Risk};
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/strategy.graphql"));

#[derive(Debug, Deserialize)]
struct Data {
    strategy: Option<Strategy>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Strategy {
    slug: String,
    title: String,
    kind: String,
    period: Option<String>,
    description: Option<String>,
    status: Option<String>,
    council: Option<Named>,
    board: Option<Named>,
    aliases: Vec<Name>,
    replaces: Option<Titled>,
    replaced_by: List<Titled>,
    part_of: Option<Titled>,
    parts: List<Titled>,
    contributes_to: List<Titled>,
    contributors: List<Titled>,
    aligned_with: List<Titled>,
    programmes: List<Programme>,
    policy_instruments: List<Instrument>,
    statuses: List<Status>,
    elements: List<Element>,
    milestones: List<Milestone>,
    funding_awards: List<Award>,
    participations: List<Participation>,
    risks: List<Risk>,
    impact_assessments: List<Assessment>,
    engagements: List<Engagement>,
    decisions: List<Decision>,
    documents: List<Document>,
    timeline: List<Event>,
    mentions: Mentions,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Status {
    kind: String,
    from_date: Option<String>,
    sources: Vec<Citation>,
}

impl Strategy {
    /// Other strategies, by how it hangs together with them.
    fn relations(&self) -> Vec<(&'static str, &List<Titled>)> {
        vec![
            ("Replaced by", &self.replaced_by),
            ("Made up of", &self.parts),
            ("Contributes to", &self.contributes_to),
            ("Contributed to by", &self.contributors),
            ("Aligned with", &self.aligned_with),
        ]
    }

    fn outline(&self) -> Outline<'_> {
        Outline::of(&self.elements.nodes)
    }

    /// What is asked for and of which nothing is held.
    fn without(&self) -> String {
        none_of(&[
            ("decisions", self.decisions.is_empty()),
            ("programmes", self.programmes.is_empty()),
            ("milestones", self.milestones.is_empty()),
            ("money", self.funding_awards.is_empty()),
            ("partners", self.participations.is_empty()),
            ("documents", self.documents.is_empty()),
            ("dated events", self.timeline.is_empty()),
            ("mentions in papers", self.mentions.total_count == 0),
        ])
    }

    /// Parts of this page to which entries of the timeline can lead.
    fn parts_here(&self) -> Vec<&'static str> {
        present(&[
            ("milestones", self.milestones.is_empty()),
            ("money", self.funding_awards.is_empty()),
            ("assessments", self.impact_assessments.is_empty()),
            ("heard", self.engagements.is_empty()),
            ("documents", self.documents.is_empty()),
            ("statuses", self.statuses.is_empty()),
        ])
    }
}

fn table(strategy: &Strategy) -> Table {
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let row = |element: &Element| {
        let latest = element.progress_statements.nodes.last();
        vec![
            element.id.clone(),
            element.parent.as_ref().map(|up| up.id.clone()).unwrap_or_default(),
            element.kind.clone(),
            said(&element.number),
            said(&element.label),
            said(&element.text),
            latest.map(|progress| said(&progress.rating)).unwrap_or_default(),
            latest.map(|progress| progress.text.clone()).unwrap_or_default(),
        ]
    };
    Table {
        columns: vec!["id", "parent", "kind", "number", "label", "text", "rating", "progress"],
        rows: strategy.elements.nodes.iter().map(row).collect(),
    }
}

#[derive(Template)]
#[template(path = "strategy.html")]
struct Page {
    frame: Frame,
    strategy: Strategy,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>, slug: web::Path<String>) -> HttpResponse {
    let asked = ask(&asking, QUERY, Map::from_iter([("slug".to_string(), json!(*slug))])).await;
    let strategy = match asked.data::<Data>().and_then(|data| data.strategy.ok_or(Trouble::Nothing)) {
        Ok(strategy) => strategy,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let of = strategy.council.as_ref().map(|council| format!(" of {}", council.name)).unwrap_or_default();
    let description = format!("{}{of}: point by point, with what became of it.", strategy.title);
    let above = strategy.council.as_ref().map(|council| (council.name.as_str(), format!("/councils/{}", council.slug)));
    let crumbs: Vec<(&str, String)> = [("Councils", "/councils".into())].into_iter().chain(above).collect();
    let frame = Frame::new(&request, &strategy.title, description).below(&crumbs).structured(
        &asking,
        "CreativeWork",
        json!({
            "name": strategy.title,
            "description": strategy.description,
            "temporalCoverage": strategy.period,
            "author": strategy.council.as_ref().map(|council| json!({
                "@type": "GovernmentOrganization",
                "name": council.name,
                "url": format!("{}/councils/{}", asking.base(), council.slug),
            })),
        }),
    );
    let table = table(&strategy);
    frame::send(&request, &asked, frame, Some(table), |frame| Page { frame, strategy })
}
