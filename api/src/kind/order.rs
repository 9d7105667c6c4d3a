//! Orderings that several types share.

use crate::graph::describe::Order;

pub const POSITION_ASC: Order =
    Order { name: "POSITION_ASC", columns: &["position"], descending: false, about: "In the order of the source." };

pub const POSITION_DESC: Order = Order {
    name: "POSITION_DESC",
    columns: &["position"],
    descending: true,
    about: "Against the order of the source.",
};

pub const NAME_ASC: Order =
    Order { name: "NAME_ASC", columns: &["name"], descending: false, about: "By name, A first, by code point." };

pub const NAME_DESC: Order =
    Order { name: "NAME_DESC", columns: &["name"], descending: true, about: "By name, Z first, by code point." };

pub const CREATED_AT_ASC: Order =
    Order { name: "CREATED_AT_ASC", columns: &["created_at"], descending: false, about: "First written first." };

pub const CREATED_AT_DESC: Order =
    Order { name: "CREATED_AT_DESC", columns: &["created_at"], descending: true, about: "Last written first." };

pub const DATE_DESC: Order = Order {
    name: "DATE_DESC",
    columns: &["date"],
    descending: true,
    about: "Newest first; what has no date comes last.",
};

pub const DATE_ASC: Order = Order {
    name: "DATE_ASC",
    columns: &["date"],
    descending: false,
    about: "Oldest first; what has no date comes first.",
};

pub const TITLE_ASC: Order =
    Order { name: "TITLE_ASC", columns: &["title"], descending: false, about: "By title, A first, by code point." };

pub const TITLE_DESC: Order =
    Order { name: "TITLE_DESC", columns: &["title"], descending: true, about: "By title, Z first, by code point." };

pub static BY_POSITION: &[Order] = &[POSITION_ASC, POSITION_DESC];

pub static BY_NAME: &[Order] = &[NAME_ASC, NAME_DESC];

pub static BY_CREATED_AT: &[Order] = &[CREATED_AT_ASC, CREATED_AT_DESC];

pub static BY_DATE: &[Order] = &[DATE_DESC, DATE_ASC];

pub static BY_TITLE: &[Order] = &[TITLE_ASC, TITLE_DESC];
