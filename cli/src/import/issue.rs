//! `folkmoot import moderngov --issue`: pages "Issue - meetings" that somebody saved.

use ingest::{
    Error,
    moderngov::{
        map::{Batch, Held, Host, thread},
        page::issue_meetings,
    },
    write::{Load, write},
};
use sea_orm::DatabaseConnection;

use super::{Moderngov, show::Show};
use crate::{failure::Failure, say::say};

/// Longest page that is read, in bytes.
const LONGEST: u64 = 64 << 20;

pub async fn run(db: &DatabaseConnection, hosts: &[Host], given: &Moderngov, show: &Show) -> Result<(), Failure> {
    let [host] = hosts else {
        return Err(Failure::Input("--issue reads pages of one installation: name one council".into()));
    };
    let unread = |e: sea_orm::DbErr| Failure::Database(e.to_string());
    let mut held = Held::read(db, host).await.map_err(unread)?;
    let mut batch = Batch::default();
    let (mut undated, mut notes) = (0, Vec::new());
    for path in &given.issues {
        let shown = path.display();
        let cannot = |problem: String| Failure::Input(format!("cannot read {shown}: {problem}"));
        let length = std::fs::metadata(path).map_err(|e| cannot(e.to_string()))?.len();
        if length > LONGEST {
            return Err(cannot("it is longer than 64 MiB".into()));
        }
        let bytes = std::fs::read(path).map_err(|e| cannot(e.to_string()))?;
        let page = issue_meetings::parse(&bytes).map_err(|e| cannot(e.to_string()))?;
        let here = thread(db, host, &mut held, &page, &mut batch).await.map_err(unread)?;
        if here > 0 && !show.json() {
            say!("{shown}: {here} meetings have no day that can be read; they are left out");
        }
        undated += here;
        notes.extend(page.notes.iter().map(|note| format!("{shown}: {note}")));
    }
    let load = Load { title: format!("ModernGov: {}, saved pages of issues", host.name), dry_run: given.dry_run };
    let (ambiguous, private) = (batch.ambiguous, batch.private);
    let summary = write(db, load, batch.into_entries().into_iter().map(Ok::<_, Error>), &mut |_| ()).await?;
    let all = summary.all();
    if show.json() {
        let ended = serde_json::json!({
            "event": "ended",
            "created": all.created,
            "updated": all.updated,
            "unchanged": all.unchanged,
            "ambiguous": ambiguous,
            "private": private,
            "undated": undated,
            "notes": notes,
        });
        say!("{ended}");
        return Ok(());
    }
    let would = if given.dry_run { " would be" } else { "" };
    say!("records{would}: {} new, {} changed, {} as before", all.created, all.updated, all.unchanged);
    if private > 0 {
        say!("{private} private e-mail addresses and telephone numbers were taken out of texts");
    }
    if ambiguous > 0 {
        say!("{ambiguous} sentences of minutes can be read in two ways: nothing was taken from them");
    }
    Ok(())
}
