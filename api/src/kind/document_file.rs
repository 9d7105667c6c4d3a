use entities::document_file;

use super::*;

pub static DOCUMENT_FILE: Type = Type {
    name: "DocumentFile",
    one: "documentFile",
    many: "documentFiles",
    relations: RELATIONS,
    orders: order::BY_CREATED_AT,
    ..Type::record(&document_file::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    many("pages", &super::document_page::DOCUMENT_PAGE, "document_file_id", "Its pages that have words."),
];
