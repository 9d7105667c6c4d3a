//! `folkmoot import neighbours`: statistical neighbours of councils.

use std::path::PathBuf;

use clap::{Args, builder::NonEmptyStringValueParser};
use ingest::{
    Error,
    figure::neighbour::{self, Neighbours},
    write::Load,
};
use serde_json::json;

use super::figure::{DEPARTMENT, Terms, finish};
use crate::{command::Database, config::Config, database, failure::Failure, load, say::say};

#[derive(Args)]
pub struct Given {
    #[command(flatten)]
    pub database: Database,
    /// The file of the model: CSV, plain or packed with gzip, one council a row.
    file: PathBuf,
    /// Version of the model, such as the year that it is named after. Each version is a set of its own.
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    version: String,
    #[command(flatten)]
    terms: Terms,
    /// Show what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Tell what was done as JSON: one object a line.
    #[arg(long)]
    json: bool,
}

pub async fn run(config: &Config, given: Given) -> Result<(), Failure> {
    let neighbours = Neighbours::read(&given.file)?;
    let db = database::open_to_write(config, given.dry_run).await?;
    let title = format!("Statistical neighbours, version {}", given.version);
    let publication = given.terms.publication(&title, DEPARTMENT);
    let records = neighbour::records(&db, &neighbours, &given.version, &publication).await?;
    let load = Load { title: format!("neighbours {}", given.file.display()), dry_run: given.dry_run };
    let total = records.len() as u64;
    let summary = load::write(&db, load, records.into_iter().map(Ok::<_, Error>), Some(total)).await?;
    let councils = neighbours.councils.len();
    let ranks: usize = neighbours.councils.iter().map(|council| council.neighbours.len()).sum();
    let file = given.file.display().to_string();
    if given.json {
        say!("{}", json!({ "file": { "name": file, "rows": councils, "neighbours": ranks } }));
    } else {
        say!("{file}: {councils} councils, {ranks} neighbours.");
    }
    finish(&summary, given.dry_run, given.json);
    Ok(())
}
