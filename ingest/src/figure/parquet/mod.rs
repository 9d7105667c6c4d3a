//! A Parquet file as a table of texts, read group of rows by group of rows and batch by batch, so that memory does not grow
//! with it: at most 256 MiB of it, and of its cells as texts.

mod column;
mod footer;
mod pages;
mod thrift;

use std::fs::File;
use std::io::{self, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};

use super::file::{LONGEST, Stream};
use column::Column;
use pages::{Bounded, Pages};

/// The first bytes of a Parquet file.
pub const MAGIC: &[u8] = b"PAR1";
/// Rows of a batch.
const BATCH: usize = 1024;

/// A file under way.
pub struct Table {
    file: Arc<Bounded>,
    metadata: ParquetMetaData,
    /// SHA-256 of the file, in hexadecimal.
    sha256: String,
    /// The group of rows to be read next.
    next_group: usize,
    /// Rows of the group under way that are in no batch yet.
    left: usize,
    columns: Vec<Column>,
    /// Rows of the batch, and how many of them were gone to.
    batch: usize,
    gone: usize,
    /// Rows gone to so far.
    rows: u64,
    /// Bytes of all cells so far, and one for each that parts it from the next.
    unpacked: u64,
}

impl Table {
    /// Opens a file, from its beginning whatever was read of it; told in words where it is broken or too long.
    pub fn open(file: File) -> Result<Self, String> {
        sound(|| {
            let sha256 = sha256(&file)?;
            let metadata = footer::read(&file, file.metadata()?.len())?;
            let file = Arc::new(Bounded(file));
            let columns = Vec::new();
            Ok(Self {
                file,
                metadata,
                sha256,
                next_group: 0,
                left: 0,
                columns,
                batch: 0,
                gone: 0,
                rows: 0,
                unpacked: 0,
            })
        })
    }

    /// The names of the columns.
    pub fn header(&self) -> Vec<String> {
        self.metadata.file_metadata().schema_descr().columns().iter().map(|column| column.path().string()).collect()
    }

    /// Names of columns whose type is not read, and what it is.
    pub fn unread(&self) -> Vec<(String, String)> {
        let columns = self.metadata.file_metadata().schema_descr().columns().iter();
        columns.filter_map(|column| Some((column.path().string(), column::unread(column)?))).collect()
    }

    /// Goes to the next row; false at the end.
    pub fn next(&mut self) -> Result<bool, String> {
        self.gone += 1;
        while self.gone > self.batch {
            if self.left == 0 && self.next_group == self.metadata.num_row_groups() {
                return Ok(false);
            }
            sound(|| if self.left == 0 { self.open_group() } else { self.read_batch() })?;
        }
        self.rows += 1;
        Ok(true)
    }

    /// The number of this row, from 1.
    pub fn row(&self) -> u64 {
        self.rows
    }

    /// A cell of this row, by the place of its column in the header: a number in its shortest form, nothing for a null.
    pub fn cell(&self, column: usize) -> &[u8] {
        let row = self.gone.saturating_sub(1);
        self.columns.get(column).map(|column| column.cell(row)).unwrap_or_default()
    }

    /// The SHA-256 of the file; told in words where it changed while it was read.
    pub fn sha256(self) -> Result<String, String> {
        match sound(|| Ok(sha256(&self.file.0)?))? {
            now if now == self.sha256 => Ok(now),
            _ => Err("it changed while it was read".into()),
        }
    }

    fn open_group(&mut self) -> Result<()> {
        let group = self.metadata.row_group(self.next_group);
        self.left = usize::try_from(group.num_rows()).unwrap_or_default();
        let column = |chunk: &ColumnChunkMetaData| {
            Ok(Column::new(chunk.column_descr_ptr(), Pages::new(self.file.clone(), chunk, self.left)?))
        };
        self.columns = group.columns().iter().map(column).collect::<Result<_>>()?;
        self.next_group += 1;
        Ok(())
    }

    fn read_batch(&mut self) -> Result<()> {
        self.batch = self.left.min(BATCH);
        self.left -= self.batch;
        self.gone = 1;
        for column in &mut self.columns {
            self.unpacked += self.batch as u64;
            self.unpacked += column.fill(self.batch, LONGEST.saturating_sub(self.unpacked))?;
        }
        Ok(())
    }
}

fn sha256(mut file: &File) -> io::Result<String> {
    file.rewind()?;
    let mut bytes = Stream::new(file);
    io::copy(&mut bytes, &mut io::sink())?;
    Ok(bytes.sha256())
}

/// What comes of reading, or in words what is wrong. The library that reads Parquet holds that a broken file may make it panic:
/// what was read is given up then, and so is the file.
fn sound<T>(read: impl FnOnce() -> Result<T>) -> Result<T, String> {
    let told = |error| match error {
        ParquetError::General(problem) | ParquetError::NYI(problem) | ParquetError::EOF(problem) => problem,
        ParquetError::External(error) => error.to_string(),
        error => error.to_string(),
    };
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => read.map_err(told),
        Err(_) => Err("it is broken".into()),
    }
}

#[cfg(test)]
mod tests;
