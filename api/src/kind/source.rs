use entities::source;

use super::*;

pub static SOURCE: Type = Type {
    name: "Source",
    one: "source",
    many: "publications",
    relations: RELATIONS,
    orders: order::BY_TITLE,
    ..Type::record(&source::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    linked("councils", &super::council::COUNCIL, "PUBLISHES", "Councils whose papers it publishes."),
    Relation {
        field: "coverage",
        target: &coverage::COVERAGE,
        path: Path::back("source_id"),
        shape: Shape::List,
        about: "How much of it is held, the latest year first. Empty for sources that no importer reads.",
    },
    many("readings", &super::reading::READING, "source_id", "When importers read it, and how that ended."),
];
