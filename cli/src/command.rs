//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use entities::Table;

use crate::import::Import;

/// Civic governance as one graph: councils, boards, meetings, decisions, people and programmes over GraphQL.
#[derive(Parser)]
#[command(
    version,
    after_help = "Exit codes: 0 done, 2 wrong use, 3 configuration, 4 database, 5 network, 6 wrong input, 7 partly read, 8 kept out, 70 the output cannot be written, 130 stopped.\n\
                  Examples:\n  folkmoot demo\n  folkmoot serve --database sqlite:folkmoot.db --listen 127.0.0.1:8600\n  \
                  folkmoot load --database sqlite:folkmoot.db data/"
)]
pub struct Cli {
    /// Configuration file; see `folkmoot config`.
    #[arg(long, global = true, env = "FOLKMOOT_CONFIG")]
    pub config: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Args, Clone, Default)]
pub struct Database {
    /// `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`.
    #[arg(long)]
    pub database: Option<String>,
}

/// The dataset that merges are written into.
const MERGES: &str = "data/merges.toml";

/// What can be merged.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub enum Kind {
    Person,
    Board,
    Organisation,
}

impl Kind {
    pub fn table(self) -> &'static Table {
        match self {
            Kind::Person => &entities::person::TABLE,
            Kind::Board => &entities::board::TABLE,
            Kind::Organisation => &entities::organisation::TABLE,
        }
    }
}

