//! Which words of a text mean which record.

mod abbreviation;
mod decide;
mod elsewhere;
mod find;
mod keep;
mod run;
mod surname;

pub use run::{Linked, run};
