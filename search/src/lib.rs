//! Full-text search: an index beside the server, made from the database and kept current by its change log. Nothing is
//! told by it alone: it can be thrown away at any time, and makes itself anew.

mod best;
mod build;
mod count;
mod document;
mod error;
mod facets;
mod find;
mod folder;
mod follow;
mod hit;
mod keeper;
mod log;
mod names;
mod narrow;
mod near;
mod place;
mod query;
mod read;
mod schema;
mod shared;
mod snippet;
mod stands;
mod suggest;
mod sweep;
pub mod words;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use sea_orm::DatabaseConnection;
use tokio::sync::OwnedSemaphorePermit;

pub use build::Built;
pub use count::{Counts, VALUES};
pub use document::{ACTORS, ALIASES};
pub use entities::text::{SOURCES, Source};
pub use error::Error;
pub use find::Search;
pub use hit::{Hit, Named};
pub use names::Names;
pub use query::MOST as WORDS;
pub use schema::VERSION;
pub use shared::State;
pub use snippet::Snippet;

use shared::{Open, Shared};
use snippet::Marker;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The best first.
    pub hits: Vec<Hit>,
    /// How many there are in all; 0 unless asked for.
    pub total: usize,
    pub counts: Option<Counts>,
    /// What the councils and topics that are counted are called.
    pub names: Arc<Names>,
    /// Whether hits hold only some of what was looked for, as none holds all.
    pub loosened: bool,
    /// The query with typing errors put right, where a word stands nowhere and a name is near.
    pub did_you_mean: Option<String>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    /// There is no index that could be asked; why, in plain words.
    #[error("{0}")]
    NotReady(String),
    #[error(transparent)]
    Failed(#[from] Error),
}

/// How the index stands.
#[derive(Clone, Debug)]
pub struct Status {
    pub state: State,
    /// Records in the index; none while there is no index.
    pub documents: Option<u64>,
    /// The last entry of the change log that is in.
    pub sequence: Option<i64>,
}

/// The index of a server: cheap to clone. It is kept for as long as one of these is held.
#[derive(Clone)]
pub struct Handle(Arc<Shared>);

impl Handle {
    /// Opens the index of a folder, or makes it, and keeps it current, on a thread of its own. Must be called on a runtime of
    /// tokio, whose timers and connections the thread uses.
    ///
    /// # Errors
    ///
    /// When no thread is to be had.
    pub fn start(folder: PathBuf, db: DatabaseConnection) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let (weak, runtime) = (Arc::downgrade(&shared), tokio::runtime::Handle::current());
        let keeper = std::thread::Builder::new()
            .name("search-index".into())
            .spawn(move || keeper::keep(&runtime, &weak, &folder, &db))?;
        shared.kept_by(keeper);
        Ok(Self(shared))
    }

    /// Waits for a turn to search: there are as many at once as processors, so that those who ask together do not hinder each
    /// other. It is given back when it is dropped.
    pub async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        self.0.turns.clone().acquire_owned().await.ok()
    }

    /// Waits for a turn to suggest, as [`Self::turn`] does to search.
    pub async fn turn_to_suggest(&self) -> Option<OwnedSemaphorePermit> {
        self.0.suggesting.clone().acquire_owned().await.ok()
    }

    /// Looks for records. Takes a processor for some milliseconds: not for a thread that must not wait.
    ///
    /// # Errors
    ///
    /// While there is no index, and when it cannot be read.
    pub fn search(&self, search: &Search) -> Result<Found, Unanswered> {
        let open = self.opened()?;
        let (searcher, fields) = (open.reader.searcher(), &open.fields);
        let query = query::Query::read(&search.text);
        let matched = find::find(&searcher, fields, &open.facets, search, &query)?;
        let mut marker = Marker::new(&query.with);
        let hits = hit::hits(&searcher, fields, &matched, &mut marker)?;
        let did_you_mean = near::meant(&searcher, fields, &search.text, &query.with)?;
        let (total, loosened) = (matched.total, matched.loosened);
        Ok(Found { hits, total, counts: matched.counts, names: open.names(), loosened, did_you_mean })
    }

    /// Names of councils, boards, people, programmes and strategies that begin so.
    ///
    /// # Errors
    ///
    /// As of [`Self::search`].
    pub fn suggest(&self, prefix: &str, first: usize) -> Result<Vec<Named>, Unanswered> {
        let open = self.opened()?;
        Ok(suggest::suggest(&open.reader.searcher(), &open.fields, prefix, first)?)
    }

    /// Ends the keeping of the index, and waits until what is under way is written. What is held can still be asked.
    pub async fn end(&self) {
        let keeper = self.0.end();
        // A keeper that broke has said so itself.
        let _ = tokio::task::spawn_blocking(move || keeper.map(std::thread::JoinHandle::join)).await;
    }

    /// How the index stands.
    pub fn status(&self) -> Status {
        let open = self.0.opened();
        Status {
            state: self.0.stands(),
            documents: open.as_ref().map(|open| open.reader.searcher().num_docs()),
            sequence: open.as_ref().map(|open| open.sequence()),
        }
    }

    fn opened(&self) -> Result<Arc<Open>, Unanswered> {
        self.0.opened().ok_or_else(|| {
            Unanswered::NotReady(match self.0.stands() {
                State::Stopped(why) => format!("There is no search at present: {why}."),
                _ => "The search index is being made; ask again in a while.".into(),
            })
        })
    }
}

/// Makes the index of a folder anew.
///
/// # Errors
///
/// [`Error::Held`] while a server keeps it; else when the database cannot be read or the folder not be written.
pub async fn rebuild(folder: &Path, db: &DatabaseConnection) -> Result<Built, Error> {
    let folder = folder::Folder::take(folder)?;
    build::build(&folder, db, &|| true).await.map(|(_, _, built)| built)
}
