//! One figure as a record. A figure is the same when its indicator, its council or area and its time are: a later
//! release with another value updates it.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::observation;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Value};
use uuid::Uuid;

use super::cell::Cell;
use super::period::{Period, name};
use super::place::Place;
use super::release::Release;
use crate::id;
use crate::record::{Citation, Record};

/// Who and when a figure is for.
#[derive(Clone, Copy, Debug)]
pub struct Of<'a> {
    pub place: Place,
    pub period: &'a Period,
    /// The id of the period's record.
    pub period_id: Uuid,
}

/// The id of a figure, unless the database holds it under another. The label counts only where a day is not known.
pub fn observation_id(indicator: Uuid, place: Uuid, period: &Period) -> Uuid {
    id_of(indicator, place, &period.name(period.starts.is_none() || period.ends.is_none()))
}

/// An id that begins as that of the indicator does, with the beginning of that of the place behind it: figures of one
/// indicator lie together, and so are written and found fast.
fn id_of(indicator: Uuid, place: Uuid, period: &str) -> Uuid {
    let whole = id::of("observation", &format!("{indicator}\n{place}\n{period}"));
    id::beside(indicator, place.as_fields().0, whole)
}

/// Figures that the database holds under ids of somebody else, by the id that they would have otherwise.
#[derive(Debug, Default)]
pub struct Others(HashMap<Uuid, Uuid>);

impl Others {
    /// Reads the figures of these indicators: those that are somebody else's themselves.
    pub async fn read(db: &DatabaseConnection, indicators: &[Uuid]) -> Result<Self, DbErr> {
        let mut others = HashMap::new();
        for indicator in indicators {
            let column = |table: &'static str, column: &'static str| Expr::col((table, column));
            let query = Query::select()
                .expr_as(column("observation", "id"), "id")
                .expr_as(column("observation", "council_id"), "council_id")
                .expr_as(column("observation", "area_id"), "area_id")
                .expr_as(column("time_period", "kind"), "kind")
                .expr_as(column("time_period", "starts_on"), "starts_on")
                .expr_as(column("time_period", "ends_on"), "ends_on")
                .expr_as(column("time_period", "label"), "label")
                .from("observation")
                .inner_join("time_period", column("observation", "time_period_id").equals(("time_period", "id")))
                .and_where(column("observation", "indicator_id").eq(*indicator))
                .to_owned();
            for row in db.query_all(&query).await? {
                let id: Uuid = row.try_get("", "id")?;
                let (council, area): (Option<Uuid>, Option<Uuid>) =
                    (row.try_get("", "council_id")?, row.try_get("", "area_id")?);
                let (starts, ends): (Option<NaiveDate>, Option<NaiveDate>) =
                    (row.try_get("", "starts_on")?, row.try_get("", "ends_on")?);
                let (kind, label): (String, String) = (row.try_get("", "kind")?, row.try_get("", "label")?);
                let label = if starts.is_none() || ends.is_none() { label.as_str() } else { "" };
                let Some(place) = council.or(area) else { continue };
                let own = id_of(*indicator, place, &name(&kind, starts, ends, label));
                if own != id {
                    others.insert(own, id);
                }
            }
        }
        Ok(Self(others))
    }

    /// The record of a figure.
    pub fn record(&self, release: &Release, citations: &[Citation], indicator: Uuid, of: Of<'_>, cell: Cell) -> Record {
        let own = observation_id(indicator, of.place.id(), of.period);
        let id = self.0.get(&own).copied().unwrap_or(own);
        let (council, area) = match of.place {
            Place::Council(id) => (Some(id), None),
            Place::Area(id) => (None, Some(id)),
        };
        let cells: Vec<Value> = vec![
            indicator.into(),
            council.into(),
            area.into(),
            of.period_id.into(),
            of.period.ends.into(),
            cell.value.into(),
            cell.status.into(),
            cell.as_written.into(),
            release.id().into(),
        ];
        Record {
            table: &observation::TABLE,
            id,
            cells,
            state: "CURRENT",
            identifiers: Vec::new(),
            aliases: Vec::new(),
            actors: Vec::new(),
            links: Vec::new(),
            citations: citations.to_vec(),
            origin: None,
            feed: release.feed(id, own),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(label: &str, ends: Option<NaiveDate>) -> Period {
        let starts = ends.and_then(|day| day.checked_sub_months(chrono::Months::new(12))?.succ_opt());
        Period { kind: "REPORTING_YEAR", starts, ends, label: label.into(), revision: None }
    }

    #[test]
    fn the_label_counts_only_where_the_days_are_not_known() {
        let (indicator, place) = (Uuid::from_u128(1 << 120), Uuid::from_u128(7 << 96));
        let id = |label: &str, ends| observation_id(indicator, place, &period(label, ends));
        let ends = NaiveDate::from_ymd_opt(2025, 3, 31);
        assert_eq!(id("2025", ends), id("2024-25 (prov)", ends));
        assert_ne!(id("2025", ends), id("2025", ends.and_then(|day| day.succ_opt())));
        assert_ne!(id("4", None), id("5", None));
        assert_eq!(id("2025", ends).as_bytes()[..6], [1, 0, 0, 0, 0, 7]);
        assert_eq!(id("2025", ends).get_version_num(), 8);
    }

    #[test]
    fn cells_stand_in_the_order_of_the_columns() {
        let names: Vec<&str> = observation::TABLE.columns.iter().map(|column| column.name).collect();
        let order = "indicator_id council_id area_id time_period_id ends_on value status as_written release_id";
        assert_eq!(names.join(" "), order);
    }
}
