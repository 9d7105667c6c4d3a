use entities::time_period;

use super::*;

pub static TIME_PERIOD: Type = Type {
    name: "TimePeriod",
    one: "timePeriod",
    many: "timePeriods",
    relations: RELATIONS,
    orders: order::BY_CREATED_AT,
    ..Type::record(&time_period::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];
