//! The pages of a Parquet file: kept to bounds before they are unpacked, and looked through before they are decoded.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{ChunkReader, Length};
use parquet::file::serialized_reader::SerializedPageReader;

use super::thrift::page_size;

/// Longest page, packed or unpacked, in bytes.
const LONGEST: u64 = 32 << 20;
/// Most texts or numbers of a dictionary.
const ENTRIES: u32 = 1 << 20;

/// A file that gives no page longer than 32 MiB.
pub struct Bounded(pub File);

impl Length for Bounded {
    fn len(&self) -> u64 {
        self.0.len()
    }
}

impl ChunkReader for Bounded {
    type T = Header;

    fn get_read(&self, start: u64) -> Result<Header> {
        Ok(Header { bytes: self.0.get_read(start)?, begun: false })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        if length as u64 > LONGEST {
            return Err(too_long().into());
        }
        self.0.get_bytes(start, length)
    }
}

/// The bytes from the beginning of a page's header; none where the page is too long.
pub struct Header {
    bytes: BufReader<File>,
    begun: bool,
}

impl Read for Header {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if !self.begun {
            self.begun = true;
            match page_size(self.bytes.fill_buf()?) {
                Some(size) if size <= LONGEST => {}
                Some(_) => return Err(too_long()),
                None => return Err(io::Error::other("a page has no header")),
            }
        }
        self.bytes.read(into)
    }
}

fn too_long() -> io::Error {
    io::Error::other(format!("a page is longer than {} MiB, unpacked", LONGEST >> 20))
}

/// The pages of a column in a group of rows, one after the other.
pub struct Pages {
    pages: SerializedPageReader<Bounded>,
    /// Whether the dictionary was met.
    has_dictionary: bool,
}

impl Pages {
    /// Those of a column with so many rows.
    pub fn new(file: Arc<Bounded>, column: &ColumnChunkMetaData, rows: usize) -> Result<Self> {
        Ok(Self { pages: SerializedPageReader::new(file, column, rows, None)?, has_dictionary: false })
    }

    /// An error for a page that says something of itself that cannot be.
    fn look_through(&mut self, page: &Page) -> Result<()> {
        let problem = match page {
            Page::DictionaryPage { buf, num_values, .. } => {
                self.has_dictionary = true;
                if *num_values > ENTRIES {
                    Some(format!("a dictionary has more than {ENTRIES} entries"))
                } else {
                    (*num_values as usize > buf.len()).then(|| "a dictionary ends early".into())
                }
            }
            Page::DataPage { encoding, def_level_encoding, .. } => {
                let unknown = (*def_level_encoding != Encoding::RLE).then(|| not_read(*def_level_encoding));
                unknown.or_else(|| self.unread(*encoding))
            }
            Page::DataPageV2 { buf, encoding, def_levels_byte_len, rep_levels_byte_len, .. } => {
                let levels = u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len);
                let short = (levels > buf.len() as u64).then(|| "a page ends early".into());
                short.or_else(|| self.unread(*encoding))
            }
        };
        problem.map_or(Ok(()), |problem| Err(ParquetError::General(problem)))
    }

    /// Why values in this encoding are not read. Those in which texts share beginnings or have their lengths first are left
    /// out: memory is taken for them by a number that nothing bounds.
    fn unread(&self, encoding: Encoding) -> Option<String> {
        match encoding {
            Encoding::PLAIN | Encoding::DELTA_BINARY_PACKED => None,
            Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY if self.has_dictionary => None,
            Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => Some("a dictionary is missing".into()),
            _ => Some(not_read(encoding)),
        }
    }
}

fn not_read(encoding: Encoding) -> String {
    format!("the encoding {encoding} is not read")
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        if let Some(page) = &page {
            self.look_through(page)?;
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}
