//! The nations of the United Kingdom and the regions of England: no authorities, but areas in which theirs lie.

use uuid::Uuid;

use crate::id;

/// A nation or region.
#[derive(Debug, PartialEq)]
pub(crate) struct Place {
    pub name: &'static str,
    pub slug: &'static str,
    /// Its code of the Office for National Statistics.
    pub gss: &'static str,
    /// A word of [`entities::area::KIND`].
    pub kind: &'static str,
}

impl Place {
    /// The id that its area has, unless the database holds that area under another.
    pub fn id(&self) -> Uuid {
        id::of("gss-area", self.gss)
    }
}

const fn nation(name: &'static str, slug: &'static str, gss: &'static str) -> Place {
    Place { name, slug, gss, kind: "NATION" }
}

const fn region(name: &'static str, slug: &'static str, gss: &'static str) -> Place {
    Place { name, slug, gss, kind: "REGION" }
}

pub(crate) static ENGLAND: Place = nation("England", "england", "E92000001");

pub(crate) static OTHER_NATIONS: &[Place] = &[
    nation("Northern Ireland", "northern-ireland", "N92000002"),
    nation("Scotland", "scotland", "S92000003"),
    nation("Wales", "wales", "W92000004"),
];

pub(crate) static REGIONS: &[Place] = &[
    region("North East", "north-east", "E12000001"),
    region("North West", "north-west", "E12000002"),
    region("Yorkshire and The Humber", "yorkshire-and-the-humber", "E12000003"),
    region("East Midlands", "east-midlands", "E12000004"),
    region("West Midlands", "west-midlands", "E12000005"),
    region("East of England", "east-of-england", "E12000006"),
    region("London", "london", "E12000007"),
    region("South East", "south-east", "E12000008"),
    region("South West", "south-west", "E12000009"),
];

/// All of them, nations first.
pub(crate) fn all() -> impl Iterator<Item = &'static Place> {
    std::iter::once(&ENGLAND).chain(OTHER_NATIONS).chain(REGIONS)
}

/// The nation with this name.
pub(crate) fn nation_named(name: &str) -> Option<&'static Place> {
    all().find(|place| place.kind == "NATION" && place.name == name)
}

/// The region with this name, in capitals of any kind.
pub(crate) fn region_named(name: &str) -> Option<&'static Place> {
    REGIONS.iter().find(|place| place.name.eq_ignore_ascii_case(name))
}
