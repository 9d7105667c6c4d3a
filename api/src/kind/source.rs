//! A page, file or feed that facts were read from.
use entities::source;

use super::*;

pub static SOURCE: Type = Type {
    name: "Source",
    about: "A page, file or feed that facts were read from.",
    table: &source::TABLE,
    record: true,
    one: "source",
    many: "publications",
    hidden: &[],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[],
    special: None,
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];

static ORDERS: &[Order] = &[
    Order { name: "TITLE_ASC", columns: &["title"], descending: false, about: "By title, A first, by code point." },
    Order { name: "TITLE_DESC", columns: &["title"], descending: true, about: "By title, Z first, by code point." },
];
