//! The binary `folkmoot`: the one room that wires the others together.

mod check;
mod command;
mod config;
mod curated;
mod database;
mod demo;
mod duplicates;
mod failure;
mod generate;
mod import;
mod index;
mod link;
mod load;
mod memory;
mod merge;
mod read;
mod say;
mod serve;
mod shipped;

use std::process::ExitCode;

use clap::Parser;

use command::{Cli, Command};
use failure::Failure;
use say::say;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("folkmoot: {failure}");
            ExitCode::from(failure.code())
        }
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    let config = config::read(&cli)?;
    match cli.command {
        Command::Demo { listen } => block(demo::run(listen.unwrap_or(config.listen))),
        Command::Serve { listen, no_migrate, .. } => block(serve::run(config, listen, no_migrate)),
        Command::Migrate { .. } => block(database::migrate(&config)),
        Command::Load { database, paths, check: true, .. } => {
            block(check::run(database.database.is_some().then_some(&config), &paths))
        }
        Command::Load { paths, dry_run, .. } => block(load::run(&config, paths, dry_run)),
        Command::Import(import) => block(import::run(&config, import)),
        Command::Duplicates { kind, council, json, .. } => block(duplicates::run(&config, kind, council, json)),
        Command::Merge { kind, duplicate, into, because, file, .. } => {
            block(merge::merge(&config, kind, &duplicate, &into, &because, &file))
        }
        Command::Unmerge { kind, duplicate, file, .. } => block(merge::unmerge(&config, kind, &duplicate, &file)),
        Command::Index { .. } => block(index::run(&config)),
        Command::Link { .. } => block(link::run(&config)),
        Command::Generate { plan, .. } => block(generate::run(&config, plan)),
        Command::Read { file, json } => read::run(&file, json),
        Command::Schema { dataset, check } => schema(dataset, check),
        Command::Config => {
            say!("{}", config::COMMENTED.trim_end());
            Ok(())
        }
    }
}

/// Runs a future on the server's runtime.
fn block<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    actix_web::rt::System::with_tokio_rt(|| {
        tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap_or_else(|error| {
            eprintln!("folkmoot: no threads to be had: {error}");
            std::process::exit(70)
        })
    })
    .block_on(future)
}

fn schema(dataset: bool, check: Option<std::path::PathBuf>) -> Result<(), Failure> {
    let (text, how) = match dataset {
        true => (format!("{:#}\n", ingest::dataset::json_schema()), "schema --dataset"),
        false => (api::sdl(), "schema"),
    };
    let Some(path) = check else {
        say!("{}", text.trim_end());
        return Ok(());
    };
    let held =
        std::fs::read_to_string(&path).map_err(|e| Failure::Input(format!("cannot read {}: {e}", path.display())))?;
    if held == text {
        Ok(())
    } else {
        let message = format!("{} is stale: write it anew with `folkmoot {how} > {}`", path.display(), path.display());
        Err(Failure::Input(message))
    }
}
