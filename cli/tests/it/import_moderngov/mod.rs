//! Importing from ModernGov: the program over real HTTP against a stub of a committee system, on both databases.

mod again;
mod blocked;
mod delegated;
mod documents;
mod faults;
mod files;
mod files_that_fail;
mod issue;
mod joined;
mod later;
mod moved;
mod place;
mod plans;
mod plans_left;
mod privacy;
mod saved;
mod shared;
mod shown;
mod stopped;
mod threads;
mod whole;

use place::{Place, Ran, both};
