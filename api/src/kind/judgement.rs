use entities::judgement;

use super::*;

pub static JUDGEMENT: Type = Type {
    name: "Judgement",
    one: "judgement",
    many: "judgements",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    ..Type::record(&judgement::TABLE)
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
