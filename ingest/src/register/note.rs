//! What is odd in a register without keeping it from being read.

use std::fmt;

use crate::error::Fault;

/// What sort of oddity it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    SuspiciousStart,
    ReversedDates,
    SharedDay,
    NoEnd,
    UnknownCode,
    NoAddress,
    DamagedName,
    HalfASystem,
    DisputedSystem,
}

impl NoteKind {
    /// Its word for machines.
    pub fn word(self) -> &'static str {
        match self {
            NoteKind::SuspiciousStart => "SUSPICIOUS_START",
            NoteKind::ReversedDates => "REVERSED_DATES",
            NoteKind::SharedDay => "SHARED_DAY",
            NoteKind::NoEnd => "NO_END",
            NoteKind::UnknownCode => "UNKNOWN_CODE",
            NoteKind::NoAddress => "NO_ADDRESS",
            NoteKind::DamagedName => "DAMAGED_NAME",
            NoteKind::HalfASystem => "HALF_A_SYSTEM",
            NoteKind::DisputedSystem => "DISPUTED_SYSTEM",
        }
    }

    /// What such notes say, as a heading.
    pub fn heading(self) -> &'static str {
        match self {
            NoteKind::SuspiciousStart => "Start dates that cannot be right, left unknown",
            NoteKind::ReversedDates => "Ends before starts, kept as printed",
            NoteKind::SharedDay => "Last days that are the first day of a successor, kept as printed",
            NoteKind::NoEnd => "Authorities that are no more, without an end date",
            NoteKind::UnknownCode => "Codes that the file does not explain, left out",
            NoteKind::NoAddress => "Home pages that are no address, left out",
            NoteKind::DamagedName => "Names with broken letters, left out",
            NoteKind::HalfASystem => "Committee systems of which only one half is told, left out",
            NoteKind::DisputedSystem => "Committee systems that councils name differently",
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
