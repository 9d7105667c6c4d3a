//! Somebody who acts in public: councillor, officer, partner, speaker.
use entities::person;

use super::*;

pub static PERSON: Type = Type {
    name: "Person",
    about: "Somebody who acts in public: councillor, officer, partner, speaker.",
    table: &person::TABLE,
    record: true,
    one: "person",
    many: "people",
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
];

static ORDERS: &[Order] = &[
    Order { name: "NAME_ASC", columns: &["name"], descending: false, about: "By name, A first, by code point." },
    Order { name: "NAME_DESC", columns: &["name"], descending: true, about: "By name, Z first, by code point." },
];
