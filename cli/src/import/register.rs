//! `folkmoot import register`: a register of local authorities.

use std::path::PathBuf;

use ingest::{
    Error,
    register::{self, Held, Note, Register},
    write::{Change, Load, Summary},
};
use serde_json::json;

use crate::{config::Config, database, failure::Failure, link, load, say::say};

/// Oddities told to people.
const TOLD: usize = 20;

pub async fn run(config: &Config, file: PathBuf, dry_run: bool, as_json: bool) -> Result<(), Failure> {
    let register = register::read(&file)?;
    let db = database::open_to_write(config, dry_run).await?;
    let held = Held::look_up(&db, &register).await?;
    let records = register::records(&register, &held);
    let (title, total) = (format!("register {}", file.display()), records.len() as u64);
    let summary =
        load::write(&db, Load { title, dry_run }, records.into_iter().map(Ok::<_, Error>), Some(total)).await?;
    if as_json {
        tell_machines(&register, &held, &summary, dry_run);
    } else {
        tell(&register, &held, &summary, dry_run);
    }
    if dry_run { Ok(()) } else { link::after(config, as_json).await }
}

fn tell(register: &Register, held: &Held, summary: &Summary, dry_run: bool) {
    let mut notes: Vec<&Note> = register.notes.iter().collect();
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
    let (all, current) = (register.authorities.len(), register.current());
    say!("{all} authorities, {current} of them current; {} were there from elsewhere and are joined.", held.joined());
    load::tell(summary, dry_run);
}

fn tell_machines(register: &Register, held: &Held, summary: &Summary, dry_run: bool) {
    for Note { kind, fault } in &register.notes {
        let place = fault.place.as_ref();
        let (file, line) = (place.map(|(file, _)| &**file), place.map(|(_, line)| line));
        let (record, field, problem) = (&fault.record, &fault.field, &fault.problem);
        let note = json!({ "kind": kind.word(), "file": file, "line": line, "authority": record, "column": field, "problem": problem });
        say!("{}", json!({ "note": note }));
    }
    for Change { kind, record, fields } in &summary.changes {
        let field = |f: &ingest::write::FieldChange| json!({ "field": f.field, "old": f.old, "new": f.new });
        let fields: Vec<_> = fields.iter().map(field).collect();
        say!("{}", json!({ "change": { "kind": kind, "record": record, "fields": fields } }));
    }
    let all = summary.all();
    let summary = json!({
        "dry_run": dry_run,
        "authorities": register.authorities.len(),
        "current": register.current(),
        "joined": held.joined(),
        "notes": register.notes.len(),
        "read": all.read,
        "created": all.created,
        "updated": all.updated,
        "deleted": all.deleted,
        "unchanged": all.unchanged,
    });
    say!("{}", json!({ "summary": summary }));
}
