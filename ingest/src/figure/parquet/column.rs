//! A column of a Parquet file as texts: what its type must be, and its cells, a batch of rows at a time.

use std::io::Write;

use parquet::basic::{ConvertedType, LogicalType, Type};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::DataType;
use parquet::errors::{ParquetError, Result};
use parquet::schema::types::{ColumnDescPtr, ColumnDescriptor};

use super::pages::Pages;

/// A column under way in a group of rows.
pub struct Column {
    reader: ColumnReader,
    /// Whether its whole numbers have no sign.
    unsigned: bool,
    cells: Cells,
}

/// The cells of a batch, one behind the other.
#[derive(Default)]
struct Cells {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Column {
    /// A column whose type is read.
    pub fn new(column: ColumnDescPtr, pages: Pages) -> Self {
        let unsigned = is_unsigned(&column);
        Self { reader: get_column_reader(column, Box::new(pages)), unsigned, cells: Cells::default() }
    }

    /// Reads this many rows more, all of them, and says how many bytes their cells have; more than `most` are an error.
    pub fn fill(&mut self, rows: usize, most: u64) -> Result<u64> {
        let cells = &mut self.cells;
        match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(texts) => {
                cells.fill(texts, rows, most, |text, into| into.write_all(text.data()))
            }
            ColumnReader::Int32ColumnReader(numbers) if self.unsigned => {
                cells.fill(numbers, rows, most, |number, into| write!(into, "{}", number.cast_unsigned()))
            }
            ColumnReader::Int64ColumnReader(numbers) if self.unsigned => {
                cells.fill(numbers, rows, most, |number, into| write!(into, "{}", number.cast_unsigned()))
            }
            ColumnReader::Int32ColumnReader(numbers) => {
                cells.fill(numbers, rows, most, |number, into| write!(into, "{number}"))
            }
            ColumnReader::Int64ColumnReader(numbers) => {
                cells.fill(numbers, rows, most, |number, into| write!(into, "{number}"))
            }
            ColumnReader::FloatColumnReader(numbers) => {
                cells.fill(numbers, rows, most, |number, into| write!(into, "{number}"))
            }
            ColumnReader::DoubleColumnReader(numbers) => {
                cells.fill(numbers, rows, most, |number, into| write!(into, "{number}"))
            }
            _ => Err(ParquetError::General("a column is of a type that is not read".into())),
        }
    }

    /// A cell of the batch: empty where the row has none.
    pub fn cell(&self, row: usize) -> &[u8] {
        let start = row.checked_sub(1).and_then(|before| self.cells.ends.get(before)).copied().unwrap_or_default();
        let end = self.cells.ends.get(row).copied().unwrap_or_default();
        self.cells.bytes.get(start..end).unwrap_or_default()
    }
}

impl Cells {
    fn fill<T: DataType>(
        &mut self,
        reader: &mut ColumnReaderImpl<T>,
        rows: usize,
        most: u64,
        write: impl Fn(&T::T, &mut Vec<u8>) -> std::io::Result<()>,
    ) -> Result<u64> {
        self.bytes.clear();
        self.ends.clear();
        let (mut levels, mut values) = (Vec::new(), Vec::new());
        reader.read_records(rows, Some(&mut levels), None, &mut values)?;
        let mut values = values.iter();
        for row in 0..rows {
            if levels.is_empty() || levels.get(row).is_some_and(|level| *level > 0) {
                let early = || ParquetError::EOF("a column ends early".into());
                write(values.next().ok_or_else(early)?, &mut self.bytes)?;
            } else if row >= levels.len() {
                return Err(ParquetError::EOF("a column ends early".into()));
            }
            if self.bytes.len() as u64 > most {
                return Err(ParquetError::General("it is longer than 256 MiB, unpacked".into()));
            }
            self.ends.push(self.bytes.len());
        }
        Ok(self.bytes.len() as u64)
    }
}

/// What stands in the way of reading a column: texts and numbers are read.
pub fn unread(column: &ColumnDescriptor) -> Option<String> {
    if column.max_rep_level() > 0 || column.max_def_level() > 1 {
        return Some("it has several values a row, or parts".into());
    }
    let (logical, converted) = (column.logical_type_ref(), column.converted_type());
    let is_text = matches!(logical, None | Some(LogicalType::String | LogicalType::Enum | LogicalType::Json))
        && matches!(converted, ConvertedType::NONE | ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON);
    let is_number = matches!(logical, None | Some(LogicalType::Integer(_)))
        && (converted == ConvertedType::NONE || is_unsigned(column) || is_signed(converted));
    let is_read = match column.physical_type() {
        Type::BYTE_ARRAY => is_text,
        Type::INT32 | Type::INT64 | Type::FLOAT | Type::DOUBLE => is_number,
        _ => false,
    };
    let name = match logical {
        Some(logical) => format!("{logical:?}"),
        None if converted != ConvertedType::NONE => converted.to_string(),
        None => column.physical_type().to_string(),
    };
    (!is_read).then(|| format!("it holds {name}: neither texts nor numbers"))
}

fn is_signed(converted: ConvertedType) -> bool {
    matches!(converted, ConvertedType::INT_8 | ConvertedType::INT_16 | ConvertedType::INT_32 | ConvertedType::INT_64)
}

fn is_unsigned(column: &ColumnDescriptor) -> bool {
    let converted = column.converted_type();
    matches!(column.logical_type_ref(), Some(LogicalType::Integer(integer)) if !integer.is_signed)
        || matches!(
            converted,
            ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64
        )
}
