//! A table of text as it lies in a file: CSV in UTF-8, plain or packed with gzip, or Parquet, read row by row.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::str::Utf8Error;
use std::sync::Arc;

use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};
use flate2::bufread::MultiGzDecoder;

use super::fault::Faults;
use super::file::{CSV, PARQUET, Stream};
use super::parquet::{self, Table};
use crate::error::{Error, Fault};
use crate::near::did_you_mean;

/// The first bytes of whatever gzip packed.
const GZIP: &[u8] = &[0x1f, 0x8b];
/// Bytes read at once.
const BUFFER: usize = 64 << 10;
const NO_TEXT: &str = "the text is not UTF-8";

/// A file under way. Rows of another length, or that are not UTF-8, become faults and are passed over.
pub(super) struct Sheet {
    pub file: Arc<str>,
    source: Source,
    /// The columns asked for, and where each of them stands.
    columns: &'static [&'static str],
    places: Vec<usize>,
    width: usize,
    row: StringRecord,
    rows: u64,
    faults: Faults,
}

/// Where rows come from.
enum Source {
    Lines(Box<Reader<Stream<Box<dyn Read + Send>>>>),
    /// Rows without lines.
    Rows(Box<Table>),
}

/// A whole file, as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whole {
    /// SHA-256 of the bytes, in hexadecimal: of CSV unpacked, of Parquet as they lie in the file.
    pub sha256: String,
    /// Rows, the header left out.
    pub rows: u64,
    /// [`CSV`] or [`PARQUET`], as its first bytes say.
    pub media_type: &'static str,
}

