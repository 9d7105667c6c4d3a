//! An office that people hold one after another.
use entities::post;

use super::*;

pub static POST: Type = Type {
    name: "Post",
    about: "An office that people hold one after another.",
    table: &post::TABLE,
    record: true,
    one: "post",
    many: "posts",
    hidden: &[],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    special: None,
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    aliases(),
    many("holders", &super::membership::MEMBERSHIP, "post_id", "Who held it, and when."),
    through(
        "contributions",
        &super::contribution::CONTRIBUTION,
        Via { table: "actor", near: "post_id", far: "record_id", only: "{}.role IN ('SPEAKER')", sure: "certainty" },
        "id",
        "What was said by whoever held it, where the source names the post.",
    ),
    through(
        "documents",
        &super::document::DOCUMENT,
        Via {
            table: "actor",
            near: "post_id",
            far: "record_id",
            only: "{}.role IN ('AUTHOR', 'LEAD_OFFICER', 'LEAD_MEMBER')",
            sure: "certainty",
        },
        "id",
        "Documents that it wrote or answers for.",
    ),
    through(
        "agendaItems",
        &super::agenda_item::AGENDA_ITEM,
        Via { table: "actor", near: "post_id", far: "record_id", only: "{}.role IN ('PRESENTER')", sure: "certainty" },
        "id",
        "Items that it presented.",
    ),
    through(
        "actionItems",
        &super::action_item::ACTION_ITEM,
        Via { table: "actor", near: "post_id", far: "record_id", only: "{}.role IN ('OWNER')", sure: "certainty" },
        "id",
        "Actions that it is to do.",
    ),
];

static ORDERS: &[Order] = &[
    Order { name: "TITLE_ASC", columns: &["title"], descending: false, about: "By title, A first, by code point." },
    Order { name: "TITLE_DESC", columns: &["title"], descending: true, about: "By title, Z first, by code point." },
];
