//! Datasets: records as people write them, in TOML files, JSON Lines or CSV. [`json_schema`] is the format for machines.
//!
//! ```toml
//! [defaults]                # for the whole file
//! source = "bath-minutes"   # key of the source that its records rest on
//! method = "DOCUMENT"
//!
//! [[meeting]]
//! key = "bath/cabinet/2025-10-22"
//! at = "Page 1"             # the place in that source
//! board = "bath/cabinet"    # references are keys
//! title = "Cabinet"
//! date = "2025-10-22"
//! status = "HELD"
//! attendance_known = false
//!
//! [[meeting.agenda_item]]   # points to the meeting; its key and position go without saying
//! at = "Item 1"
//! title = "Budget"
//! topics_known = false
//! presenter = { as_written = "Cllr Smith", person = "bath/jo-smith" }
//!
//! [[remove]]
//! board = "bath/old-cabinet"
//! ```
//!
//! The same in JSON Lines, one record a line: `{"defaults": {…}}`, `{"meeting": {…}}`, `{"remove": {"board": "…"}}`.
//! In CSV, one record a row, the file is named after its table: `meeting.csv` with the columns `key`, `source`, `at`,
//! `board` and so on. `docs/dataset.md` says it all.

mod cell;
mod decode;
mod files;
mod heading;
mod lines;
mod parts;
mod schema;
mod scope;
mod sheet;
mod tally;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::{mem, vec};

pub(crate) use cell::{is_gss_code, is_url};
pub use schema::json_schema;
pub use tally::{Need, Tally};

use crate::error::{Error, Fault};
use crate::record::Entry;
use decode::Decoder;
use files::{Notation, notation, unreadable};
use lines::Lines;
use sheet::Sheet;
use tree::Node;

/// Longest TOML file, longest line of JSON Lines and longest row of CSV, in bytes.
const LONGEST: u64 = 32 << 20;
/// Faults gathered before reading ends.
pub const FAULTS: usize = 20;

/// Opens a dataset: a `.toml`, `.jsonl` or `.csv` file, or a folder of which every such file is read, also in folders
/// below it, in path order; names that begin with a dot are passed over. TOML files are read whole, JSON Lines line by
/// line, CSV row by row.
pub fn read(path: impl AsRef<Path>) -> Result<Dataset, Error> {
    read_all([path])
}

/// Opens several files or folders as one dataset, in the order given; see [`read`].
pub fn read_all(paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Result<Dataset, Error> {
    let mut all = Vec::new();
    for path in paths {
        all.extend(files::files(path.as_ref())?);
    }
    Ok(Dataset { files: all.into_iter(), open: None, decoder: Decoder::default(), over: false })
}

/// The records of a dataset, in the order in which they stand. Faults do not end it at once: it reads on, gives no more
/// records, and ends with one [`Error::Dataset`] that lists at most 20 of them.
pub struct Dataset {
    files: vec::IntoIter<PathBuf>,
    open: Option<Open>,
    decoder: Decoder,
    over: bool,
}

/// A file being read piece by piece.
enum Open {
    Lines(Lines),
    Sheet(Sheet),
}

impl Iterator for Dataset {
    type Item = Result<Entry, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            if self.decoder.faults.is_empty() {
                if let Some(record) = self.decoder.records.pop_front() {
                    return Some(Ok(record));
                }
            } else {
                self.decoder.records.clear();
            }
            match self.read_on() {
                Ok(true) if self.decoder.faults.len() < FAULTS => {}
                Ok(_) => self.over = true,
                Err(error) => {
                    self.over = true;
                    return Some(Err(error));
                }
            }
        }
        let mut faults: Vec<Fault> = mem::take(&mut self.decoder.faults);
        faults.truncate(FAULTS);
        (!faults.is_empty()).then_some(Err(Error::Dataset(faults)))
    }
}

impl Dataset {
    /// Reads one more line, row or file; false at the end of the last.
    fn read_on(&mut self) -> Result<bool, Error> {
        if let Some(mut open) = self.open.take() {
            let more = match &mut open {
                Open::Lines(lines) => next_line(lines, &mut self.decoder)?,
                Open::Sheet(sheet) => sheet.next(&mut self.decoder)?,
            };
            self.open = more.then_some(open);
            return Ok(true);
        }
        let Some(path) = self.files.next() else { return Ok(false) };
        self.decoder.open(path.display().to_string().into());
        match notation(&path) {
            Some(Notation::JsonLines) => self.open = Some(Open::Lines(Lines::open(path)?)),
            Some(Notation::Csv) => self.open = Sheet::open(path, &mut self.decoder)?.map(Open::Sheet),
            _ => {
                let length = fs::metadata(&path).map_err(|error| unreadable(&path, error))?.len();
                if length > LONGEST {
                    return Err(unreadable(&path, "a TOML file may hold 32 MiB; write more as JSON Lines (.jsonl)"));
                }
                let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
                match Node::from_toml(&text) {
                    Ok(document) => self.decoder.document(document),
                    Err((line, problem)) => self.decoder.wrong(line, problem),
                }
            }
        }
        Ok(true)
    }
}

/// Reads the next line of JSON Lines that is not empty; false at the end.
fn next_line(lines: &mut Lines, decoder: &mut Decoder) -> Result<bool, Error> {
    let mut bytes = Vec::new();
    while lines.next(&mut bytes)? {
        if bytes.trim_ascii().is_empty() {
            bytes.clear();
            continue;
        }
        // Without its end, so that columns are counted on this line.
        match serde_json::from_slice(bytes.trim_ascii_end()) {
            Ok(value) => decoder.line(Node::from_json(lines.line, value)),
            Err(error) => decoder.wrong(lines.line, format!("this is not JSON: {}", without_line(&error))),
        }
        return Ok(true);
    }
    Ok(false)
}

/// What serde_json says, without the line that it counts itself.
fn without_line(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let said = text.split(" at line ").next().unwrap_or_default();
    format!("{said}, at column {}", error.column())
}
