//! Datasets: records as people write them, in TOML files or in JSON Lines. [`json_schema`] is the format for machines.
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

mod cell;
mod decode;
mod files;
mod parts;
mod schema;
mod scope;
mod tree;

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::{mem, vec};

pub(crate) use cell::{is_gss_code, is_url};
pub use schema::json_schema;

use crate::error::{Error, Fault};
use crate::record::Entry;
use decode::Decoder;
use files::{Notation, notation, unreadable};
use tree::Node;

/// Longest TOML file, and longest line of JSON Lines, in bytes.
const LONGEST: u64 = 32 << 20;
/// Faults gathered before reading ends.
const FAULTS: usize = 20;

/// Opens a dataset: a `.toml` or `.jsonl` file, or a folder of which every such file is read, also in folders below it,
/// in path order; names that begin with a dot are passed over. TOML files are read whole, JSON Lines line by line.
pub fn read(path: impl AsRef<Path>) -> Result<Dataset, Error> {
    Ok(Dataset {
        files: files::files(path.as_ref())?.into_iter(),
        lines: None,
        decoder: Decoder::default(),
        over: false,
    })
}

/// The records of a dataset, in the order in which they stand. Faults do not end it at once: it reads on, gives no more
/// records, and ends with one [`Error::Dataset`] that lists at most 20 of them.
pub struct Dataset {
    files: vec::IntoIter<PathBuf>,
    lines: Option<Lines>,
    decoder: Decoder,
    over: bool,
}

/// A file of JSON Lines being read.
struct Lines {
    path: PathBuf,
    reader: BufReader<File>,
    line: u32,
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
    /// Reads one more line or file; false at the end of the last.
    fn read_on(&mut self) -> Result<bool, Error> {
        if let Some(mut lines) = self.lines.take() {
            if lines.next(&mut self.decoder)? {
                self.lines = Some(lines);
            }
            return Ok(true);
        }
        let Some(path) = self.files.next() else { return Ok(false) };
        self.decoder.open(path.display().to_string().into());
        match notation(&path) {
            Some(Notation::JsonLines) => {
                let reader = BufReader::new(File::open(&path).map_err(|error| unreadable(&path, error))?);
                self.lines = Some(Lines { path, reader, line: 0 });
            }
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

impl Lines {
    /// Reads the next line that is not empty; false at the end.
    fn next(&mut self, decoder: &mut Decoder) -> Result<bool, Error> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let mut limited = self.reader.by_ref().take(LONGEST + 1);
            let length = limited.read_until(b'\n', &mut bytes).map_err(|error| unreadable(&self.path, error))?;
            if length == 0 {
                return Ok(false);
            }
            self.line = self.line.saturating_add(1);
            if length as u64 > LONGEST {
                return Err(unreadable(&self.path, format!("line {} is longer than 32 MiB", self.line)));
            }
            let line = if self.line == 1 { bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes) } else { &bytes };
            if line.trim_ascii().is_empty() {
                continue;
            }
            match serde_json::from_slice(line) {
                Ok(value) => decoder.line(Node::from_json(self.line, value)),
                Err(error) => decoder.wrong(self.line, format!("this is not JSON: {}", without_line(&error))),
            }
            return Ok(true);
        }
    }
}

/// What serde_json says, without the line that it counts itself.
fn without_line(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let said = text.split(" at line ").next().unwrap_or_default();
    format!("{said}, at column {}", error.column())
}
