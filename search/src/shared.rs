//! What the keeper of an index and those who ask it share.

use std::{
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    thread::{self, JoinHandle},
};

use tantivy::IndexReader;
use tokio::sync::Semaphore;

use crate::{error::Error, facets::Facets, names::Names, schema::Fields};

/// How the index stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is looked for.
    Opening,
    /// It is made from the database.
    Building,
    /// It takes in what was written meanwhile.
    Following,
    /// All that was written up to a moment ago is in.
    Current,
    /// It cannot be kept: why.
    Stopped(String),
}

/// An index that can be asked.
pub struct Open {
    pub reader: IndexReader,
    pub fields: Fields,
    pub facets: Facets,
    names: RwLock<Arc<Names>>,
    sequence: AtomicI64,
}

impl Open {
    pub fn new(reader: IndexReader, fields: Fields, sequence: i64) -> Self {
        let sequence = AtomicI64::new(sequence);
        Self { reader, fields, facets: Facets::default(), names: RwLock::default(), sequence }
    }

    pub fn sequence(&self) -> i64 {
        self.sequence.load(Ordering::Acquire)
    }

    pub fn moved(&self, sequence: i64) {
        self.sequence.store(sequence, Ordering::Release);
    }

    /// What councils and topics are called.
    pub fn names(&self) -> Arc<Names> {
        self.names.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn called(&self, names: Names) {
        *self.names.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(names);
    }

    /// Reads what searches need of what is new, so that none waits for it.
    pub fn warm(&self) -> Result<(), Error> {
        self.facets.counter(&self.reader.searcher()).map(|_| ())
    }
}

/// The index, once there is one, and how it stands.
pub struct Shared {
    open: RwLock<Option<Arc<Open>>>,
    state: Mutex<State>,
    keeper: Mutex<Option<JoinHandle<()>>>,
    /// Whether it is not to be kept any longer.
    ended: AtomicBool,
    /// As many searches at once as there are processors.
    pub turns: Arc<Semaphore>,
    /// As many suggestions: who types does not wait for who searches.
    pub suggesting: Arc<Semaphore>,
}

impl Default for Shared {
    fn default() -> Self {
        let state = Mutex::new(State::Opening);
        let turns = || Arc::new(Semaphore::new(thread::available_parallelism().map_or(2, usize::from)));
        let (turns, suggesting) = (turns(), turns());
        let ended = AtomicBool::new(false);
        Self { open: RwLock::default(), state, keeper: Mutex::default(), ended, turns, suggesting }
    }
}

impl Shared {
    pub fn opened(&self) -> Option<Arc<Open>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn open(&self, open: Arc<Open>) {
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some(open);
    }

    pub fn kept_by(&self, keeper: JoinHandle<()>) {
        *self.keeper.lock().unwrap_or_else(PoisonError::into_inner) = Some(keeper);
    }

    /// Tells the keeper to end, and gives it to who waits first.
    pub fn end(&self) -> Option<JoinHandle<()>> {
        self.ended.store(true, Ordering::Release);
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub fn is_wanted(&self) -> bool {
        !self.ended.load(Ordering::Acquire)
    }

    pub fn stands(&self) -> State {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn state(&self, state: State) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }
}
