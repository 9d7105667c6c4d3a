use entities::comparator;

use super::*;

pub static COMPARATOR: Type = Type {
    name: "Comparator",
    one: "comparator",
    many: "comparators",
    relations: RELATIONS,
    orders: ORDERS,
    shorts: SHORTS,
    ..Type::record(&comparator::TABLE)
};

static RELATIONS: &[Relation] = &[sources(), identifiers()];

static SHORTS: &[Short] = &[Short {
    argument: "set",
    ty: "ComparatorSetBy",
    fields: &["comparatorSet"],
    about: "Only by this model. Null means by any.",
}];

static ORDERS: &[Order] = &[
    Order { name: "RANK_ASC", columns: &["rank"], descending: false, about: "The most alike first." },
    Order { name: "RANK_DESC", columns: &["rank"], descending: true, about: "The least alike first." },
];
