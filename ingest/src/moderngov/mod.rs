//! ModernGov, the committee system of most councils of the United Kingdom: its XML answers and its pages are read into
//! plain structs, `map` makes records of them, and `run` asks and writes. The readers know neither the network nor the
//! database, `map` knows no network.
//!
//! What a council publishes about a person's home, telephone, e-mail or surgery is never read into a struct. What
//! cannot be read is an [`Unexpected`] answer or a [`Note`] beside the rest.

mod answer;
pub mod board_kind;
pub mod charset;
pub mod committees;
pub mod councillors;
mod element;
pub mod map;
pub mod meeting;
pub mod meetings;
pub mod moment;
pub mod name;
pub mod note;
pub mod page;
pub mod party;
pub mod private;
pub mod run;
mod sift;
mod soup;
pub mod span;
pub mod status;
pub mod target;
pub mod text;
mod unexpected;

pub use answer::Parsed;
pub use note::Note;
pub use unexpected::Unexpected;

/// Bytes of an answer that is read at most: 64 MiB.
pub const LARGEST: usize = 64 << 20;

#[cfg(test)]
mod tests;
