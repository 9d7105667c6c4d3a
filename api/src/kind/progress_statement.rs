use entities::progress_statement;

use super::*;

pub static PROGRESS_STATEMENT: Type = Type {
    name: "ProgressStatement",
    one: "progressStatement",
    many: "progressStatements",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&progress_statement::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    linked("judgements", &super::judgement::JUDGEMENT, "EVIDENCE", "Judgements given as evidence."),
    linked("recognitions", &super::recognition::RECOGNITION, "EVIDENCE", "Recognitions given as evidence."),
    linked("documents", &super::document::DOCUMENT, "EVIDENCE", "Documents given as evidence."),
    linked("strategies", &super::strategy::STRATEGY, "EVIDENCE", "Strategies and plans given as evidence."),
    linked("programmes", &super::programme::PROGRAMME, "EVIDENCE", "Programmes and projects given as evidence."),
];
