//! Files of figures: many observations of one dataset at once, each an indicator for a council or area and a time.

pub mod cell;
pub mod ees;
pub mod fault;
pub mod file;
pub mod lait;
pub mod neighbour;
pub mod note;
pub mod observation;
pub mod ofsted;
mod parquet;
pub mod period;
pub mod place;
pub mod publication;
pub mod release;
pub mod sheet;
pub mod tally;
