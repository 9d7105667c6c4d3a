//! Orderings that several types share.

use crate::graph::describe::Order;

pub static BY_POSITION: &[Order] = &[
    Order { name: "POSITION_ASC", columns: &["position"], descending: false, about: "In the order of the source." },
    Order {
        name: "POSITION_DESC",
        columns: &["position"],
        descending: true,
        about: "Against the order of the source.",
    },
];

pub static BY_NAME: &[Order] = &[
    Order { name: "NAME_ASC", columns: &["name"], descending: false, about: "By name, A first, by code point." },
    Order { name: "NAME_DESC", columns: &["name"], descending: true, about: "By name, Z first, by code point." },
];

pub static BY_CREATED_AT: &[Order] = &[
    Order { name: "CREATED_AT_ASC", columns: &["created_at"], descending: false, about: "First written first." },
    Order { name: "CREATED_AT_DESC", columns: &["created_at"], descending: true, about: "Last written first." },
];

pub static BY_DATE: &[Order] = &[
    Order {
        name: "DATE_DESC",
        columns: &["date"],
        descending: true,
        about: "Newest first; what has no date comes last.",
    },
    Order {
        name: "DATE_ASC",
        columns: &["date"],
        descending: false,
        about: "Oldest first; what has no date comes first.",
    },
];

pub static BY_TITLE: &[Order] = &[
    Order { name: "TITLE_ASC", columns: &["title"], descending: false, about: "By title, A first, by code point." },
    Order { name: "TITLE_DESC", columns: &["title"], descending: true, about: "By title, Z first, by code point." },
];
