//! What a Parquet file says of itself at its end: its columns, and where its groups of rows lie.

use std::fs::File;

use parquet::basic::Compression;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{
    ColumnChunkMetaData, FooterTail, ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData,
};
use parquet::file::reader::ChunkReader;

use super::thrift::schema_size;

/// Longest metadata, in bytes.
const LONGEST: usize = 1 << 20;
/// Most columns, and what they are parts of.
const PARTS: u64 = 64;
/// The length of the metadata and the four letters, at the end of a file.
const TAIL: u64 = 8;

/// The metadata of a file of this length; an error where they are longer than 1 MiB, or speak of what cannot be.
pub fn read(file: &File, length: u64) -> Result<ParquetMetaData> {
    let end = length.checked_sub(TAIL).ok_or_else(|| broken("it ends early"))?;
    let tail = FooterTail::try_from(&file.get_bytes(end, TAIL as usize)?[..])?;
    let size = tail.metadata_length();
    if size > LONGEST {
        return Err(broken(&format!("its metadata are longer than {} MiB", LONGEST >> 20)));
    }
    let start = end.checked_sub(size as u64).ok_or_else(|| broken("it ends early"))?;
    let bytes = file.get_bytes(start, size)?;
    match schema_size(&bytes) {
        Some(parts) if parts <= PARTS => {}
        Some(_) => return Err(broken(&format!("it has more than {PARTS} columns"))),
        None => return Err(broken("its metadata are no such")),
    }
    let metadata = ParquetMetaDataReader::decode_metadata(&bytes)?;
    let columns = metadata.file_metadata().schema_descr().num_columns();
    metadata.row_groups().iter().try_for_each(|group| check(group, columns))?;
    Ok(metadata)
}

/// An error where a group of rows cannot be as it says, or is packed in a way that is not read. Gzip is left out: nothing
/// bounds what a page becomes.
fn check(group: &RowGroupMetaData, columns: usize) -> Result<()> {
    let lies = |column: &ColumnChunkMetaData| {
        column.data_page_offset() >= 0
            && column.dictionary_page_offset().is_none_or(|offset| offset >= 0)
            && column.compressed_size() >= 0
    };
    if group.num_rows() < 0 || group.columns().len() != columns || !group.columns().iter().all(lies) {
        return Err(broken("a group of rows lies nowhere"));
    }
    let is_read =
        |packed: &Compression| matches!(packed, Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::ZSTD(_));
    match group.columns().iter().map(ColumnChunkMetaData::compression).find(|packed| !is_read(packed)) {
        Some(packed) => Err(broken(&format!("its columns are packed with {packed}; Snappy and Zstandard are read"))),
        None => Ok(()),
    }
}

fn broken(problem: &str) -> ParquetError {
    ParquetError::General(problem.into())
}
