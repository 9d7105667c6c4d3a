//! GraphQL over HTTP: what comes in, what goes out, and the server around it.

mod answer;
pub mod ask;
mod execute;
mod explorer;
mod graphql;
mod request;
pub mod serve;
mod warm;
