use entities::strategy_element;

use super::*;

pub static STRATEGY_ELEMENT: Type = Type {
    name: "StrategyElement",
    one: "strategyElement",
    many: "strategyElements",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    most: WIDE_LIMIT,
    ..Type::record(&strategy_element::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    many("elements", &super::strategy_element::STRATEGY_ELEMENT, "parent_id", "Elements that are part of it."),
    many(
        "progressStatements",
        &super::progress_statement::PROGRESS_STATEMENT,
        "strategy_element_id",
        "What became of it, as sources say.",
    ),
    linked("topics", &super::topic::TOPIC, "TOPIC", "Its subjects, as we see them."),
    linked("programmes", &super::programme::PROGRAMME, "ABOUT", "Programmes that it speaks of."),
    linked(
        "alignedWith",
        &super::strategy_element::STRATEGY_ELEMENT,
        "ALIGNED",
        "Elements of other strategies that it serves.",
    ),
    linking(
        "aligned",
        &super::strategy_element::STRATEGY_ELEMENT,
        "ALIGNED",
        "Elements of other strategies that serve it.",
    ),
];
