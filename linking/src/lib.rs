//! What belongs together: which records are likely one.

pub mod duplicate;
