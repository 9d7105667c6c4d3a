use entities::comparator_set;

use super::*;

pub static COMPARATOR_SET: Type = Type {
    name: "ComparatorSet",
    one: "comparatorSet",
    many: "comparatorSets",
    relations: RELATIONS,
    orders: order::BY_NAME,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    ..Type::record(&comparator_set::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    many("comparators", &super::comparator::COMPARATOR, "comparator_set_id", "Who resembles whom by it."),
];
