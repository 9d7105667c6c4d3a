use entities::milestone_slip;

use super::*;

pub static MILESTONE_SLIP: Type = Type {
    name: "MilestoneSlip",
    one: "milestoneSlip",
    many: "milestoneSlips",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&milestone_slip::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];
