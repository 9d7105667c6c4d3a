//! The program as its user meets it: started, spoken to, and told to stop.

mod bundle;
mod commands;
mod ending;
mod failures;
mod import_figures_ees;
mod import_figures_lait;
mod import_moderngov;
mod import_register;
mod merging;
mod program;
