use entities::funding_award;

use super::*;

pub static FUNDING_AWARD: Type = Type {
    name: "FundingAward",
    one: "fundingAward",
    many: "fundingAwards",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&funding_award::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    many("splits", &super::funding_split::FUNDING_SPLIT, "funding_award_id", "How it is shared out."),
];
