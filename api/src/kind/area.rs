//! A piece of the map: ward, district, county, region, nation.
use entities::area;

use super::*;

pub static AREA: Type = Type {
    name: "Area",
    about: "A piece of the map: ward, district, county, region, nation.",
    table: &area::TABLE,
    record: true,
    one: "area",
    many: "areas",
    hidden: &[],
    relations: RELATIONS,
    orders: ORDERS,
    lookups: &[
        Lookup {
            field: "gss",
            by: By::Column("gss_code"),
            about: "By its code of the Office for National Statistics.",
        },
        Lookup { field: "slug", by: By::Column("slug"), about: "By its path-safe name." },
    ],
    special: None,
};

static RELATIONS: &[Relation] = &[
    sources(),
    identifiers(),
    aliases(),
    many("areas", &super::area::AREA, "parent_id", "Areas that lie in it."),
    many("councils", &super::council::COUNCIL, "area_id", "Councils that govern it."),
    many("organisations", &super::organisation::ORGANISATION, "area_id", "Organisations that serve it."),
    linking("decisions", &super::decision::DECISION, "WARD", "Decisions that affect it by name."),
];

static ORDERS: &[Order] = &[
    Order { name: "NAME_ASC", columns: &["name"], descending: false, about: "By name, A first, by code point." },
    Order { name: "NAME_DESC", columns: &["name"], descending: true, about: "By name, Z first, by code point." },
];
