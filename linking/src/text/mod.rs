//! Texts as they are looked through: their words, and the texts of the database with where they hang.

pub mod read;
pub mod token;
