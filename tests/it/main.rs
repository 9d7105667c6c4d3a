mod bad_input;
mod cases;
mod house;
mod http;
mod machinery;
mod migrations;
mod schema;
