//! `folkmoot import`: facts from where others publish them.

mod council;
mod documents;
mod ees;
mod figure;
mod issue;
mod lait;
mod neighbours;
mod ofsted;
mod register;
mod show;
mod status;

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
    /// Reads what councils publish with ModernGov: boards, meetings, papers, minutes, decisions and people. Run it again,
    /// and it reads what is new.
    #[command(
        after_help = "Exit codes: 0 all was read, 5 nothing could be read, 7 some of it could not be read, 8 the source keeps programs out, \
                      130 stopped.\n\
                      Examples:\n  \
                      folkmoot import moderngov --council stoke-on-trent --base https://moderngov.stoke.gov.uk\n  \
                      folkmoot import moderngov --council E10000028 --from 2024-01-01\n  \
                      folkmoot import moderngov --every --since-last"
    )]
    Moderngov(Moderngov),
    /// Reads what the files of documents say, page by page: of documents that are held with an address, whose file was not read
    /// yet. Run it again, and it reads what is new.
    #[command(
        after_help = "Exit codes: 0 all was asked for, 5 no file came, 7 some did not come, 8 a host keeps programs out, 130 stopped.\n\
                      Examples:\n  \
                      folkmoot import documents --database sqlite:folkmoot.db --council stoke-on-trent\n  \
                      folkmoot import documents --kind report --kind minutes --most 500"
    )]
    Documents(documents::Documents),
    /// Loads files of figures from Explore Education Statistics: all of them or, on any error, none. The councils must be
    /// known, by a register or a dataset; importing the same again changes nothing.
    #[command(after_help = "Examples:\n  folkmoot import ees --database sqlite:folkmoot.db children_in_need.csv\n  \
                      folkmoot import ees --dry-run --dataset children-in-need --published 2025-10-30 b1_2013_to_2025.csv")]
    Ees(ees::Ees),
    /// Loads the long table of the local authority interactive tool: all of it or, on any error, none. The councils must be
    /// known, by a register or a dataset; importing the same again changes nothing.
    #[command(
        after_help = "Example:\n  folkmoot import lait --database sqlite:folkmoot.db --dictionary dictionary.csv long.csv.gz"
    )]
    Lait(lait::Lait),
    /// Loads which councils are most like each other, by the statistical neighbours model of the Department for Education.
    #[command(
        after_help = "Example:\n  folkmoot import neighbours --database sqlite:folkmoot.db --version 2025 neighbours.csv"
    )]
    Neighbours(neighbours::Given),
    /// Loads what Ofsted judged of children's services: every inspection so far, or the latest one of each council.
    #[command(after_help = "Example:\n  folkmoot import ofsted --database sqlite:folkmoot.db ilacs_history.csv")]
    Ofsted(ofsted::Ofsted),
    /// Shows each source: when it was last read, how that ended, and how much of it is held.
    #[command(after_help = "Example:\n  folkmoot import status --database sqlite:folkmoot.db")]
    Status(Status),
}

#[derive(Args)]
pub struct Register {
    #[command(flatten)]
    database: Database,
    /// A CSV file, of one of the shapes that docs/importing.md tells.
    file: std::path::PathBuf,
    /// Show what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Tell all that is odd, and what was done, as JSON: one object a line.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub struct Moderngov {
    #[command(flatten)]
    pub database: Database,
    /// A council by its slug or by any GSS code that it has or had; may be given several times.
    #[arg(long = "council", value_name = "SLUG|GSS", required_unless_present = "every", conflicts_with = "every")]
    pub councils: Vec<String>,
    /// Every council of which it is known that it publishes with ModernGov.
    #[arg(long)]
    pub every: bool,
    /// Address of the installation: the folder that holds mgWebService.asmx. Needed once, unless a register told it.
    #[arg(long, value_name = "URL", conflicts_with = "every")]
    pub base: Option<String>,
    /// First day of the meetings to read: YYYY-MM-DD. A year ago if left out.
    #[arg(long, value_name = "DATE")]
    pub from: Option<chrono::NaiveDate>,
    /// Last day of the meetings to read. A year ahead if left out.
    #[arg(long, value_name = "DATE")]
    pub to: Option<chrono::NaiveDate>,
    /// Begin 90 days before the last reading that ended well.
    #[arg(long, conflicts_with = "from")]
    pub since_last: bool,
    /// Read also old meetings whose minutes are held, and take up anew what was answered as before.
    #[arg(long)]
    pub again: bool,
    /// Ask the web service only, and no page.
    #[arg(long)]
    pub no_pages: bool,
    /// Read everything, show what would change, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Say what happens as JSON, one event a line.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub manner: council::Manner,
    /// Where several councils share an installation: words in the title of a board or ward that tell whose it is; may be
    /// given several times.
    #[arg(long = "mark", value_name = "TEXT=COUNCIL", conflicts_with = "every")]
    pub marks: Vec<String>,
    /// A page "Issue - meetings" that was saved as HTML or text, to be read instead of asking anybody; may be given several
    /// times.
    #[arg(long = "issue", value_name = "FILE", conflicts_with_all = ["every", "from", "to", "since_last", "again"])]
    pub issues: Vec<std::path::PathBuf>,
}

#[derive(Args)]
pub struct Status {
    #[command(flatten)]
    pub database: Database,
    /// Sources too that were never read.
    #[arg(long)]
    pub all: bool,
    /// Say it as JSON, one source a line.
    #[arg(long)]
    pub json: bool,
}

impl Import {
    /// The database named on the command line.
    pub fn database(&self) -> Option<String> {
        match self {
            Import::Register(given) => given.database.database.clone(),
            Import::Moderngov(given) => given.database.database.clone(),
            Import::Documents(given) => given.database.database.clone(),
            Import::Ees(given) => given.database.database.clone(),
            Import::Lait(given) => given.database.database.clone(),
            Import::Neighbours(given) => given.database.database.clone(),
            Import::Ofsted(given) => given.database.database.clone(),
            Import::Status(given) => given.database.database.clone(),
        }
    }
}

pub async fn run(config: &Config, import: Import) -> Result<(), Failure> {
    crate::memory::in_small_pages();
    match import {
        Import::Register(Register { file, dry_run, json, .. }) => register::run(config, file, dry_run, json).await,
        Import::Moderngov(given) => council::run(config, given).await,
        Import::Documents(given) => documents::run(config, given).await,
        Import::Ees(given) => ees::run(config, given).await,
        Import::Lait(given) => lait::run(config, given).await,
        Import::Neighbours(given) => neighbours::run(config, given).await,
        Import::Ofsted(given) => ofsted::run(config, given).await,
        Import::Status(given) => status::run(config, given).await,
    }
}
