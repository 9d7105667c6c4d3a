use entities::person;

use super::*;

pub static PERSON: Type = Type {
    name: "Person",
    one: "person",
    many: "people",
    relations: RELATIONS,
    orders: order::BY_NAME,
    lookups: &[Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." }],
    ..Type::record(&person::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    aliases(),
    many(
        "memberships",
        &super::membership::MEMBERSHIP,
        "person_id",
        "Posts, boards, councils and organisations, each for a time.",
    ),
    through(
        "contributions",
        &super::contribution::CONTRIBUTION,
        Via { table: "actor", near: "person_id", far: "record_id", only: "{}.role IN ('SPEAKER')", sure: "certainty" },
        "id",
        "What they said.",
    ),
    through(
        "documents",
        &super::document::DOCUMENT,
        Via {
            table: "actor",
            near: "person_id",
            far: "record_id",
            only: "{}.role IN ('AUTHOR', 'LEAD_OFFICER', 'LEAD_MEMBER')",
            sure: "certainty",
        },
        "id",
        "Documents that they wrote or answer for.",
    ),
    through(
        "agendaItems",
        &super::agenda_item::AGENDA_ITEM,
        Via {
            table: "actor",
            near: "person_id",
            far: "record_id",
            only: "{}.role IN ('PRESENTER')",
            sure: "certainty",
        },
        "id",
        "Items that they presented.",
    ),
    through(
        "attendances",
        &super::attendance::ATTENDANCE,
        Via { table: "actor", near: "person_id", far: "record_id", only: "{}.role IN ('ATTENDEE')", sure: "certainty" },
        "id",
        "Meetings that they came to, or did not.",
    ),
    through(
        "actionItems",
        &super::action_item::ACTION_ITEM,
        Via {
            table: "actor",
            near: "person_id",
            far: "record_id",
            only: "{}.role IN ('OWNER', 'REQUESTER')",
            sure: "certainty",
        },
        "id",
        "Actions that they are to do or asked for.",
    ),
    through(
        "programmes",
        &super::programme::PROGRAMME,
        Via { table: "actor", near: "person_id", far: "record_id", only: "{}.role IN ('LEAD')", sure: "certainty" },
        "id",
        "Programmes that they lead or speak for.",
    ),
    many("mentions", &super::mention::MENTION, "person_id", "Words in papers that mean the person."),
    linking(
        "possibleMentions",
        &super::mention::MENTION,
        "CANDIDATE",
        "Words in papers that can mean the person, and others too.",
    ),
];
