//! `/programmes/<slug>`: a programme of a council. A national one is shown by `national`.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use serde::Deserialize;
use serde_json::{Map, json};

use super::national;
use crate::ask::{Query, Trouble, ask};
use crate::event::{self, Event};
use crate::figure::{self, Indicator, Multiple};
use crate::frame::{self, Frame};
use crate::mentioned::Mentions;
use crate::part::{Actor, Citation, Decision, Document, List, Name, Named, Strategy, none_of, present};
use crate::plan::{Assessment, Award, Engagement, Instrument, Measure, Milestone, Participation, Risk};
use crate::roll;
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/programme.graphql"));

#[derive(Debug, Deserialize)]
struct Data {
    programme: Option<Programme>,
    indicators: List<Indicator>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Programme {
    name: String,
    kind: String,
    status: Option<String>,
    description: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    council: Option<Named>,
    organisation: Option<Name>,
    aliases: Vec<Name>,
    implements: Option<Named>,
    part_of: Option<Named>,
    leads: Vec<Actor>,
    components: List<Named>,
    boards: List<Named>,
    policy_instruments: List<Instrument>,
    strategies: List<Strategy>,
    decisions: List<Decision>,
    milestones: List<Milestone>,
    funding_awards: List<Award>,
    participations: List<Participation>,
    indicators: List<Measure>,
    risks: List<Risk>,
    impact_assessments: List<Assessment>,
    engagements: List<Engagement>,
    expectation_statuses: List<Met>,
    documents: List<Document>,
    timeline: List<Event>,
    mentions: Mentions,
    sources: Vec<Citation>,
}

/// How far an expectation of the national programme is met.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Met {
    rating: String,
    as_of: Option<String>,
    text: Option<String>,
    expectation: Expectation,
    sources: Vec<Citation>,
}

#[derive(Debug, Deserialize)]
struct Expectation {
    text: String,
}

impl Programme {
    /// What is asked for and of which nothing is held.
    fn without(&self) -> String {
        none_of(&[
            ("decisions", self.decisions.is_empty()),
            ("milestones", self.milestones.is_empty()),
            ("money", self.funding_awards.is_empty()),
            ("partners", self.participations.is_empty()),
            ("strategies", self.strategies.is_empty()),
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
        ])
    }
}

#[derive(Template)]
#[template(path = "programme.html")]
struct Page {
    frame: Frame,
    programme: Programme,
    multiples: Vec<Multiple>,
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>, slug: web::Path<String>) -> HttpResponse {
    match roll::roll(&asking, &slug).await {
        Ok(roll) if roll.is_national => return national::page(&request, &asking, &slug, roll).await,
        Ok(_) => {}
        Err(trouble) => return frame::trouble(&request, trouble),
    }
    let asked = ask(&asking, QUERY, Map::from_iter([("slug".to_string(), json!(*slug))])).await;
    let found = asked.data::<Data>().and_then(|data| Ok((data.programme.ok_or(Trouble::Nothing)?, data.indicators)));
    let (programme, indicators) = match found {
        Ok(found) => found,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let of = programme.council.as_ref().map(|council| format!(" of {}", council.name)).unwrap_or_default();
    let description =
        format!("{}{of}: its stage, decisions, milestones, money and partners, each with its source.", programme.name);
    let council =
        programme.council.as_ref().map(|council| (council.name.as_str(), format!("/councils/{}", council.slug)));
    let crumbs: Vec<(&str, String)> = [("Programmes", "/programmes".into())].into_iter().chain(council).collect();
    let frame = Frame::new(&request, &programme.name, description).below(&crumbs).structured(
        &asking,
        "GovernmentService",
        json!({
            "name": programme.name,
            "description": programme.description,
            "provider": programme.council.as_ref().map(|council| json!({
                "@type": "GovernmentOrganization",
                "name": council.name,
                "url": format!("{}/councils/{}", asking.base(), council.slug),
            })),
        }),
    );
    let multiples = figure::with_figures(&indicators.nodes);
    let table = event::table(&programme.timeline);
    frame::send(&request, &asked, frame, Some(table), |frame| Page { frame, programme, multiples })
}
