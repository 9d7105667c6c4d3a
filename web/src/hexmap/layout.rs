//! Where each council with duties for children lies on the map.

/// Code of the Office for National Statistics, name, short code, and the place in axial coordinates.
pub static HEXES: &[(&str, &str, &str, i8, i8)] = &[];
