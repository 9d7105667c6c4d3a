//! How a command fails: one plain sentence and an exit code.

use std::fmt;

#[derive(Debug)]
pub enum Failure {
    /// Configuration: exit code 3.
    Config(String),
    /// The database cannot be reached, or its tables are of another version: exit code 4.
    Database(String),
    /// The address is in use or may not be used: exit code 5.
    Network(String),
    /// What was given to read is wrong; nothing was written: exit code 6.
    Input(String),
    /// Some of what was asked for could not be read; the rest was written: exit code 7.
    Partly(String),
    /// A source keeps programs out: exit code 8.
    Blocked(String),
    /// Stopped by whoever ran it: exit code 130.
    Stopped(String),
}

impl Failure {
    pub fn code(&self) -> u8 {
        match self {
            Failure::Config(_) => 3,
            Failure::Database(_) => 4,
            Failure::Network(_) => 5,
            Failure::Input(_) => 6,
            Failure::Partly(_) => 7,
            Failure::Blocked(_) => 8,
            Failure::Stopped(_) => 130,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Config(m)
            | Failure::Database(m)
            | Failure::Network(m)
            | Failure::Input(m)
            | Failure::Partly(m)
            | Failure::Blocked(m)
            | Failure::Stopped(m) => f.write_str(m),
        }
    }
}

impl From<ingest::Error> for Failure {
    fn from(error: ingest::Error) -> Self {
        if error.is_callers() {
            Failure::Input(format!("nothing was written:\n{error}"))
        } else {
            Failure::Database(format!("nothing was written: {error}"))
        }
    }
}
