use entities::recognition;

use super::*;

pub static RECOGNITION: Type = Type {
    name: "Recognition",
    one: "recognition",
    many: "recognitions",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&recognition::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    linking(
        "progressStatements",
        &super::progress_statement::PROGRESS_STATEMENT,
        "EVIDENCE",
        "Statements of progress that rest on it.",
    ),
];
