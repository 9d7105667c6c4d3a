mod bad_input;
mod cases;
mod coercion;
mod house;
mod http;
mod machinery;
mod migrations;
mod schema;
