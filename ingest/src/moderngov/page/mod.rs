//! ModernGov's pages. They are an addition to the XML answers, and often behind a bot check: a page that is not of the
//! kind asked for is [`Unexpected`](super::Unexpected), never an empty result. Anchors are the system's own classes and
//! link targets.

pub mod agenda;
pub mod attendance;
pub mod decision;
pub mod decisions;
mod flat;
pub mod issue;
pub mod issue_meetings;
mod link;
mod open;
pub mod plan;
pub mod plans;

pub use link::{DocumentLink, Wards, is_key};
