use entities::funding_split;

use super::*;

pub static FUNDING_SPLIT: Type = Type {
    name: "FundingSplit",
    one: "fundingSplit",
    many: "fundingSplits",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&funding_split::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];
