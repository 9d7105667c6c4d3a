//! What is wrong in a file of figures: the first few faults, with line and column.

use std::sync::Arc;

use crate::error::{Error, Fault};

/// Faults told of one file.
const TOLD: usize = 10;

/// The faults of a file.
#[derive(Debug)]
pub struct Faults {
    file: Arc<str>,
    all: Vec<Fault>,
}

impl Faults {
    /// None yet, of a file as it was named.
    pub fn new(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), all: Vec::new() }
    }

    /// Notes what is wrong in a line, from 1, and in which column, if it is one.
    pub fn add(&mut self, line: u64, column: Option<&str>, problem: String) {
        let place = Some((self.file.clone(), u32::try_from(line).unwrap_or(u32::MAX)));
        self.all.push(Fault { place, record: None, field: column.map(str::to_owned), problem });
    }

    /// Notes what is wrong, with its place.
    pub fn push(&mut self, fault: Fault) {
        self.all.push(fault);
    }

    /// Whether there are any.
    pub fn are_any(&self) -> bool {
        !self.all.is_empty()
    }

    /// Whether there are as many as are told, so that reading on is of no use.
    pub fn are_many(&self) -> bool {
        self.all.len() >= TOLD
    }

    /// An error if there are any.
    pub fn end(self) -> Result<(), Error> {
        if self.all.is_empty() { Ok(()) } else { Err(self.into()) }
    }
}

impl From<Faults> for Error {
    fn from(mut faults: Faults) -> Self {
        faults.all.truncate(TOLD);
        Error::Dataset(faults.all)
    }
}
