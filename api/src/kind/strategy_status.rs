use entities::strategy_status;

use super::*;

pub static STRATEGY_STATUS: Type = Type {
    name: "StrategyStatus",
    one: "strategyStatus",
    many: "strategyStatuses",
    relations: RELATIONS,
    orders: ORDERS,
    ..Type::record(&strategy_status::TABLE)
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
