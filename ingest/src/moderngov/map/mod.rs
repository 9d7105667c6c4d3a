//! From what ModernGov answers to records. Every record has an id made of the installation and the number that it has
//! there; what somebody else wrote already of the same board, person, meeting or item is joined instead of doubled.

mod batch;
mod board;
mod delegated;
mod facts;
mod held;
mod host;
mod item;
mod matter;
mod meeting;
mod merged;
mod own;
mod paper;
mod partner;
mod plan;
mod prior;
mod roster;
mod said;
mod speaker;
mod thread;

pub use batch::Batch;
pub use board::{Board, boards};
pub use delegated::{Delegated, delegated};
pub use facts::{DecisionFacts, Facts, IssueFacts, ItemFacts};
pub use held::{Held, Placed, plain, safe};
pub use host::{Council, Host};
pub use meeting::{Given, meeting};
pub use own::children;
pub use paper::held as papers_held;
pub use partner::{Wanted, partners};
pub use plan::{Edition, edition};
pub use prior::{Prior, PriorItem, of as priors, told};
pub use roster::roster;
pub use thread::thread;