impl Sheet {
    /// Opens a file whose header has the columns of one of these shapes, in any order, and no others; told with the place of
    /// the shape. A header that fits none is an error that says what the nearest shape lacks.
    pub fn open(path: &Path, shapes: &[&'static [&'static str]]) -> Result<(Self, usize), Error> {
        let unreadable = |e: io::Error| unreadable(&path.display().to_string(), e.to_string());
        let name: Arc<str> = path.display().to_string().into();
        let mut file = BufReader::with_capacity(BUFFER, File::open(path).map_err(unreadable)?);
        if file.fill_buf().map_err(unreadable)?.starts_with(parquet::MAGIC) {
            return Self::of_rows(name, file.into_inner(), shapes);
        }
        Self::of(name, unpacked(file).map_err(unreadable)?, shapes)
    }

    /// The same out of bytes of CSV that are there.
    pub fn of(
        file: Arc<str>,
        bytes: impl Read + Send + 'static,
        shapes: &[&'static [&'static str]],
    ) -> Result<(Self, usize), Error> {
        let bytes: Box<dyn Read + Send> = Box::new(bytes);
        let mut reader = ReaderBuilder::new().flexible(true).buffer_capacity(BUFFER).from_reader(Stream::new(bytes));
        let header = reader.headers().cloned();
        let mut sheet = Self::new(file, Source::Lines(Box::new(reader)));
        match header {
            Ok(header) => sheet.begin(&header, shapes),
            Err(error) => {
                sheet.unread(error)?;
                Err(sheet.faults.into())
            }
        }
    }

    /// The same out of a file of Parquet, all of whose columns must be texts or numbers.
    fn of_rows(name: Arc<str>, file: File, shapes: &[&'static [&'static str]]) -> Result<(Self, usize), Error> {
        let table = Table::open(file).map_err(|problem| unreadable(&name, problem))?;
        let (header, unread) = (table.header().into(), table.unread());
        let mut sheet = Self::new(name, Source::Rows(Box::new(table)));
        for (column, problem) in unread {
            sheet.faults.add(0, Some(&column), problem);
        }
        sheet.begin(&header, shapes)
    }

    fn new(file: Arc<str>, source: Source) -> Self {
        let faults = Faults::new(file.clone());
        Self { file, source, columns: &[], places: Vec::new(), width: 0, row: StringRecord::new(), rows: 0, faults }
    }

    fn begin(mut self, header: &StringRecord, shapes: &[&'static [&'static str]]) -> Result<(Self, usize), Error> {
        self.width = header.len();
        let fits =
            |columns: &&[&str]| columns.iter().filter(|column| header.iter().any(|h| h.trim() == **column)).count();
        let best = (0..shapes.len()).rev().max_by_key(|i| (fits(&shapes[*i]), usize::MAX - shapes[*i].len()));
        let shape = best.unwrap_or_default();
        self.columns = shapes.get(shape).copied().unwrap_or_default();
        self.fit(header);
        if self.faults.are_any() { Err(self.faults.into()) } else { Ok((self, shape)) }
    }

    fn fit(&mut self, header: &StringRecord) {
        let line = self.top();
        for &column in self.columns {
            let places: Vec<usize> = (0..header.len()).filter(|i| header[*i].trim() == column).collect();
            match places[..] {
                [place] => self.places.push(place),
                [] => self.faults.add(line, None, format!("column `{column}` is missing")),
                _ => self.faults.add(line, None, format!("column `{column}` stands {} times", places.len())),
            }
        }
        for name in header.iter().map(str::trim).filter(|name| !self.columns.contains(name)) {
            let problem = format!("column `{name}` is not known{}", did_you_mean(name, self.columns.iter().copied()));
            self.faults.add(line, None, problem);
        }
    }

    /// Goes to the next row; false at the end, or once there are too many faults to tell.
    pub fn next(&mut self) -> Result<bool, Error> {
        while !self.faults.are_many() {
            let problem = match &mut self.source {
                Source::Lines(reader) => match reader.read_record(&mut self.row) {
                    Ok(false) => return Ok(false),
                    Ok(true) => self.misfit(),
                    Err(error) => {
                        self.unread(error)?;
                        continue;
                    }
                },
                Source::Rows(table) => match table.next() {
                    Ok(false) => return Ok(false),
                    Ok(true) => copy(table, self.width, &mut self.row).err().map(|_| NO_TEXT.into()),
                    Err(problem) => return Err(unreadable(&self.file, problem)),
                },
            };
            let Some(problem) = problem else {
                self.rows += 1;
                return Ok(true);
            };
            self.note(None, problem);
        }
        Ok(false)
    }

    /// Why this row is none of the table.
    fn misfit(&self) -> Option<String> {
        let (cells, columns) = (self.row.len(), self.width);
        (cells != columns).then(|| format!("the row has {cells} cells under {columns} columns"))
    }

    /// The cell of this row under one of the columns asked for, without blanks around it.
    pub fn cell(&self, column: usize) -> &str {
        self.places.get(column).and_then(|place| self.row.get(*place)).unwrap_or_default().trim()
    }

    /// The line on which this row begins, from 1; the number of the row where the file has no lines.
    pub fn line(&self) -> u32 {
        match &self.source {
            Source::Lines(_) => line_of(self.row.position()),
            Source::Rows(table) => u32::try_from(table.row()).unwrap_or(u32::MAX),
        }
    }

    /// What such a number is called.
    pub fn called(&self, line: u32) -> String {
        match &self.source {
            Source::Lines(_) => format!("line {line}"),
            Source::Rows(_) => format!("row {line}"),
        }
    }

    /// Something wrong with a cell of this row.
    pub fn fault(&mut self, column: usize, problem: String) {
        self.note(self.columns.get(column).copied(), problem);
    }

    fn note(&mut self, column: Option<&str>, problem: String) {
        let line = self.line();
        let record = matches!(self.source, Source::Rows(_)).then(|| self.called(line));
        self.faults.push(Fault { record, ..self.told(line, column, problem) });
    }

    /// The line of the header; 0 where the file has no lines.
    fn top(&self) -> u64 {
        matches!(self.source, Source::Lines(_)).into()
    }

    /// A sentence on a place in this file.
    pub fn told(&self, line: u32, column: Option<&str>, problem: String) -> Fault {
        Fault { place: Some((self.file.clone(), line)), record: None, field: column.map(Into::into), problem }
    }

    /// The end: an error if anything was wrong, or if the file has no row.
    pub fn finish(mut self) -> Result<Whole, Error> {
        if !self.faults.are_any() && self.rows == 0 {
            self.faults.add(self.top(), None, "it has no row below its header".into());
        }
        self.faults.end()?;
        let (sha256, media_type) = match self.source {
            Source::Lines(reader) => (reader.into_inner().sha256(), CSV),
            Source::Rows(table) => (table.sha256().map_err(|problem| unreadable(&self.file, problem))?, PARQUET),
        };
        Ok(Whole { sha256, rows: self.rows, media_type })
    }

    /// Notes a row that is not UTF-8; an error where the file itself cannot be read on.
    fn unread(&mut self, error: csv::Error) -> Result<(), Error> {
        let line = line_of(error.position());
        match error.into_kind() {
            ErrorKind::Io(error) => Err(unreadable(&self.file, error.to_string())),
            _ => {
                self.faults.add(line.into(), None, NO_TEXT.into());
                Ok(())
            }
        }
    }
}

