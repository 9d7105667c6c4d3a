//! The times that figures are for.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::time_period;
use sea_orm::sea_query::Query;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use uuid::Uuid;

use crate::id;
use crate::record::{Citation, Record};

/// The time that a figure is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// A word of [`time_period::KIND`].
    pub kind: &'static str,
    /// First day; none when the label does not tell.
    pub starts: Option<NaiveDate>,
    /// Last day; none when the label does not tell.
    pub ends: Option<NaiveDate>,
    /// As printed.
    pub label: String,
    /// A word of [`time_period::REVISION`]; none when the label does not say.
    pub revision: Option<&'static str>,
}

impl Period {
    /// Kind, days and label as a text that no other period has; the label is left out where both days are known and
    /// `labelled` is false.
    pub(super) fn name(&self, labelled: bool) -> String {
        let label = if labelled { self.label.as_str() } else { "" };
        name(self.kind, self.starts, self.ends, label)
    }
}

/// Kind, days and label as one text. A label left out counts only where both days are known.
pub(super) fn name(kind: &str, starts: Option<NaiveDate>, ends: Option<NaiveDate>, label: &str) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    format!("{kind}\n{}\n{}\n{label}", day(starts), day(ends))
}

/// The times of a database, and those that a file adds.
#[derive(Debug, Default)]
pub struct Periods {
    ids: HashMap<String, Uuid>,
    new: Vec<Record>,
}

impl Periods {
    /// Reads all times that the database holds.
    pub async fn read(db: &DatabaseConnection) -> Result<Self, DbErr> {
        let query =
            Query::select().columns(["id", "kind", "starts_on", "ends_on", "label"]).from("time_period").to_owned();
        let mut ids = HashMap::new();
        for row in db.query_all(&query).await? {
            let (kind, label): (String, String) = (row.try_get("", "kind")?, row.try_get("", "label")?);
            let name = name(&kind, row.try_get("", "starts_on")?, row.try_get("", "ends_on")?, &label);
            ids.insert(name, row.try_get("", "id")?);
        }
        Ok(Self { ids, new: Vec::new() })
    }

    /// The id of a time; one that the database does not hold is added.
    pub fn id(&mut self, period: &Period, citations: &[Citation]) -> Uuid {
        let name = period.name(true);
        if let Some(id) = self.ids.get(&name) {
            return *id;
        }
        let id = id::of("time_period", &name);
        let mut record = Record::new(&time_period::TABLE, id)
            .with("kind", period.kind)
            .with("starts_on", period.starts)
            .with("ends_on", period.ends)
            .with("label", period.label.as_str())
            .with("revision", period.revision);
        record.citations = citations.to_vec();
        self.new.push(record);
        self.ids.insert(name, id);
        id
    }

    /// The times that were added since this was last asked.
    pub fn take_new(&mut self) -> Vec<Record> {
        std::mem::take(&mut self.new)
    }
}