#[derive(Subcommand)]
pub enum Command {
    /// Serves the shipped facts from a fresh database in a temporary folder.
    #[command(after_help = "Example:\n  folkmoot demo --listen 127.0.0.1:8600")]
    Demo {
        /// Where to listen; the next free port is taken if the default one is in use.
        #[arg(long)]
        listen: Option<String>,
    },
    /// Serves a database.
    #[command(
        after_help = "Example:\n  folkmoot serve --database postgres://folkmoot@localhost/folkmoot --listen 0.0.0.0:8600"
    )]
    Serve {
        #[command(flatten)]
        database: Database,
        /// Where to listen: ADDRESS:PORT.
        #[arg(long)]
        listen: Option<String>,
        /// Leave the tables as they are, and refuse to start when they are older than this program.
        #[arg(long)]
        no_migrate: bool,
    },
    /// Brings the tables of a database up to date.
    #[command(after_help = "Example:\n  folkmoot migrate --database sqlite:folkmoot.db")]
    Migrate {
        #[command(flatten)]
        database: Database,
    },
    /// Loads datasets: all of them or, on any error, none. Loading the same again changes nothing.
    #[command(
        after_help = "Examples:\n  folkmoot load --database sqlite:folkmoot.db data/\n  folkmoot load --dry-run more.toml\n  \
                      folkmoot load --check board.csv meeting.csv\n  \
                      folkmoot load --check --database sqlite:folkmoot.db board.csv"
    )]
    Load {
        #[command(flatten)]
        database: Database,
        /// Files (.toml, .jsonl, .csv) or folders of them.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Show what would change, and change nothing.
        #[arg(long)]
        dry_run: bool,
        /// Say whether the files are right, and change nothing. No database is needed: records that they point to and
        /// do not hold are listed. With --database they must be in that one.
        #[arg(long, conflicts_with = "dry_run")]
        check: bool,
    },
    /// Imports what others publish, in their own formats.
    #[command(subcommand)]
    Import(Import),
    /// Lists people, boards and organisations that are likely doubles, the surest first, each with the reason.
    #[command(
        after_help = "Examples:\n  folkmoot duplicates --database sqlite:folkmoot.db --type person --council wyrmshire\n  \
                      folkmoot duplicates --json"
    )]
    Duplicates {
        #[command(flatten)]
        database: Database,
        /// Only doubles of this type; without it, all three.
        #[arg(long = "type", value_enum)]
        kind: Option<Kind>,
        /// Path-safe name of a council: only doubles of which at least one is of that council.
        #[arg(long)]
        council: Option<String>,
        /// One JSON array, for programs.
        #[arg(long)]
        json: bool,
    },
    /// Merges a duplicate into another record, and writes that into a dataset, so that it survives a reload. Whoever asks for
    /// the duplicate gets the other.
    #[command(
        after_help = "Example:\n  folkmoot merge person wyrmshire/j-okoro wyrmshire/jane-okoro --because \"The same number in the council's list.\""
    )]
    Merge {
        #[command(flatten)]
        database: Database,
        #[arg(value_enum)]
        kind: Kind,
        /// Path-safe name or id of the duplicate.
        duplicate: String,
        /// Path-safe name or id of the record that stands for both.
        into: String,
        /// Why they are one.
        #[arg(long)]
        because: String,
        /// The dataset that merges are written into; made if it is missing.
        #[arg(long, default_value = MERGES)]
        file: PathBuf,
    },
    /// Takes a merge back: both records are as they were.
    #[command(after_help = "Example:\n  folkmoot unmerge person wyrmshire/j-okoro")]
    Unmerge {
        #[command(flatten)]
        database: Database,
        #[arg(value_enum)]
        kind: Kind,
        /// Path-safe name or id of the duplicate.
        duplicate: String,
        /// The dataset in which the merge stands.
        #[arg(long, default_value = MERGES)]
        file: PathBuf,
    },
    /// Makes the search index anew. A server makes and keeps its own: this is for before it starts, or when it is ended.
    #[command(after_help = "Example:\n  folkmoot index --database sqlite:folkmoot.db")]
    Index {
        #[command(flatten)]
        database: Database,
    },
    /// Finds which names in texts mean which records, what belongs to one matter, and which decision answers what. Loads and
    /// imports do it at their end: this is for when the configuration says that they do not, or when one was stopped.
    #[command(after_help = "Example:\n  folkmoot link --database sqlite:folkmoot.db")]
    Link {
        #[command(flatten)]
        database: Database,
    },
    /// Fills a database with made-up records, for load tests: all of them say that they are synthetic.
    #[command(after_help = "Example:\n  folkmoot generate --database sqlite:big.db --councils 400")]
    Generate {
        #[command(flatten)]
        database: Database,
        #[command(flatten)]
        plan: Plan,
    },
    /// Shows what a file says, page by page, as an import of documents keeps it: PDF, HTML or plain text. As JSON, private
    /// addresses and telephone numbers still stand in it.
    #[command(after_help = "Examples:\n  folkmoot read report.pdf\n  folkmoot read --json - < report.pdf")]
    Read {
        /// The file; `-` for standard input.
        file: PathBuf,
        /// One JSON object, for programs: also where the file cannot be read.
        #[arg(long)]
        json: bool,
    },
    /// Prints the GraphQL schema, or the JSON Schema of datasets.
    #[command(
        after_help = "Examples:\n  folkmoot schema > schema.graphql\n  folkmoot schema --check schema.graphql\n  folkmoot schema --dataset > data/dataset.schema.json"
    )]
    Schema {
        /// The JSON Schema that datasets are written by: editors check and complete with it.
        #[arg(long)]
        dataset: bool,
        /// Compare with this file, and fail when it is stale.
        #[arg(long)]
        check: Option<PathBuf>,
    },
    /// Prints a configuration file with every setting, its default and what it means.
    Config,
}

#[derive(Args, Clone, Copy)]
pub struct Plan {
    #[arg(long, default_value_t = 400)]
    pub councils: u32,
    /// Boards of each council.
    #[arg(long, default_value_t = 20)]
    pub boards: u32,
    /// Meetings of each board.
    #[arg(long, default_value_t = 60)]
    pub meetings: u32,
    /// Items of each meeting.
    #[arg(long, default_value_t = 8)]
    pub items: u32,
    /// Indicators, each with figures of ten years for every council and for England, and neighbours for every council.
    #[arg(long, default_value_t = 0)]
    pub indicators: u32,
}

impl Command {
    /// The database named on the command line.
    pub fn database(&self) -> Option<String> {
        match self {
            Command::Serve { database, .. }
            | Command::Migrate { database }
            | Command::Load { database, .. }
            | Command::Duplicates { database, .. }
            | Command::Merge { database, .. }
            | Command::Unmerge { database, .. }
            | Command::Index { database }
            | Command::Link { database }
            | Command::Generate { database, .. } => database.database.clone(),
            Command::Import(import) => import.database(),
            Command::Demo { .. } | Command::Read { .. } | Command::Schema { .. } | Command::Config => None,
        }
    }
}
