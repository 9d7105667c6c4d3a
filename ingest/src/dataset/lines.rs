//! A file read line by line: what is read together is never endless.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

use super::LONGEST;
use super::files::unreadable;
use crate::error::Error;

/// What some programs write before the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A file being read.
pub(super) struct Lines {
    pub path: PathBuf,
    reader: BufReader<File>,
    /// The last line read, from 1.
    pub line: u32,
    /// The line on which what is read together begins, from 1.
    pub begun: u32,
}

impl Lines {
    pub fn open(path: PathBuf) -> Result<Self, Error> {
        let file = File::open(&path).map_err(|error| unreadable(&path, error))?;
        Ok(Self { path, reader: BufReader::new(file), line: 0, begun: 0 })
    }

    /// Adds the next line, with its end, to what was read before it; false at the end of the file. All together must
    /// not be longer than [`LONGEST`].
    pub fn next(&mut self, bytes: &mut Vec<u8>) -> Result<bool, Error> {
        let room = LONGEST.saturating_sub(bytes.len() as u64);
        let first = bytes.is_empty();
        let mut limited = self.reader.by_ref().take(room + 1);
        let length = limited.read_until(b'\n', bytes).map_err(|error| unreadable(&self.path, error))?;
        if length == 0 {
            return Ok(false);
        }
        self.line = self.line.saturating_add(1);
        if first {
            self.begun = self.line;
        }
        if bytes.len() as u64 > LONGEST {
            return Err(unreadable(&self.path, format!("line {} is longer than 32 MiB", self.begun)));
        }
        if self.line == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        Ok(true)
    }
}
