//! What a reading tells while it goes on: for people under bars, for programs as events.

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The reading begins, or takes up one that was cut short.
    Begun { base: String, councils: Vec<String>, resumed: bool },
    /// The list of boards was read.
    Boards { boards: u64 },
    /// The roster was read.
    People { people: u64, vacant: u64 },
    /// So many meetings are to be read.
    Meetings { listed: u64, to_read: u64 },
    /// One more of them is done.
    Meeting { done: u64, title: String },
    /// A page is read that the web service does not have.
    Page { path: String },
    /// Records were written: they are kept whatever comes.
    Written { created: u64, updated: u64, deleted: u64 },
    /// Something odd that did not stop it.
    Note { text: String },
    /// Something could not be read.
    Failed { text: String },
}

/// Whoever watches.
pub trait Watch {
    fn see(&mut self, event: Event);
}

impl<F: FnMut(Event)> Watch for F {
    fn see(&mut self, event: Event) {
        self(event);
    }
}
