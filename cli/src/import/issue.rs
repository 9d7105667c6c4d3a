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
    for path in &given.issues {
        let shown = path.display();
        let cannot = |problem: String| Failure::Input(format!("cannot read {shown}: {problem}"));
        let length = std::fs::metadata(path).map_err(|e| cannot(e.to_string()))?.len();
        if length > LONGEST {
            return Err(cannot("it is longer than 64 MiB".into()));
        }
        let bytes = std::fs::read(path).map_err(|e| cannot(e.to_string()))?;
        let page = issue_meetings::parse(&bytes).map_err(|e| cannot(e.to_string()))?;
        let undated = thread(db, host, &mut held, &page, &mut batch).await.map_err(unread)?;
        if undated > 0 && !show.json() {
            say!("{shown}: {undated} meetings have no day that can be read; they are left out");
        }
    }
    let load = Load { title: format!("ModernGov: {}, saved pages of issues", host.name), dry_run: given.dry_run };
    let ambiguous = batch.ambiguous;
    let summary = write(db, load, batch.into_entries().into_iter().map(Ok::<_, Error>), &mut |_| ()).await?;
    let all = summary.all();
    if show.json() {
        let (created, updated, unchanged) = (all.created, all.updated, all.unchanged);
        say!(
            "{}",
            serde_json::json!({ "event": "ended", "created": created, "updated": updated, "unchanged": unchanged, "ambiguous": ambiguous })
        );
        return Ok(());
    }
    let would = if given.dry_run { " would be" } else { "" };
    say!("records{would}: {} new, {} changed, {} as before", all.created, all.updated, all.unchanged);
    if ambiguous > 0 {
        say!("{ambiguous} sentences of minutes can be read in two ways: nothing was taken from them");
    }
    Ok(())
}
