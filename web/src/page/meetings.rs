//! `/meetings`: those that were, newest first, or those to come.

use actix_web::{HttpRequest, HttpResponse, web};
use api::Asking;
use chrono::{Days, NaiveDate};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::list::{self, Cell, List, Row};
use super::list_filter::{Field, Filter};
use crate::address::Given;
use crate::ask::Query;
use crate::part::Named;
use crate::words::{today, written};

const STATUSES: &[&str] = &["SCHEDULED", "PROVISIONAL", "CONFIRMED", "HELD", "CANCELLED", "POSTPONED", "INQUORATE"];
/// Meetings from today on.
const UPCOMING: &str = "upcoming";

static LIST: List = List {
    query: Query(include_str!("../../queries/meetings.graphql")),
    path: "/meetings",
    title: "Meetings",
    said: "Meetings of boards: those that were, newest first, or those from today on.",
    nouns: ("meeting", "meetings"),
    columns: &["Day", "Board", "Council", "Status", "Minutes published"],
    csv: &["id", "date", "board", "council", "status", "minutes_published"],
    filters: &[
        Filter {
            name: "when",
            label: "When",
            field: Field::Own(&[("", "Before today"), (UPCOMING, "Today and later")]),
        },
        Filter { name: "board", label: "Words in the board", field: Field::Text },
        Filter { name: "council", label: "Council", field: Field::Council },
        Filter { name: "status", label: "Status", field: Field::Word(STATUSES) },
    ],
};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Meeting {
    id: String,
    date: String,
    status: String,
    minutes_published: Option<bool>,
    board: Board,
}

#[derive(Debug, Deserialize)]
struct Board {
    slug: String,
    name: String,
    council: Option<Named>,
}

impl Row for Meeting {
    fn key(&self) -> String {
        self.id.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        let board = Named { slug: self.board.slug.clone(), name: self.board.name.clone() };
        let day = Cell::link(&written(&self.date), format!("/meetings/{}", self.id));
        vec![
            Cell { raw: self.date.clone(), brief: true, ..day },
            Cell::named(Some(&board), "boards"),
            Cell::named(self.board.council.as_ref(), "councils"),
            Cell::word(Some(&self.status)),
            Cell {
                raw: self.minutes_published.map(|said| said.to_string()).unwrap_or_default(),
                ..Cell::text(self.minutes_published.map(|said| if said { "Yes" } else { "No" }.into()))
            },
        ]
    }
}

/// Variables for the days that are looked at, and their order.
fn days(upcoming: bool, today: NaiveDate) -> Map<String, Value> {
    let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today).to_string();
    let (dates, order) = if upcoming {
        (json!({ "from": today.to_string() }), "DATE_ASC")
    } else {
        (json!({ "to": yesterday }), "DATE_DESC")
    };
    Map::from_iter([("dates".to_string(), dates), ("order".to_string(), order.into())])
}

pub async fn page(request: HttpRequest, asking: web::Data<Asking>) -> HttpResponse {
    let upcoming = Given::of(&request).one("when") == Some(UPCOMING);
    list::page::<Meeting>(&LIST, request, asking, days(upcoming, today())).await
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::days;

    #[test]
    fn today_is_to_come() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        assert_eq!(days(true, day)["dates"]["from"], "2026-03-01");
        assert_eq!(days(false, day)["dates"]["to"], "2026-02-28");
    }
}
