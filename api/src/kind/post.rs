use entities::post;

use super::*;

pub static POST: Type = Type {
    name: "Post",
    one: "post",
    many: "posts",
    relations: RELATIONS,
    orders: order::BY_TITLE,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    ..Type::record(&post::TABLE)
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
    through(
        "programmes",
        &super::programme::PROGRAMME,
        Via { table: "actor", near: "post_id", far: "record_id", only: "{}.role IN ('LEAD')", sure: "certainty" },
        "id",
        "Programmes that whoever holds it leads or speaks for.",
    ),
    many("mentions", &super::mention::MENTION, "post_id", "Words in papers that mean it."),
    linking(
        "possibleMentions",
        &super::mention::MENTION,
        "CANDIDATE",
        "Words in papers that can mean it, and others too.",
    ),
];
