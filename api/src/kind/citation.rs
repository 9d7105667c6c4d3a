use entities::citation;

use super::*;

pub static CITATION: Type = Type {
    name: "Citation",
    hidden: &["provenance_id", "position"],
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::part(&citation::TABLE)
};

static RELATIONS: &[Relation] = &[];
