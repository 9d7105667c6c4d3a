//! `/`: what this is, what is in it, and how far councils have come with the programme that most of them took up.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use askama::Template;
use futures_util::future::try_join;
use serde::Deserialize;
use serde_json::{Map, json};

use crate::ask::{Query, Trouble, ask};
use crate::csv::Table;
use crate::frame::{self, Frame};
use crate::hexmap;
use crate::part::{Count, List};
use crate::roll;
use crate::stage::{self, Reached, Step};
use crate::words as filters;

const QUERY: Query = Query(include_str!("../../queries/home.graphql"));

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    councils: Count,
    boards: Count,
    meetings: Count,
    decisions: Count,
    documents: Count,
    people: Count,
    programmes: Count,
    strategies: Count,
    issues: Count,
    observations: Count,
    with_meetings: Count,
    with_programmes: Count,
    changes: List<Change>,
    national: List<National>,
}

#[derive(Debug, Deserialize)]
struct Change {
    at: String,
}

#[derive(Debug, Deserialize)]
struct National {
    slug: String,
    name: String,
    implementations: Count,
}

/// The first picture.
struct Picture {
    slug: String,
    name: String,
    reached: Vec<Reached>,
    scale: Vec<Step>,
    map: Option<hexmap::Map>,
}

#[derive(Template)]
#[template(path = "home.html")]
struct Page {
    frame: Frame,
    data: Data,
    picture: Option<Picture>,
    tier: usize,
}

impl Data {
    /// How many of each, and where they are shown.
    fn counts(&self) -> Vec<(&'static str, u64, &'static str)> {
        vec![
            ("councils", self.councils.total_count, "/councils"),
            ("programmes", self.programmes.total_count, "/programmes"),
            ("strategies", self.strategies.total_count, "/strategies"),
            ("boards", self.boards.total_count, "/boards"),
            ("meetings", self.meetings.total_count, "/meetings"),
            ("decisions", self.decisions.total_count, ""),
            ("documents", self.documents.total_count, ""),
            ("matters", self.issues.total_count, "/issues"),
            ("people", self.people.total_count, "/people"),
            ("figures", self.observations.total_count, ""),
        ]
    }

    /// The day of the last change.
    fn changed(&self) -> Option<&str> {
        self.changes.nodes.last().and_then(|change| change.at.get(..10))
    }

    /// The national programme that most councils took up.
    fn first(&self) -> Option<&National> {
        let taken = self.national.nodes.iter().filter(|national| national.implementations.total_count > 0);
        taken.max_by_key(|national| national.implementations.total_count)
    }
}

async fn picture(asking: &Asking, national: &National) -> Result<Picture, Trouble> {
    let (roll, comparison) = try_join(roll::roll(asking, &national.slug), roll::stages(asking, &national.slug)).await?;
    let map = roll.map(&comparison);
    let reached = stage::reached(&comparison, HashMap::new());
    let scale = stage::scale(&reached);
    Ok(Picture { slug: national.slug.clone(), name: national.name.clone(), reached, scale, map })
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    let asked = ask(&asking, QUERY, Map::new()).await;
    let data = match asked.data::<Data>() {
        Ok(data) => data,
        Err(trouble) => return frame::trouble(&request, trouble),
    };
    let picture = match data.first() {
        Some(national) => match picture(&asking, national).await {
            Ok(picture) => Some(picture),
            Err(trouble) => return frame::trouble(&request, trouble),
        },
        None => None,
    };
    let description = "What councils put on record about programmes, strategies, meetings and decisions, tied together: every fact with its source.";
    let frame = Frame::new(&request, "What councils decide, tied together", description).structured(
        &asking,
        "WebSite",
        json!({
            "name": "Folkmoot",
            "description": description,
            "potentialAction": {
                "@type": "SearchAction",
                "target": format!("{}/search?q={{search_term_string}}", asking.base()),
                "query-input": "required name=search_term_string",
            },
        }),
    );
    let rows = data.counts().into_iter().map(|(name, count, _)| vec![name.into(), count.to_string()]).collect();
    let table = Table { columns: vec!["records", "count"], rows };
    let tier = hexmap::HEXES.len();
    frame::send(&request, &asked, frame, Some(table), |frame| Page { frame, data, picture, tier })
}
