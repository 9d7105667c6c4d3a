//! `folkmoot import lait`: the long table of the local authority interactive tool.

use std::path::PathBuf;

use clap::Args;
use ingest::{
    figure::{
        lait::{self, Dictionary, Figures, Held},
        note::Note,
        release::{File, Release},
    },
    write::Load,
};
use sea_orm::DbErr;
use serde_json::json;

use super::figure::{DEPARTMENT, Terms, finish, tell, tell_machines};
use crate::{command::Database, config::Config, database, failure::Failure, load, say::say};

/// What the tool is called where nobody says otherwise, and its dataset.
const TITLE: &str = "Local authority interactive tool (LAIT)";
const SLUG: &str = "lait";
/// Oddities told to people.
const TOLD: usize = 20;

#[derive(Args)]
pub struct Lait {
    #[command(flatten)]
    pub database: Database,
    /// The long table: CSV, plain or packed with gzip, or Parquet.
    file: PathBuf,
    /// The dictionary of its measures, likewise.
    #[arg(long, value_name = "FILE")]
    dictionary: PathBuf,
    #[command(flatten)]
    terms: Terms,
    /// Show what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Tell all that is odd, what is in the file, and what was done, as JSON: one object a line.
    #[arg(long)]
    json: bool,
}

pub async fn run(config: &Config, given: Lait) -> Result<(), Failure> {
    let dictionary = Dictionary::read(&given.dictionary)?;
    let figures = Figures::read(&given.file, &dictionary)?;
    let db = database::open_to_write(config, given.dry_run).await?;
    let unread = |e: DbErr| Failure::Database(e.to_string());
    let dataset = given.terms.dataset(SLUG.into(), TITLE, DEPARTMENT);
    let release = Release::look_up(&db, dataset, file(&given, &figures), SLUG).await.map_err(unread)?;
    let held = Held::look_up(&db, &figures, &dictionary, &release).await?;
    let records = lait::records(&figures, &dictionary, &release, &held)?;
    let load = Load { title: format!("figures {}", given.file.display()), dry_run: given.dry_run };
    let summary = load::write(&db, load, records, Some(figures.tally.observations())).await?;
    let notes: Vec<&Note> = dictionary.notes.iter().chain(&figures.notes).chain(&held.notes).collect();
    let path = given.file.display().to_string();
    if given.json {
        notes.into_iter().for_each(note_for_machines);
        tell_machines(&path, &figures.tally);
    } else {
        tell_notes(notes);
        tell(&path, &figures.tally);
        let (measures, times, _) = figures.counts();
        let (all, councils) = (dictionary.measures.len(), held.councils());
        say!("  {measures} of {all} measures of the dictionary, {times} times, {councils} councils");
    }
    finish(&summary, given.dry_run, given.json);
    Ok(())
}

fn file(given: &Lait, figures: &Figures) -> File {
    let name = given.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    File {
        name,
        sha256: figures.whole.sha256.clone(),
        rows: figures.whole.rows,
        media_type: figures.whole.media_type,
        published_on: given.terms.published.clone(),
        retrieved_on: given.terms.retrieved.clone(),
    }
}

fn tell_notes(mut notes: Vec<&Note>) {
    notes.sort_by_key(|note| note.kind);
    let mut left = TOLD;
    for kind in notes.chunk_by(|one, other| one.kind == other.kind) {
        say!("{}: {}", kind[0].kind.heading(), kind.len());
        let shown = kind.len().min(left);
        kind.iter().take(shown).for_each(|note| say!("  {note}"));
        if shown < kind.len() {
            say!("  … {} more; --json tells all", kind.len() - shown);
        }
        left -= shown;
    }
}

fn note_for_machines(Note { kind, fault }: &Note) {
    let place = fault.place.as_ref();
    let (file, line) = (place.map(|(file, _)| &**file), place.map(|(_, line)| line));
    let (record, field, problem) = (&fault.record, &fault.field, &fault.problem);
    let note = json!({ "kind": kind.word(), "file": file, "line": line, "measure": record, "column": field, "problem": problem });
    say!("{}", json!({ "note": note }));
}