fn unreadable(file: &str, problem: String) -> Error {
    Error::Unreadable { path: file.into(), problem }
}

fn line_of(position: Option<&csv::Position>) -> u32 {
    position.and_then(|p| u32::try_from(p.line()).ok()).unwrap_or(1)
}

/// Takes a row out of a table that has so many columns.
fn copy(table: &Table, columns: usize, into: &mut StringRecord) -> Result<(), Utf8Error> {
    into.clear();
    (0..columns).try_for_each(|column| str::from_utf8(table.cell(column)).map(|cell| into.push_field(cell)))
}

/// The bytes of a file, unpacked where its first bytes say that it is packed.
fn unpacked(mut file: BufReader<File>) -> io::Result<Box<dyn Read + Send>> {
    let packed = file.fill_buf()?.starts_with(GZIP);
    Ok(if packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A table that lies in memory.
    pub fn sheet(text: &str, shapes: &[&'static [&'static str]]) -> Result<(Sheet, usize), Error> {
        Sheet::of("a.csv".into(), io::Cursor::new(text.to_owned().into_bytes()), shapes)
    }

    const ONE: &[&str] = &["a", "b"];
    const TWO: &[&str] = &["a", "b", "c"];

    #[test]
    fn rows_are_read_with_their_lines_and_the_whole_is_summed_up() {
        let (mut sheet, shape) = sheet("\u{feff}b,a\n1, 2 \n\"3\n\",4\n5,6\n", &[TWO, ONE]).expect("a table");
        let mut told = Vec::new();
        while sheet.next().expect("a row") {
            told.push((sheet.line(), sheet.cell(0).to_owned(), sheet.cell(1).to_owned()));
        }
        let cell = |line, a: &str, b: &str| (line, a.to_owned(), b.to_owned());
        assert_eq!((told, shape), (vec![cell(2, "2", "1"), cell(3, "4", "3"), cell(5, "6", "5")], 1));
        let whole = sheet.finish().expect("no fault");
        assert_eq!((whole.rows, whole.sha256.len(), whole.media_type), (3, 64, "text/csv"));
    }

    #[test]
    fn what_is_packed_is_unpacked_by_its_content() {
        use flate2::{Compression, write::GzEncoder};
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, packed: bool| {
            let path = folder.path().join(name);
            let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
            io::Write::write_all(&mut packer, b"a,b\n1,2\n").expect("it is packed");
            let bytes = if packed { packer.finish().expect("it is packed") } else { b"a,b\n1,2\n".to_vec() };
            std::fs::write(&path, bytes).expect("a file");
            path
        };
        let all = [("plain.gz", false), ("packed.csv", true)].map(|(name, packed)| {
            let (mut sheet, _) = Sheet::open(&write(name, packed), &[ONE]).expect("a table");
            while sheet.next().expect("a row") {}
            sheet.finish().expect("no fault")
        });
        assert_eq!(all[0], all[1]);
        let path = write("broken", true);
        let bytes = std::fs::read(&path).expect("the file");
        std::fs::write(&path, &bytes[..bytes.len() - 9]).expect("the file");
        let told =
            Sheet::open(&path, &[ONE]).and_then(|(mut sheet, _)| while_rows(&mut sheet)).expect_err("half of it");
        assert!(matches!(told, Error::Unreadable { .. }), "{told}");
    }

    fn while_rows(sheet: &mut Sheet) -> Result<(), Error> {
        while sheet.next()? {}
        Ok(())
    }

    #[test]
    fn faults_are_told_up_to_a_bound() {
        let (mut sheet, _) = sheet(&format!("a,b\n{}", "1\n".repeat(50)), &[ONE]).expect("a table");
        assert!(!sheet.next().expect("rows that are passed over"));
        let told = sheet.finish().expect_err("faults").to_string();
        assert_eq!(told.lines().count(), 10);
        assert!(told.starts_with("a.csv:2: the row has 1 cells under 2 columns\n"), "{told}");
        let bytes = io::Cursor::new(b"a,b\n1,2\n\xff,3\n".to_vec());
        let (mut sheet, _) = Sheet::of("a.csv".into(), bytes, &[ONE]).expect("a table");
        while_rows(&mut sheet).expect("rows");
        assert_eq!(sheet.finish().expect_err("no UTF-8").to_string(), "a.csv:3: the text is not UTF-8");
        let (sheet, _) = self::sheet("a,b\n", &[ONE]).expect("a table");
        assert_eq!(sheet.finish().expect_err("no row").to_string(), "a.csv:1: it has no row below its header");
    }
}
