use entities::observation;

use super::*;

pub static OBSERVATION: Type = Type {
    name: "Observation",
    one: "observation",
    many: "observations",
    relations: RELATIONS,
    orders: ORDERS,
    shorts: SHORTS,
    ..Type::record(&observation::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];

static SHORTS: &[Short] = &[
    Short {
        argument: "indicator",
        ty: "IndicatorBy",
        fields: &["indicator"],
        about: "Only figures of this indicator. Null means of any.",
    },
    Short {
        argument: "periods",
        ty: "[String!]",
        fields: &["timePeriod", "label"],
        about: "Only figures for times with one of these labels, as printed. Null means for any.",
    },
];

static ORDERS: &[Order] = &[
    Order {
        name: "ENDS_ON_DESC",
        columns: &["ends_on"],
        descending: true,
        about: "Latest time first; what has no known time comes last.",
    },
    Order {
        name: "ENDS_ON_ASC",
        columns: &["ends_on"],
        descending: false,
        about: "Earliest time first; what has no known time comes first.",
    },
];
