//! The register that was joined out of several: it has home pages, Wikidata and committee systems.

use super::shape::{Field, Shape};

pub(super) static SHAPE: Shape = Shape {
    name: "merged",
    title: "Register of UK local authorities: mySociety's names and codes, changed: start dates and codes mended, numbers \
            filled in, joined to other registers",
    publisher: "mySociety, with data of Democracy Club, Department for Education, Digital Land, Government Digital Service \
                and Office for National Statistics",
    licence: "CC BY 4.0; OGL v3; MIT",
    columns: &[
        (Field::Code, "code"),
        (Field::OfficialName, "official_name"),
        (Field::Name, "name"),
        (Field::OtherNames, "alt_names"),
        (Field::Type, "type_code"),
        (Field::Nation, "nation"),
        (Field::Region, "region"),
        (Field::County, "parent_county"),
        (Field::CombinedAuthority, "combined_authority"),
        (Field::Current, "current"),
        (Field::Start, "start_date"),
        (Field::StartSource, "start_date_source"),
        (Field::End, "end_date"),
        (Field::Successors, "replaced_by"),
        (Field::Gss, "gss_code"),
        (Field::FormerGss, "former_gss_codes"),
        (Field::Dfe, "dfe_la_code"),
        (Field::Ecode, "ecode"),
        (Field::Snac, "snac"),
        (Field::Wikidata, "wikidata"),
        (Field::WhatDoTheyKnow, "wdtk_id"),
        (Field::OpenCouncilData, "open_council_data_id"),
        (Field::GovUkSlug, "gov_uk_slug"),
        (Field::Website, "website"),
        (Field::System, "cms_type"),
        (Field::SystemBase, "cms_base_url"),
    ],
};
