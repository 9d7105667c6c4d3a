//! How the world comes in: records are read from datasets or made up, and written in one way.

pub mod cited;
pub mod dataset;
pub mod error;
pub mod fetch;
pub mod figure;
pub mod file;
mod fingerprint;
pub mod generate;
pub mod held;
pub mod id;
pub mod minutes;
pub mod moderngov;
mod near;
pub mod record;
pub mod register;
pub mod write;

pub use error::{Error, Fault};
