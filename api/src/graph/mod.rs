//! The machinery that serves any described type: not one word of the field stands here.

pub mod answer;
pub mod argument;
pub mod catalogue;
pub mod cell;
pub mod database;
pub mod describe;
pub mod facet;
pub mod filter;
pub mod gather;
pub mod json;
pub mod level;
pub mod meta;
pub mod names;
pub mod order;
pub mod plan;
pub mod register;
pub mod roots;
pub mod row;
pub mod run;
pub mod scalar;
mod short;
pub mod special;
pub mod sql;
pub mod sqlite;
pub mod statement;
pub mod window;
pub mod written;
