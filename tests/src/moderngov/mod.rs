//! A stub of a council's committee system, for tests and measurements: the web service and the pages, on a port of its
//! own. It answers from made-up content, fails as it is told to, and changes between two readings.

mod council;
mod decisions;
mod fault;
mod html;
mod large;
mod meeting;
mod pages;
mod pdf;
mod plans;
mod reply;
mod route;
mod server;
mod service;
pub mod small;
mod small_people;
mod small_plans;
mod xml;

use std::{
    net::TcpListener,
    sync::{Arc, Mutex, MutexGuard},
};

pub use council::{
    Attendee, Board, Council, Decision, Document, Edition, Head, Issue, Item, Meeting, Person, Plan, PlanEntry, Ward,
};
pub use fault::{ALWAYS, Fault};
pub use large::{Size, large, paragraphs};
pub use pdf::pdf;
pub use small::small;
pub use small_people::{INVERTED, VACANT};
pub use small_plans::{BEACON, BENCHES, plan_entry, with_plans};

use fault::Trap;

/// What is published of councillors' homes, and may reach no database: a line, a telephone, an e-mail.
pub const PRIVATE: [&str; 3] = ["PRIVATE-HOME-LINE", "01632 960961", "private@example.com"];

/// What a running stub holds.
struct State {
    council: Council,
    robots: Option<String>,
    traps: Vec<Trap>,
    log: Vec<String>,
    at_once: usize,
    most_at_once: usize,
}

/// A running stub. It runs as long as the program, on a thread of its own.
pub struct Stub {
    base: String,
    state: Arc<Mutex<State>>,
}

impl Stub {
    /// Starts at the root of a host.
    pub fn start(council: Council) -> Self {
        Self::on(0, "", council)
    }

    /// Starts in a folder, such as `/ecminutes`; outside it, there is only robots.txt and a home page.
    pub fn start_in(folder: &str, council: Council) -> Self {
        Self::on(0, folder, council)
    }

    /// Starts on a port; 0 is any free one.
    ///
    /// # Panics
    /// The port is taken.
    pub fn on(port: u16, folder: &str, council: Council) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).expect("a free port");
        let base = format!("http://{}{folder}", listener.local_addr().expect("its address"));
        let (robots, traps, log) = (None, Vec::new(), Vec::new());
        let state = Arc::new(Mutex::new(State { council, robots, traps, log, at_once: 0, most_at_once: 0 }));
        server::start(listener, server::Host { folder: folder.into(), base: base.clone(), state: state.clone() });
        Self { base, state }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("the state of the stub")
    }

    /// The folder of the web service, without a slash at its end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Spoils the next answers, so many times, to addresses that hold a text, in whatever case. Of several faults, the
    /// one set first is used up first.
    pub fn set(&self, pattern: &str, times: u32, fault: Fault) {
        self.state().traps.push(Trap { pattern: pattern.into(), left: times, fault });
    }

    /// Takes all faults away.
    pub fn mend(&self) {
        self.state().traps.clear();
    }

    /// Publishes a robots.txt; without one, there is none (404).
    pub fn robots(&self, text: Option<&str>) {
        self.state().robots = text.map(Into::into);
    }

    /// Changes what is published.
    pub fn edit(&self, change: impl FnOnce(&mut Council)) {
        change(&mut self.state().council);
    }

    /// The requests so far, in order: method, path and query as they were sent. One by SOAP is noted as if it had been
    /// sent by GET, but for its method: `POST /mgWebService.asmx/GetMeeting?lMeetingId=7`.
    pub fn requests(&self) -> Vec<String> {
        self.state().log.clone()
    }

    /// How many requests so far hold a text, in whatever case.
    pub fn count(&self, pattern: &str) -> usize {
        let pattern = pattern.to_lowercase();
        self.state().log.iter().filter(|request| request.to_lowercase().contains(&pattern)).count()
    }

    /// Forgets the requests so far.
    pub fn forget(&self) {
        let mut state = self.state();
        state.log.clear();
        state.most_at_once = state.at_once;
    }

    /// How many requests were at most on their way at once.
    pub fn most_at_once(&self) -> usize {
        self.state().most_at_once
    }
}
