//! An authority as a row tells it.

use super::dates;
use super::kind::{self, KINDS, Kind};
use super::note::NoteKind;
use super::place::{self, Place};
use super::row::Row;
use super::shape::Field;
use super::system;
use crate::dataset::{is_gss_code, is_url};
use crate::near::did_you_mean;

/// A local authority, past or present.
#[derive(Debug)]
pub struct Authority {
    /// Its line in the file, from 1.
    pub line: u32,
    /// The register's letters: `STE`.
    pub code: String,
    /// Official name.
    pub official_name: String,
    /// Short name: `Stoke-on-Trent`.
    pub name: String,
    /// Other written forms, as printed, none twice, none the official name.
    pub other_names: Vec<String>,
    /// Whether it is one still.
    pub current: bool,
    /// A partial date; none when not known.
    pub valid_from: Option<String>,
    /// A partial date; none when not known or not over.
    pub valid_to: Option<String>,
    /// Present code of the Office for National Statistics.
    pub gss: Option<String>,
    /// Earlier ones.
    pub former_gss: Vec<String>,
    /// Codes of the authorities that came after it.
    pub successors: Vec<String>,
    pub(super) kind: &'static Kind,
    pub(super) nation: &'static Place,
    pub(super) region: Option<&'static Place>,
    pub(super) county: Option<String>,
    pub(super) combined_authorities: Vec<String>,
    /// Who says when it started, where that is told.
    pub(super) start_source: Option<String>,
    pub(super) website: Option<String>,
    /// Its committee system: a word of [`entities::source::SYSTEM`], and the base address.
    pub(super) system: Option<(&'static str, String)>,
    /// Other names for machines: scheme and value.
    pub(super) identifiers: Vec<(&'static str, String)>,
}

/// Schemes of the identifiers that are taken as they stand.
const SCHEMES: &[(Field, &str)] = &[
    (Field::Ecode, "ecode"),
    (Field::Snac, "snac"),
    (Field::Wikidata, "wikidata"),
    (Field::WhatDoTheyKnow, "wdtk"),
    (Field::OpenCouncilData, "open-council-data"),
    (Field::GovUkSlug, "govuk-slug"),
];

/// Marks of letters that were lost when somebody read the text in another encoding.
const BROKEN: &[&str] = &["\u{fffd}", "ï¿", "ï¾"];

/// The authority of a row; none where the row breaks the shape: then faults say how.
pub(super) fn authority(row: &mut Row) -> Option<Authority> {
    let before = row.found.faults.len();
    let (code, official_name, name) =
        (row.needed(Field::Code), row.needed(Field::OfficialName), row.needed(Field::Name));
    let kind = kind(row);
    let nation = nation(row);
    let region = region(row, nation);
    let current = current(row);
    let valid_from = dates::start(row);
    let valid_to = dates::end(row, valid_from.as_deref());
    if current == Some(false) && valid_to.is_none() {
        row.note(NoteKind::NoEnd, Field::End, "it is no more, but no end is given".into());
    }
    let (gss, former_gss) = gss(row);
    let authority = Authority {
        line: row.line,
        other_names: other_names(row, &official_name, &name),
        code,
        official_name,
        name,
        current: current?,
        start_source: valid_from.as_ref().and(row.get(Field::StartSource)).map(str::to_owned),
        valid_from,
        valid_to,
        gss,
        former_gss,
        successors: row.list(Field::Successors),
        kind: kind?,
        nation: nation?,
        region,
        county: row.get(Field::County).map(str::to_owned),
        combined_authorities: row.list(Field::CombinedAuthority),
        website: website(row),
        system: committee_system(row),
        identifiers: identifiers(row),
    };
    (row.found.faults.len() == before).then_some(authority)
}

fn kind(row: &mut Row) -> Option<&'static Kind> {
    let code = row.needed(Field::Type);
    let kind = kind::named(&code);
    if kind.is_none() && !code.is_empty() {
        let known: Vec<&str> = KINDS.iter().map(|k| k.code).collect();
        row.fault(Field::Type, format!("`{code}` is not one of {}", known.join(", ")));
    }
    kind
}

fn nation(row: &mut Row) -> Option<&'static Place> {
    let name = row.needed(Field::Nation);
    let nation = place::nation_named(&name);
    if nation.is_none() && !name.is_empty() {
        let near = did_you_mean(&name, place::all().filter(|p| p.kind == "NATION").map(|p| p.name));
        row.fault(Field::Nation, format!("`{name}` is no nation of the United Kingdom{near}"));
    }
    nation
}

