use entities::dataset;

use super::*;

pub static DATASET: Type = Type {
    name: "Dataset",
    one: "dataset",
    many: "datasets",
    relations: RELATIONS,
    orders: order::BY_TITLE,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    ..Type::record(&dataset::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    many("releases", &super::release::RELEASE, "dataset_id", "Its files, as they were read."),
    many("indicators", &super::indicator::INDICATOR, "dataset_id", "What it measures."),
];
