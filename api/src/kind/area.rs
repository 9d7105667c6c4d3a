use entities::area;

use super::*;

pub static AREA: Type = Type {
    name: "Area",
    one: "area",
    many: "areas",
    relations: RELATIONS,
    orders: order::BY_NAME,
    lookups: &[
        Lookup {
            field: "gss",
            by: By::Column("gss_code"),
            about: "By its code of the Office for National Statistics.",
        },
        Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." },
    ],
    ..Type::record(&area::TABLE)
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    many(
        "observations",
        &super::observation::OBSERVATION,
        "area_id",
        "Figures for it; those for a council stand at the council.",
    ),
    aliases(),
    many("areas", &super::area::AREA, "parent_id", "Areas that lie in it."),
    many("councils", &super::council::COUNCIL, "area_id", "Councils that govern it."),
    many("organisations", &super::organisation::ORGANISATION, "area_id", "Organisations that serve it."),
    many("posts", &super::post::POST, "area_id", "Elected seats for it, where it is a ward."),
    linked("groupCouncils", &super::council::COUNCIL, "INCLUDES", "Councils that it stands for, where it is a group."),
    linking("decisions", &super::decision::DECISION, "WARD", "Decisions that affect it by name."),
];
