//! Why an address gave no answer that can be used, in plain sentences.

use std::time::Duration;

/// Why a reader cannot be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FetchError {
    /// The base is no address of a folder on a web server.
    #[error("`{base}` cannot be read from: {problem}")]
    BadBase { base: String, problem: String },
    /// The user agent names no program, or cannot be sent.
    #[error("`{0}` is no user agent: it starts with the program's name, and is one line of plain letters")]
    BadUserAgent(String),
    /// The HTTP client cannot be made, as when no root certificates are found.
    #[error("no HTTP client can be made: {0}")]
    NoClient(String),
}

/// Why one call gave no answer. Each names the full address that was asked for.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// robots.txt does not allow it, or could not be read, which counts as the same; it was not asked for.
    #[error("{address} was not asked for: {because}")]
    Robots {
        address: String,
        because: String,
        /// Whether the file says so; otherwise it could not be read this time.
        ruled: bool,
    },
    /// The host keeps programs out. Nothing more is asked of it in this run.
    #[error("{address} keeps programs out: it answered {status} ({sign})")]
    Blocked { address: String, status: u16, sign: &'static str },
    /// There is no such page (404), or no longer (410).
    #[error("{address} is not there: it answered {status}")]
    Gone { address: String, status: u16 },
    /// Another status than success, the last one where it was tried again; with how the text of the answer begins,
    /// at most 200 characters.
    #[error("{address} answered {status}{}", after(said))]
    Status { address: String, status: u16, said: String },
    /// No whole answer came in time, the last time that it was tried.
    #[error("{address} did not answer within {after:?}")]
    TimedOut { address: String, after: Duration },
    /// The host is not known, takes no connection, has a certificate that does not hold, or breaks the connection.
    #[error("{address} cannot be reached: {problem}")]
    Unreachable { address: String, problem: String },
    /// The answer is longer than this number of bytes; the rest was not read.
    #[error("{address} answered more than {largest} bytes")]
    TooLarge { address: String, largest: u64 },
    /// The host leads elsewhere than to the page asked for, such as to a login page, leads from https to http, or
    /// leads on more than 5 times.
    #[error("{address} leads to {to}, which is not what was asked for")]
    Redirected { address: String, to: String },
    /// The address or a parameter cannot be sent.
    #[error("`{address}` cannot be asked for: {problem}")]
    BadAddress { address: String, problem: String },
}

/// What an ASP.NET web service says, with status 500, to a form of call that is switched off.
const SWITCHED_OFF: &str = "request format is unrecognized";

impl Refusal {
    /// Whether the web service takes no GET, so that the same operation can be asked for by SOAP.
    pub fn get_is_switched_off(&self) -> bool {
        matches!(self, Refusal::Status { said, .. } if said.to_lowercase().contains(SWITCHED_OFF))
    }

    /// Whether the answer is about the question, so that asking again would not help although the status is 5xx.
    pub(super) fn is_about_the_question(&self) -> bool {
        let Refusal::Status { said, .. } = self else { return false };
        let said = said.to_lowercase();
        [SWITCHED_OFF, "missing parameter", "method name is not valid"].iter().any(|known| said.contains(known))
    }
}

fn after(said: &str) -> String {
    if said.is_empty() { String::new() } else { format!(": {said}") }
}
