//! Keeps the index of a server: opens it or makes it anew, follows the change log, and begins again when it is damaged.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{Arc, Weak},
    time::Duration,
};

use sea_orm::DatabaseConnection;
use tantivy::{Index, IndexReader, ReloadPolicy};

use crate::{
    build::{build, writer},
    error::Error,
    folder::{Folder, Mark},
    follow::Follower,
    log,
    names::Names,
    schema,
    shared::{Open, Shared, State},
};

/// How often the log is asked for what is new.
const POLL: Duration = Duration::from_millis(250);
/// Pause after something failed.
const PAUSE: Duration = Duration::from_secs(2);

/// Keeps the index for as long as anybody holds what it is shared by. The library that reads it may break on what is damaged
/// in ways that nobody foresaw: then it is made anew, too.
pub fn keep(runtime: &tokio::runtime::Handle, shared: &Weak<Shared>, path: &Path, db: &DatabaseConnection) {
    let mut distrust = false;
    let once = |distrust| catch_unwind(AssertUnwindSafe(|| runtime.block_on(all(shared, path, db, distrust))));
    while once(distrust).is_err() {
        tracing::error!("the search index broke; it is made anew");
        distrust = true;
        std::thread::sleep(PAUSE);
    }
}

/// `distrust` says whether what lies there was found wanting while it was in use.
async fn all(shared: &Weak<Shared>, path: &Path, db: &DatabaseConnection, mut distrust: bool) {
    // What was said last of why it stopped: it is said once.
    let mut said: Option<State> = None;
    while let Some(held) = shared.upgrade().filter(|shared| shared.is_wanted()) {
        held.state(State::Opening);
        drop(held);
        let error = match hold(shared, path, db, distrust).await {
            Ok(()) | Err(Error::Unwanted) => return,
            Err(error) => error,
        };
        distrust = error.is_of_the_index();
        let Some(held) = shared.upgrade() else { return };
        if distrust {
            tracing::warn!(%error, "the search index is made anew");
            continue;
        }
        let stopped = State::Stopped(error.to_string());
        if said.as_ref() != Some(&stopped) {
            tracing::error!(%error, "the search index cannot be kept; it is tried again every {} s", PAUSE.as_secs());
        }
        held.state(stopped.clone());
        said = Some(stopped);
        drop(held);
        tokio::time::sleep(PAUSE).await;
    }
}

/// Ends well when nobody shares the index any longer.
async fn hold(shared: &Weak<Shared>, path: &Path, db: &DatabaseConnection, distrust: bool) -> Result<(), Error> {
    let folder = Folder::take(path)?;
    let found = if distrust { None } else { usable(&folder, db).await? };
    let (index, mut mark) = match found {
        Some(found) => found,
        None => {
            state(shared, State::Building);
            let (index, mark, built) = build(&folder, db, &|| wanted(shared)).await?;
            tracing::info!(records = built.all(), sequence = built.sequence, "the search index is made");
            (index, mark)
        }
    };
    let reader = reader(&index)?;
    let fields = schema::schema().1;
    let mut writer = writer(&index)?;
    let open = Arc::new(Open::new(reader.clone(), fields.clone(), mark.sequence));
    open.warm()?;
    open.called(Names::read(db).await?);
    match shared.upgrade() {
        Some(shared) => shared.open(open.clone()),
        None => return Ok(()),
    }
    while wanted(shared) {
        let mut follower = Follower { db, fields: &fields, writer: &mut writer, reader: &reader, names_changed: false };
        let more = follower.step(&mut mark).await?;
        if follower.names_changed {
            open.called(Names::read(db).await?);
        }
        open.warm()?;
        open.moved(mark.sequence);
        state(shared, if more { State::Following } else { State::Current });
        if !more {
            tokio::time::sleep(POLL).await;
        }
    }
    Ok(())
}

/// Whether anybody wants the index to be kept.
fn wanted(shared: &Weak<Shared>) -> bool {
    shared.upgrade().is_some_and(|shared| shared.is_wanted())
}

fn state(shared: &Weak<Shared>, state: State) {
    if let Some(shared) = shared.upgrade() {
        shared.state(state);
    }
}

/// The index that lies there, if it is of this database and not ahead of it.
async fn usable(folder: &Folder, db: &DatabaseConnection) -> Result<Option<(Index, Mark)>, Error> {
    let found = match folder.open() {
        Err(error) if error.is_of_the_index() => {
            tracing::warn!(%error, "the search index cannot be used");
            return Ok(None);
        }
        found => found?,
    };
    let Some((index, mark)) = found else { return Ok(None) };
    let ours = mark.sequence == 0 || mark.database == log::database(db).await?;
    Ok((ours && mark.sequence <= log::last(db).await?).then_some((index, mark)))
}

fn reader(index: &Index) -> Result<IndexReader, Error> {
    Ok(index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?)
}
