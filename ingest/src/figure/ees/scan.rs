//! The rows of a file one after another, and what a first look at all of them tells.

use std::fs::File;
use std::path::{Path, PathBuf};

use csv::{Reader, ReaderBuilder, StringRecord};

use super::super::fault::Faults;
use super::super::file::Stream;
use super::columns::{Columns, Finder};
use super::meta;
use crate::error::Error;

/// What a first look tells.
#[derive(Clone, Debug)]
pub struct Shape {
    pub columns: Columns,
    /// Rows, the header left out.
    pub rows: u64,
    /// In hexadecimal.
    pub sha256: String,
}

/// The rows of a file, behind its header.
pub struct Rows {
    path: PathBuf,
    reader: Reader<Stream<File>>,
    pub row: StringRecord,
}

/// Looks at all rows. What columns are is told by `meta`, else by the file of metadata beside this one, if there is
/// one, else by what they hold.
pub fn scan(path: &Path, meta: Option<&Path>) -> Result<Shape, Error> {
    let beside = path.with_extension("meta.csv");
    let meta = meta.or_else(|| beside.exists().then_some(beside.as_path())).map(meta::read).transpose()?;
    let mut faults = Faults::new(path.display().to_string());
    let mut rows = Rows::open(path)?;
    let header = match rows.reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            faults.add(1, None, problem(&error));
            return Err(faults.into());
        }
    };
    let mut finder = Finder::new(&header, &mut faults);
    if faults.are_any() {
        return Err(faults.into());
    }
    let mut count = 0;
    while rows.next(header.len(), &mut faults) && !faults.are_many() {
        finder.see(rows.line(), &rows.row);
        count += 1;
    }
    if faults.are_any() {
        return Err(faults.into());
    }
    let columns = finder.columns(meta.as_ref(), &mut faults);
    if count == 0 {
        faults.add(1, None, "it has no rows".into());
    }
    faults.end()?;
    Ok(Shape { columns, rows: count, sha256: rows.sha256() })
}

impl Rows {
    pub fn open(path: &Path) -> Result<Self, Error> {
        let unreadable = |problem: String| Error::Unreadable { path: path.display().to_string(), problem };
        let file = File::open(path).map_err(|e| unreadable(e.to_string()))?;
        let reader = ReaderBuilder::new().flexible(true).from_reader(Stream::new(file));
        Ok(Self { path: path.to_owned(), reader, row: StringRecord::new() })
    }

    /// Reads the next row that has this many cells; rows that have not, or cannot be read, are noted and passed over.
    /// False at the end.
    pub fn next(&mut self, width: usize, faults: &mut Faults) -> bool {
        while !faults.are_many() {
            match self.reader.read_record(&mut self.row) {
                Ok(true) if self.row.len() == width => return true,
                Ok(true) => {
                    let cells = self.row.len();
                    faults.add(self.line(), None, format!("the row has {cells} cells under {width} columns"));
                }
                Ok(false) => return false,
                Err(error) => {
                    faults.add(error.position().map_or(1, csv::Position::line), None, problem(&error));
                    if error.is_io_error() {
                        return false;
                    }
                }
            }
        }
        false
    }

    /// The line on which the row begins, from 1.
    pub fn line(&self) -> u64 {
        self.row.position().map_or(1, csv::Position::line)
    }

    /// A cell without blanks around it.
    pub fn cell(&self, place: usize) -> &str {
        self.row.get(place).unwrap_or_default().trim()
    }

    /// The path as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The SHA-256 of the file, once all of it was read.
    pub fn sha256(self) -> String {
        self.reader.into_inner().sha256()
    }
}

fn problem(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "the text is not UTF-8".into(),
        csv::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    }
}
