//! Figures beside one another: series of an indicator for several councils, where a council stands among others, and many
//! indicators at once. Everything is read with a fixed number of statements for each field asked, however many indicators and councils there are.

mod group;
mod line;
pub mod matrix;
mod number;
mod point;
mod rank;
mod series;

pub use group::Choice;
pub use rank::{Ranking, Ranks};
pub use series::{Figures, Lines};
