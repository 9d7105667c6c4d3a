//! What is kept of readings: how each went, and what the source last answered to each question.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeZone, Utc};
use chrono_tz::Europe::London;
use entities::{answer, reading};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::super::private;
use crate::id;

/// Version of the readers and of the mapping: answers are read anew after it rises.
const READER: &[u8] = b"2";
/// Answers kept in one statement.
const ROWS: usize = 200;
/// Failures kept in words.
const FAILURES: usize = 20;
/// Hours within which a reading that was cut short is taken up.
const RESUMED_WITHIN: i64 = 24;

/// An answer as a number.
pub fn hash(bytes: &[u8]) -> i64 {
    let digest: [u8; 32] = Sha256::new().chain_update(READER).chain_update(bytes).finalize().into();
    i64::from_be_bytes(digest[..8].try_into().unwrap_or_default())
}

/// What was answered to a question, and in which reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    pub hash: i64,
    pub reading: Uuid,
    /// What was read there, as JSON.
    pub said: Option<String>,
}

/// A reading under way.
#[derive(Debug)]
pub struct Reading {
    pub row: reading::Model,
    /// Calls that were made before it was taken up.
    calls: i32,
    /// Whether it takes up one that was cut short.
    pub resumed: bool,
    /// Why things failed, in sentences.
    pub failures: Vec<String>,
}

/// What is known of a source before it is read.
pub struct Before {
    /// When the last reading began that read all up to its own day.
    pub last: Option<NaiveDate>,
    /// Today the source kept programs out: why, and it is not asked again.
    pub blocked: Option<String>,
    /// Today its pages did.
    pub pages_blocked: Option<String>,
    /// The last reading, if it was cut short lately.
    cut_short: Option<reading::Model>,
}

impl Before {
    /// Reads what is known of a source.
    pub async fn of(db: &DatabaseConnection, source: Uuid) -> Result<Self, DbErr> {
        let rows = reading::Entity::find()
            .filter(reading::Column::SourceId.eq(source))
            .order_by_desc(reading::Column::StartedAt)
            .all(db)
            .await?;
        let today = day(Utc::now().timestamp_millis());
        let is_today = |row: &&reading::Model| day(row.ended_at.unwrap_or(row.started_at)) == today;
        let done = |row: &&reading::Model| row.outcome == "COMPLETE" && row.to_date >= day(row.started_at);
        let blocked = rows.iter().filter(is_today).find(|row| row.outcome == "BLOCKED");
        let blocked = blocked.map(|row| row.failures.clone().unwrap_or_default());
        let pages_blocked = rows.iter().filter(is_today).find_map(|row| row.pages_blocked.clone());
        let last = rows.iter().find(done).map(|row| day(row.started_at)).unwrap_or_default();
        let lately = Utc::now().timestamp_millis() - RESUMED_WITHIN * 3_600_000;
        let short = |row: &&reading::Model| {
            matches!(row.outcome.as_str(), "UNDER_WAY" | "INTERRUPTED") && row.started_at > lately
        };
        let cut_short = rows.first().filter(short).cloned();
        Ok(Self { last, blocked, pages_blocked, cut_short })
    }
}

impl Reading {
    /// Begins a reading of meetings between two days, or takes up the last one, if that was cut short and asked for the
    /// same.
    pub async fn begin(
        db: &DatabaseConnection,
        source: Uuid,
        (from, to): (Option<NaiveDate>, Option<NaiveDate>),
        before: &Before,
    ) -> Result<Self, DbErr> {
        let same = |row: &&reading::Model| row.from_date == from && row.to_date == to;
        if let Some(row) = before.cut_short.as_ref().filter(same) {
            // What failed is asked for again.
            let row = reading::Model {
                outcome: "UNDER_WAY".into(),
                ended_at: None,
                failed: 0,
                failures: None,
                ..row.clone()
            };
            return Ok(Self { calls: row.calls, row, resumed: true, failures: Vec::new() });
        }
        let row = Self::row(source, (from, to));
        reading::Entity::insert(reading::ActiveModel::from(row.clone())).exec_without_returning(db).await?;
        Ok(Self { calls: 0, row, resumed: false, failures: Vec::new() })
    }