/// The region of England; outside England the register repeats the nation.
fn region(row: &mut Row, nation: Option<&'static Place>) -> Option<&'static Place> {
    let (name, nation) = (row.get(Field::Region)?.to_owned(), nation?);
    if name == nation.name {
        return None;
    }
    let region = place::region_named(&name).filter(|_| *nation == place::ENGLAND);
    if region.is_none() {
        let near = did_you_mean(&name, place::REGIONS.iter().map(|p| p.name));
        row.fault(Field::Region, format!("`{name}` is no region of {}{near}", nation.name));
    }
    region
}

fn current(row: &mut Row) -> Option<bool> {
    let text = row.needed(Field::Current);
    match &*text.to_ascii_lowercase() {
        "true" => Some(true),
        "false" => Some(false),
        "" => None,
        _ => {
            row.fault(Field::Current, format!("`{text}` is neither true nor false"));
            None
        }
    }
}

/// The present code and the earlier ones.
fn gss(row: &mut Row) -> (Option<String>, Vec<String>) {
    let present = row.get(Field::Gss).map(str::to_owned);
    let mut former = row.list(Field::FormerGss);
    former.retain(|code| Some(code) != present.as_ref());
    for (field, code) in present.iter().map(|c| (Field::Gss, c)).chain(former.iter().map(|c| (Field::FormerGss, c))) {
        if !is_gss_code(code) {
            row.fault(field, format!("`{code}` is no code: it must be a capital and eight digits"));
        }
    }
    (present, former)
}

/// The short name and the others: a comma with a space after it belongs to a name, one without is between two.
fn other_names(row: &mut Row, official: &str, short: &str) -> Vec<String> {
    let text = row.get(Field::OtherNames).unwrap_or_default().to_owned();
    let mut names: Vec<String> = vec![short.to_owned()];
    let mut rest = Some(&*text);
    while let Some(text) = rest {
        let end = text.match_indices(',').map(|(i, _)| i).find(|i| !text[i + 1..].starts_with(' '));
        let (name, after) = end.map_or((text, None), |i| (&text[..i], Some(&text[i + 1..])));
        rest = after;
        let name = name.trim();
        if BROKEN.iter().any(|mark| name.contains(mark)) {
            row.note(NoteKind::DamagedName, Field::OtherNames, format!("`{name}` has lost letters"));
        } else {
            names.push(name.to_owned());
        }
    }
    let mut met = vec![String::new(), official.to_lowercase()];
    names.retain(|name| {
        let small = name.to_lowercase();
        let new = !met.contains(&small);
        met.push(small);
        new
    });
    names
}

fn website(row: &mut Row) -> Option<String> {
    let address = row.get(Field::Website)?.to_owned();
    if is_url(&address) {
        return Some(address);
    }
    row.note(NoteKind::NoAddress, Field::Website, format!("`{address}` is no address"));
    None
}

fn committee_system(row: &mut Row) -> Option<(&'static str, String)> {
    let (told, base) = (row.get(Field::System).map(str::to_owned), row.get(Field::SystemBase).map(str::to_owned));
    match (told, base) {
        (Some(told), Some(base)) if is_url(&base) => Some((system::word(&told), base)),
        (None, None) => None,
        (told, Some(base)) => {
            let problem = match told {
                Some(_) => format!("`{base}` is no address"),
                None => format!("nothing says what system answers at `{base}`"),
            };
            row.note(NoteKind::HalfASystem, Field::SystemBase, problem);
            None
        }
        (Some(told), None) => {
            row.note(NoteKind::HalfASystem, Field::System, format!("`{told}` has no base address"));
            None
        }
    }
}

fn identifiers(row: &Row) -> Vec<(&'static str, String)> {
    let dfe = row.get(Field::Dfe).filter(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_digit()));
    let others = SCHEMES.iter().filter_map(|(field, scheme)| Some((*scheme, row.get(*field)?)));
    // A spreadsheet has made some whole numbers decimal.
    let whole = |value: &str| value.strip_suffix(".0").unwrap_or(value).to_owned();
    dfe.map(|n| ("dfe", n)).into_iter().chain(others).map(|(scheme, value)| (scheme, whole(value))).collect()
}
