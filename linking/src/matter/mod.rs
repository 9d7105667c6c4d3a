//! What belongs to one matter, and what became of what was recommended.

mod answer;
mod group;
mod keep;
mod read;
mod run;
mod title;

pub use run::{TABLES, Tied, run, touched};
