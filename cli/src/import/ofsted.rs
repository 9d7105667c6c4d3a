//! `folkmoot import ofsted`: inspections of children's services.

use std::path::PathBuf;

use clap::Args;
use ingest::{
    Error,
    figure::ofsted::{self, Inspections},
    write::Load,
};
use serde_json::json;

use super::figure::{Terms, finish};
use crate::{command::Database, config::Config, database, failure::Failure, load, say::say};

const TITLE: &str = "Outcomes of inspections of children's services";
const PUBLISHER: &str = "Ofsted";

#[derive(Args)]
pub struct Ofsted {
    #[command(flatten)]
    pub database: Database,
    /// All inspections so far, or the latest one of each council: CSV, plain or packed with gzip.
    file: PathBuf,
    #[command(flatten)]
    terms: Terms,
    /// Show what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Tell what was done as JSON: one object a line.
    #[arg(long)]
    json: bool,
}

pub async fn run(config: &Config, given: Ofsted) -> Result<(), Failure> {
    let inspections = Inspections::read(&given.file)?;
    let db = database::open_to_write(config, given.dry_run).await?;
    let publication = given.terms.publication(TITLE, PUBLISHER);
    let records = ofsted::records(&db, &inspections, &publication).await?;
    let load = Load { title: format!("inspections {}", given.file.display()), dry_run: given.dry_run };
    let total = records.len() as u64;
    let summary = load::write(&db, load, records.into_iter().map(Ok::<_, Error>), Some(total)).await?;
    let (rows, judgements) = (inspections.inspections.len(), inspections.judgements());
    let file = given.file.display().to_string();
    if given.json {
        say!("{}", json!({ "file": { "name": file, "rows": rows, "judgements": judgements } }));
    } else {
        say!("{file}: {rows} inspections, {judgements} judgements.");
    }
    finish(&summary, given.dry_run, given.json);
    Ok(())
}
