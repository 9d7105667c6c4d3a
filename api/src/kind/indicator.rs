use entities::indicator;

use super::*;
use crate::graph::special::{Special, special};

pub static INDICATOR: Type = Type {
    name: "Indicator",
    one: "indicator",
    many: "indicators",
    relations: RELATIONS,
    orders: order::BY_TITLE,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    special: Some(&SPECIAL),
    ..Type::record(&indicator::TABLE)
};

static SPECIAL: Special = special::<super::figure::Figures>();

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    aliases(),
    many("observations", &super::observation::OBSERVATION, "indicator_id", "Its figures, for every council and area."),
    many(
        "namedIndicators",
        &super::named_indicator::NAMED_INDICATOR,
        "indicator_id",
        "Where programmes name what it measures.",
    ),
];
