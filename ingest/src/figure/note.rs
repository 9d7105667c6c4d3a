//! What is odd in a file of figures without keeping it from being read.

use std::fmt;

use crate::error::Fault;

/// What sort of oddity it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    UnknownTime,
    UnknownYear,
    UnknownHolder,
    Contradiction,
    DoubledRow,
    NoAddress,
}

impl NoteKind {
    /// Its word for machines.
    pub fn word(self) -> &'static str {
        match self {
            NoteKind::UnknownTime => "UNKNOWN_TIME",
            NoteKind::UnknownYear => "UNKNOWN_YEAR",
            NoteKind::UnknownHolder => "UNKNOWN_HOLDER",
            NoteKind::Contradiction => "CONTRADICTION",
            NoteKind::DoubledRow => "DOUBLED_ROW",
            NoteKind::NoAddress => "NO_ADDRESS",
        }
    }

    /// What such notes say, as a heading.
    pub fn heading(self) -> &'static str {
        match self {
            NoteKind::UnknownTime => "Labels of periods that name no time, kept as printed",
            NoteKind::UnknownYear => "Types of year that are not known",
            NoteKind::UnknownHolder => "Numbers that several councils had, at a time that is not known",
            NoteKind::Contradiction => "Rows that contradict an earlier one, which counts",
            NoteKind::DoubledRow => "Rows that say what an earlier one says",
            NoteKind::NoAddress => "Addresses that are none, left out",
        }
    }
}

/// Something odd, with its line and column.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub kind: NoteKind,
    pub fault: Fault,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(f)
    }
}
