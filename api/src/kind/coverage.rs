use entities::coverage;

use super::*;

pub static COVERAGE: Type = Type {
    name: "Coverage",
    hidden: &["source_id"],
    relations: RELATIONS,
    orders: ORDERS,
    ..Type::part(&coverage::TABLE)
};

static RELATIONS: &[Relation] = &[];

static ORDERS: &[Order] =
    &[Order { name: "YEAR_DESC", columns: &["year"], descending: true, about: "The latest year first." }];
