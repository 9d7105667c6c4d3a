use entities::document_page;

use super::*;

pub static DOCUMENT_PAGE: Type = Type {
    name: "DocumentPage",
    one: "documentPage",
    many: "documentPages",
    relations: RELATIONS,
    orders: order::BY_POSITION,
    // A page of print has thousands of letters.
    most: 20,
    ..Type::record(&document_page::TABLE)
};

static RELATIONS: &[Relation] =
    &[sources(), identifiers(), many("mentions", &super::mention::MENTION, "document_page_id", "Names in its text.")];
