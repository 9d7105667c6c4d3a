//! The write path and the dataset reader, over a database of their own.

mod dataset;
mod figure;
mod figure_lait;
mod figure_lait_parquet;
mod file;
mod house;
mod joining;
mod merging;
mod merging_faults;
mod register;
mod shipped;
mod store;
mod write;
