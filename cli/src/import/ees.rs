//! `folkmoot import ees`: files of Explore Education Statistics.

use std::{collections::HashSet, path::PathBuf};

use clap::Args;
use ingest::{
    figure::{
        ees::{self, Checked, Given, Seen},
        period::Periods,
        place::Places,
        release::named_after,
    },
    write::Load,
};
use sea_orm::DbErr;

use super::figure::{DEPARTMENT, Terms, finish, tell, tell_machines};
use crate::{command::Database, config::Config, database, failure::Failure, load};

#[derive(Args)]
pub struct Ees {
    #[command(flatten)]
    pub database: Database,
    /// CSV files, each with the columns `time_period`, `time_identifier`, `geographic_level` and `country_code`.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The publisher's file that tells what the columns are; the one beside the file, such as a.meta.csv beside a.csv,
    /// if left out. If there is none, columns of numbers are figures and columns of texts are filters.
    #[arg(long, value_name = "FILE")]
    meta: Option<PathBuf>,
    /// Slug of the dataset that the file is a release of; the name of the file without years at its end if left out.
    #[arg(long, value_name = "SLUG")]
    dataset: Option<String>,
    #[command(flatten)]
    terms: Terms,
    /// Show what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Tell what is in the files, and what was done, as JSON: one object a line.
    #[arg(long)]
    json: bool,
}

pub async fn run(config: &Config, given: Ees) -> Result<(), Failure> {
    let seen = read(&given)?;
    let db = database::open_to_write(config, given.dry_run).await?;
    let unread = |e: DbErr| Failure::Database(e.to_string());
    let mut places = Places::read(&db).await.map_err(unread)?;
    let mut periods = Periods::read(&db).await.map_err(unread)?;
    let mut checked: Vec<Checked> = Vec::with_capacity(seen.len());
    for seen in seen {
        checked.push(seen.check(&db, &mut places, &mut periods).await?);
    }
    for file in &checked {
        let path = file.path().display().to_string();
        if given.json { tell_machines(&path, &file.tally) } else { tell(&path, &file.tally) }
    }
    let names: Vec<String> = given.files.iter().map(|file| file.display().to_string()).collect();
    let load = Load { title: format!("figures {}", names.join(", ")), dry_run: given.dry_run };
    let total = checked.iter().map(Checked::count).sum();
    let summary = load::write(&db, load, checked.into_iter().flat_map(Checked::records), Some(total)).await?;
    finish(&summary, given.dry_run, given.json);
    Ok(())
}

/// Looks at all files before there is any database.
fn read(given: &Ees) -> Result<Vec<Seen>, Failure> {
    let Ees { files, meta, dataset, terms, .. } = given;
    if files.len() > 1 && (meta.is_some() || dataset.is_some() || terms.title.is_some()) {
        return Err(Failure::Input("--meta, --dataset and --title are of one file: give one".into()));
    }
    let mut slugs = HashSet::new();
    let mut seen = Vec::with_capacity(files.len());
    for path in files {
        let (named, title) = named_after(path);
        let slug = dataset.clone().unwrap_or(named);
        if slug.is_empty() || !slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            let shown = path.display();
            return Err(Failure::Input(format!(
                "`{slug}` is no slug for the dataset of {shown}: it is made of small letters, digits and hyphens; \
                 --dataset SLUG gives another"
            )));
        }
        if !slugs.insert(slug.clone()) {
            return Err(Failure::Input(format!(
                "two files would be releases of the dataset {slug}: import one after the other"
            )));
        }
        let file = Given {
            path: path.clone(),
            meta: meta.clone(),
            dataset: terms.dataset(slug, &title, DEPARTMENT),
            published_on: terms.published.clone(),
            retrieved_on: terms.retrieved.clone(),
        };
        seen.push(ees::read(file)?);
    }
    Ok(seen)
}
