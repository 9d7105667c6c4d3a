//! Where a strategy stood from a date on.
use entities::strategy_status;

use super::*;

pub static STRATEGY_STATUS: Type = Type {
    name: "StrategyStatus",
    about: "Where a strategy stood from a date on.",
    table: &strategy_status::TABLE,
    record: true,
    one: "strategyStatus",
    many: "strategyStatuses",
    hidden: &[],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[],
    special: None,
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];

static ORDERS: &[Order] = &[
    Order {
        name: "FROM_DATE_DESC",
        columns: &["from_date"],
        descending: true,
        about: "Newest first; what has no date comes last.",
    },
    Order {
        name: "FROM_DATE_ASC",
        columns: &["from_date"],
        descending: false,
        about: "Oldest first; what has no date comes first.",
    },
];
