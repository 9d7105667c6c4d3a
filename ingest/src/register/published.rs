//! The register as mySociety publishes it: `uk_local_authorities_current.csv`.

use super::shape::{Field, Shape};

pub(super) static SHAPE: Shape = Shape {
    name: "mysociety",
    title: "UK local authority names and codes, past and current; changed: start dates that cannot be right are left out",
    publisher: "mySociety",
    licence: "CC BY 4.0",
    columns: &[
        (Field::Code, "local-authority-code"),
        (Field::OfficialName, "official-name"),
        (Field::Name, "nice-name"),
        (Field::OtherNames, "alt-names"),
        (Field::Type, "local-authority-type"),
        (Field::Nation, "nation"),
        (Field::Region, "region"),
        (Field::County, "county-la"),
        (Field::CombinedAuthority, "combined-authority"),
        (Field::Current, "current-authority"),
        (Field::Start, "start-date"),
        (Field::End, "end-date"),
        (Field::Successors, "replaced-by"),
        (Field::Gss, "gss-code"),
        (Field::FormerGss, "former-gss-codes"),
        (Field::Dfe, "old-ons-la-code"),
        (Field::Ecode, "ecode"),
        (Field::Snac, "snac"),
        (Field::WhatDoTheyKnow, "wdtk-id"),
        (Field::OpenCouncilData, "open-council-data-id"),
        (Field::GovUkSlug, "gov-uk-slug"),
    ],
};
