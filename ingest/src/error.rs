//! What can go wrong: the caller's faults, said in plain sentences with their place, and ours.

use std::fmt;
use std::sync::Arc;

use sea_orm::DbErr;

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A dataset breaks the format; at most 20 faults are gathered.
    #[error("{}", lines(.0))]
    Dataset(Vec<Fault>),
    /// Records point to records that do not exist; at most 10 are named.
    #[error("{}", lines(.0))]
    Dangling(Vec<Fault>),
    /// A record contradicts another of the same load or of the database.
    #[error("{0}")]
    Conflict(Box<Fault>),
    /// A file or folder cannot be read.
    #[error("cannot read `{path}`: {problem}")]
    Unreadable { path: String, problem: String },
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] DbErr),
}

impl Error {
    /// Whether whoever gave the records can mend it; otherwise the fault is ours or the database's.
    pub fn is_callers(&self) -> bool {
        !matches!(self, Error::Database(_))
    }
}

/// One thing wrong with one record. Its text is one line:
/// ``data/bath.toml:41: agenda_item "bath/1": field `access`: "PUBLIC" is not one of OPEN, PART_EXEMPT``.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fault {
    /// The file, as it was named, and the line in it, from 1, or the row where it has no lines; none for records that did not
    /// come from a file. A fault of the whole of a file without lines has 0, which is not told.
    pub place: Option<(Arc<str>, u32)>,
    /// The record in words: its table and key, or its table and id.
    pub record: Option<String>,
    /// The field, as it is named in a dataset.
    pub field: Option<String>,
    /// What is wrong, in words.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some((file, 0)) => write!(f, "{file}: ")?,
            Some((file, line)) => write!(f, "{file}:{line}: ")?,
            None => {}
        }
        if let Some(record) = &self.record {
            write!(f, "{record}: ")?;
        }
        if let Some(field) = &self.field {
            write!(f, "field `{field}`: ")?;
        }
        f.write_str(&self.problem)
    }
}

fn lines(faults: &[Fault]) -> String {
    faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n")
}