    /// A reading that is only tried: nothing is kept of it.
    pub fn trial(source: Uuid, days: (Option<NaiveDate>, Option<NaiveDate>)) -> Self {
        Self { calls: 0, row: Self::row(source, days), resumed: false, failures: Vec::new() }
    }

    fn row(source: Uuid, (from, to): (Option<NaiveDate>, Option<NaiveDate>)) -> reading::Model {
        reading::Model {
            id: id::fresh(),
            source_id: source,
            started_at: Utc::now().timestamp_millis(),
            ended_at: None,
            outcome: "UNDER_WAY".into(),
            from_date: from,
            to_date: to,
            calls: 0,
            created: 0,
            updated: 0,
            deleted: 0,
            unchanged: 0,
            skipped: 0,
            failed: 0,
            failures: None,
            pages_blocked: None,
        }
    }

    /// Notes how many calls were made since it began or was taken up.
    pub fn called(&mut self, calls: u64) {
        self.row.calls = self.calls.saturating_add(i32::try_from(calls).unwrap_or(i32::MAX));
    }

    /// Notes that something could not be read.
    pub fn fail(&mut self, why: impl ToString) {
        self.row.failed += 1;
        if self.failures.len() < FAILURES {
            self.failures.push(private::cleaned(&why.to_string()).text.into_owned());
        }
    }

    /// Keeps how far it has come or, with an outcome, how it ended.
    pub async fn keep(&mut self, db: &DatabaseConnection, outcome: Option<&str>) -> Result<(), DbErr> {
        if let Some(outcome) = outcome {
            self.row.outcome = outcome.into();
            self.row.ended_at = Some(Utc::now().timestamp_millis());
        }
        if !self.failures.is_empty() {
            self.row.failures = Some(serde_json::Value::from(self.failures.clone()).to_string());
        }
        let row = reading::ActiveModel::from(self.row.clone()).reset_all();
        row.update(db).await.map(drop)
    }
}

/// All that a source was last known to answer, by question.
pub async fn answers(db: &DatabaseConnection, source: Uuid) -> Result<HashMap<String, Answered>, DbErr> {
    let rows = answer::Entity::find().filter(answer::Column::SourceId.eq(source)).all(db).await?;
    let answered = |row: answer::Model| Answered { hash: row.hash, reading: row.reading_id, said: row.said };
    Ok(rows.into_iter().map(|row| (row.question.clone(), answered(row))).collect())
}

/// Keeps what a source answered.
pub async fn keep(db: &DatabaseConnection, source: Uuid, answers: &[(String, Answered)]) -> Result<(), DbErr> {
    for answers in answers.chunks(ROWS) {
        let rows = answers.iter().map(|(question, answered)| answer::ActiveModel {
            source_id: Set(source),
            question: Set(question.clone()),
            hash: Set(answered.hash),
            reading_id: Set(answered.reading),
            said: Set(answered.said.clone()),
        });
        let mut conflict = OnConflict::columns([answer::Column::SourceId, answer::Column::Question]);
        conflict.update_columns([answer::Column::Hash, answer::Column::ReadingId, answer::Column::Said]);
        answer::Entity::insert_many(rows).on_conflict(conflict).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Forgets what a source answered to a question, so that it is read anew.
pub async fn forget(db: &DatabaseConnection, source: Uuid, question: &str) -> Result<(), DbErr> {
    answer::Entity::delete_by_id((source, question.to_string())).exec(db).await.map(drop)
}

/// The day of a moment, in London.
fn day(moment: i64) -> Option<NaiveDate> {
    London.timestamp_millis_opt(moment).single().map(|moment| moment.date_naive())
}
