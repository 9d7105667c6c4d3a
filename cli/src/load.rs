//! `folkmoot load`: datasets into a database.

use std::{io::IsTerminal, path::PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use ingest::{
    Error, dataset, file,
    record::Entry,
    write::{self, Load, Summary},
};
use sea_orm::DatabaseConnection;

use crate::{config::Config, database, failure::Failure, link, say::say};

pub async fn run(config: &Config, paths: Vec<PathBuf>, dry_run: bool) -> Result<(), Failure> {
    let db = database::open_to_write(config, dry_run).await?;
    let records = dataset::read_all(&paths)?;
    let title = paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ");
    let summary = write(&db, Load { title, dry_run }, records, None).await?;
    tell(&summary, dry_run);
    if dry_run {
        return Ok(());
    }
    let closed = file::run::close(&db, &db).await?;
    if closed.deleted > 0 {
        say!("What files say of documents that are closed now was taken away: {} files.", closed.deleted);
    }
    link::after(config, false).await
}

/// Writes records, and says how it failed.
pub async fn write<E: Into<Entry>>(
    db: &DatabaseConnection,
    load: Load,
    records: impl Iterator<Item = Result<E, Error>>,
    total: Option<u64>,
) -> Result<Summary, Failure> {
    Ok(under_a_bar(db, load, records, total).await?)
}

/// Writes records under a bar that shows on a terminal.
pub async fn under_a_bar<E: Into<Entry>>(
    db: &DatabaseConnection,
    load: Load,
    records: impl Iterator<Item = Result<E, Error>>,
    total: Option<u64>,
) -> Result<Summary, Error> {
    let bar = if std::io::stderr().is_terminal() {
        let bar = total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
        let form = "{spinner} {human_pos} records, {per_sec}, {elapsed}";
        bar.set_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar
    } else {
        ProgressBar::hidden()
    };
    let summary = write::write(db, load, records, &mut |read| bar.set_position(read)).await;
    bar.finish_and_clear();
    summary
}

/// Says what a load did, or would do.
pub fn tell(summary: &Summary, dry_run: bool) {
    for change in &summary.changes {
        say!("{} {}", change.kind, change.record);
        for field in &change.fields {
            let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "not known".into());
            say!("  {}: {} -> {}", field.field, shown(&field.old), shown(&field.new));
        }
    }
    let all = summary.all();
    let merged = if all.merged > 0 { format!(" {} merged,", all.merged) } else { String::new() };
    say!(
        "{}{} read: {} created, {} updated, {} deleted,{merged} {} unchanged.",
        if dry_run { "Nothing was written. Would be: " } else { "" },
        all.read,
        all.created,
        all.updated,
        all.deleted,
        all.unchanged
    );
}
