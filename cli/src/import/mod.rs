//! `folkmoot import`: facts that others publish, in their own formats, into a database.

mod register;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::{command::Database, config::Config, failure::Failure};

#[derive(Subcommand)]
pub enum Import {
    /// Loads a register of local authorities: all of it or, on any error, none. Councils that are there already are joined,
    /// and importing the same again changes nothing.
    #[command(
        after_help = "Examples:\n  folkmoot import register --database sqlite:folkmoot.db merged_register.csv\n  folkmoot import register --dry-run uk_local_authorities_current.csv"
    )]
    Register(Register),
}

#[derive(Args)]
pub struct Register {
    #[command(flatten)]
    database: Database,
    /// A CSV file, of one of the shapes that docs/importing.md tells.
    file: PathBuf,
    /// Show what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Tell all that is odd, and what was done, as JSON: one object a line.
    #[arg(long)]
    json: bool,
}

impl Import {
    /// The database named on the command line.
    pub fn database(&self) -> Option<String> {
        let Import::Register(Register { database, .. }) = self;
        database.database.clone()
    }
}

pub async fn run(config: &Config, import: Import) -> Result<(), Failure> {
    match import {
        Import::Register(Register { file, dry_run, json, .. }) => register::run(config, file, dry_run, json).await,
    }
}
