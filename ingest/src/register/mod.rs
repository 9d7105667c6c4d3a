//! A register of the local authorities of the United Kingdom: councils, the areas that they govern, the committee systems
//! that they publish with. Two shapes of file are read, told apart by their header.
//!
//! [`read`] a file, [`Held::look_up`] what the database holds of it already, and write the [`records()`].

mod authority;
mod dates;
mod held;
mod kind;
mod merged;
mod note;
pub(crate) mod place;
mod published;
mod records;
mod row;
mod shape;
mod slug;
pub mod system;

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

pub use authority::Authority;
pub use held::Held;
pub use note::{Note, NoteKind};
pub use records::records;
pub(crate) use slug::path_safe;

use crate::error::Error;
use row::{Found, Row};
use shape::{Field, Shape};

/// Longest file, in bytes: a hundred times what a register has.
const LONGEST: u64 = 16 << 20;
/// Faults told.
const TOLD: usize = 20;

/// What a file says.
#[derive(Debug)]
pub struct Register {
    /// In the order of the file; no code stands twice.
    pub authorities: Vec<Authority>,
    /// What is odd, in the order of the file.
    pub notes: Vec<Note>,
    shape: &'static Shape,
    file: Arc<str>,
}

impl Register {
    /// How many authorities are so still.
    pub fn current(&self) -> usize {
        self.authorities.iter().filter(|a| a.current).count()
    }
}

/// Reads a register of at most 16 MiB: all of it or, where it breaks the shape of its kind, none of it.
pub fn read(path: &Path) -> Result<Register, Error> {
    let unreadable = |problem: String| Error::Unreadable { path: path.display().to_string(), problem };
    let file = File::open(path).map_err(|e| unreadable(e.to_string()))?;
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|e| unreadable(e.to_string()))?;
    if bytes.len() as u64 > LONGEST {
        return Err(unreadable(format!("it is longer than {} MiB: is it a register?", LONGEST >> 20)));
    }
    parse(path.display().to_string().into(), &bytes)
}

/// Reads a register out of the bytes of a file.
fn parse(file: Arc<str>, bytes: &[u8]) -> Result<Register, Error> {
    let mut found = Found::new(file.clone());
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = reader.headers().cloned().unwrap_or_else(|error| {
        found.fault(line_of(error.position()), "the text is not UTF-8".into());
        StringRecord::new()
    });
    let fitted = shape::fitting(&header);
    if let (Err(problems), true) = (&fitted, found.faults.is_empty()) {
        problems.iter().for_each(|problem| found.fault(1, problem.clone()));
    }
    let Ok((shape, places)) = fitted else { return Err(Error::Dataset(told(found))) };

    let mut authorities = Vec::new();
    for cells in reader.records() {
        let cells = match cells {
            Ok(cells) => cells,
            Err(error) => {
                found.fault(line_of(error.position()), "the text is not UTF-8".into());
                continue;
            }
        };
        let line = line_of(cells.position());
        if cells.len() != header.len() {
            found.fault(line, format!("the row has {} cells under {} columns", cells.len(), header.len()));
            continue;
        }
        authorities.extend(authority::authority(&mut Row {
            shape,
            places: &places,
            cells: &cells,
            line,
            found: &mut found,
        }));
    }
    twice(&authorities, shape, &mut found);
    if !found.faults.is_empty() {
        return Err(Error::Dataset(told(found)));
    }
    if authorities.is_empty() {
        found.fault(1, "it names no authority".into());
        return Err(Error::Dataset(told(found)));
    }
    explain(&mut authorities, shape, &mut found);
    found.notes.sort_by_key(|note| note.fault.place.as_ref().map(|(_, line)| *line));
    Ok(Register { authorities, notes: found.notes, shape, file })
}

fn line_of(position: Option<&csv::Position>) -> u32 {
    position.and_then(|p| u32::try_from(p.line()).ok()).unwrap_or(1)
}

fn told(mut found: Found) -> Vec<crate::error::Fault> {
    found.faults.sort_by_key(|fault| fault.place.as_ref().map(|(_, line)| *line));
    found.faults.truncate(TOLD);
    found.faults
}

/// Faults for codes that two authorities have.
fn twice(authorities: &[Authority], shape: &Shape, found: &mut Found) {
    for field in [Field::Code, Field::Gss] {
        let mut lines: HashMap<&str, u32> = HashMap::new();
        let column = shape.column(field).unwrap_or_default();
        for authority in authorities {
            let code = if field == Field::Code { Some(&authority.code) } else { authority.gss.as_ref() };
            let Some(code) = code else { continue };
            if let Some(earlier) = lines.insert(code, authority.line) {
                found.fault(authority.line, format!("`{code}` in column `{column}` is that of line {earlier} already"));
            }
        }
    }
}

/// Leaves out the codes that no row explains, and notes what only several rows together show.
fn explain(authorities: &mut [Authority], shape: &Shape, found: &mut Found) {
    let codes: HashSet<String> = authorities.iter().map(|a| a.code.clone()).collect();
    let starts: HashMap<String, Option<String>> =
        authorities.iter().map(|a| (a.code.clone(), a.valid_from.clone())).collect();
    let mut systems: HashMap<String, (&'static str, String)> = HashMap::new();
    for authority in authorities {
        let (line, code) = (authority.line, authority.code.clone());
        let mut known = |field: Field, named: &String| {
            let known = codes.contains(named) && *named != code;
            if !known {
                let problem = format!("`{named}` is the code of no other authority of this file");
                found.note(NoteKind::UnknownCode, line, &code, shape.column(field), problem);
            }
            known
        };
        authority.successors.retain(|named| known(Field::Successors, named));
        authority.combined_authorities.retain(|named| known(Field::CombinedAuthority, named));
        authority.county = authority.county.take().filter(|named| known(Field::County, named));
        if let Some(end) = &authority.valid_to
            && let Some(next) =
                authority.successors.iter().find(|c| starts.get(*c).is_some_and(|s| s.as_ref() == Some(end)))
        {
            let problem = format!("`{end}` is the day on which {next} starts, too");
            found.note(NoteKind::SharedDay, line, &code, shape.column(Field::End), problem);
        }
        let Some((word, base)) = &authority.system else { continue };
        let name = system::committee_system_name(base);
        match systems.get(&name) {
            Some((first, by)) if first != word => {
                let problem = format!("{word} is {first} for {by}, at the same address");
                found.note(NoteKind::DisputedSystem, line, &code, shape.column(Field::System), problem);
            }
            Some(_) => {}
            None => _ = systems.insert(name, (*word, code)),
        }
    }
}

#[cfg(test)]
mod tests;
