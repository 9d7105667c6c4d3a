//! `folkmoot import status`.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::London;
use ingest::moderngov::run::{self, Status};
use serde_json::{Value, json};

use crate::{config::Config, database, failure::Failure, say::say};

pub async fn run(config: &Config, given: super::Status) -> Result<(), Failure> {
    let db = database::open(config, false).await?;
    database::current(&db).await?;
    let all = run::status(&db, given.all).await.map_err(|e| Failure::Database(e.to_string()))?;
    if all.is_empty() && !given.json {
        say!("No source was read yet; `folkmoot import moderngov --help` says how.");
    }
    for status in &all {
        if given.json { say!("{}", as_json(status)) } else { show(status) }
    }
    Ok(())
}

fn show(status: &Status) {
    let url = status.source.url.as_deref().unwrap_or_default();
    say!("{} ({url})", status.source.title);
    say!("  councils: {}", status.councils.join(", "));
    match &status.last {
        None => say!("  never read"),
        Some(last) => {
            let (outcome, calls) = (last.outcome.to_lowercase().replace('_', " "), last.calls);
            say!("  last read: {}, {outcome}, {calls} calls", moment(last.started_at));
            if last.failed > 0 {
                say!("  failed: {}", last.failed);
                texts(last.failures.as_deref()).iter().take(5).for_each(|text| say!("    {text}"));
            }
            if let Some(sign) = &last.pages_blocked {
                say!("  pages: {sign}");
            }
        }
    }
    if let Some(done) = &status.last_done {
        say!("  fresh: {}", age(done.started_at));
    }
    if !status.coverage.is_empty() {
        say!("  year  meetings  called off  with agenda  with minutes  attendance known  decisions");
    }
    for row in &status.coverage {
        say!(
            "  {}  {:>8}  {:>10}  {:>11}  {:>12}  {:>16}  {:>9}",
            row.year,
            row.meetings,
            row.cancelled,
            row.with_agenda,
            row.with_minutes,
            row.with_attendance,
            row.decisions
        );
    }
}

fn as_json(status: &Status) -> Value {
    let reading = |row: &entities::reading::Model| {
        json!({
            "startedAt": instant(row.started_at),
            "endedAt": row.ended_at.map(instant),
            "outcome": row.outcome,
            "calls": row.calls,
            "created": row.created,
            "updated": row.updated,
            "deleted": row.deleted,
            "unchanged": row.unchanged,
            "skipped": row.skipped,
            "failed": row.failed,
            "failures": texts(row.failures.as_deref()),
            "pagesBlocked": row.pages_blocked,
        })
    };
    let coverage = status.coverage.iter().map(|row| {
        json!({
            "year": row.year,
            "meetings": row.meetings,
            "cancelled": row.cancelled,
            "withAgenda": row.with_agenda,
            "withMinutes": row.with_minutes,
            "withAttendance": row.with_attendance,
            "decisions": row.decisions,
        })
    });
    json!({
        "title": status.source.title,
        "url": status.source.url,
        "councils": status.councils,
        "last": status.last.as_ref().map(reading),
        "lastDone": status.last_done.as_ref().map(reading),
        "coverage": coverage.collect::<Vec<_>>(),
    })
}

/// Texts that are kept as a JSON array.
fn texts(kept: Option<&str>) -> Vec<String> {
    kept.and_then(|kept| serde_json::from_str(kept).ok()).unwrap_or_default()
}

fn utc(milliseconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(milliseconds)
}

fn instant(milliseconds: i64) -> String {
    utc(milliseconds).map(|moment| moment.to_rfc3339()).unwrap_or_default()
}

fn moment(milliseconds: i64) -> String {
    utc(milliseconds).map(|m| m.with_timezone(&London).format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
}

fn age(milliseconds: i64) -> String {
    let Some(moment) = utc(milliseconds) else { return String::new() };
    match (Utc::now() - moment).num_days() {
        0 => "read today".into(),
        1 => "read yesterday".into(),
        days => format!("read {days} days ago"),
    }
}
