//! A file of figures as a stream: bounded, and hashed as it is read.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

/// The media type of CSV, packed with gzip or not.
pub const CSV: &str = "text/csv";
/// That of Parquet.
pub const PARQUET: &str = "application/vnd.apache.parquet";
/// Longest file, unpacked, in bytes.
pub(super) const LONGEST: u64 = 256 << 20;

/// A stream that fails once more than 256 MiB were read, and knows the SHA-256 of what was.
pub struct Stream<R> {
    inner: R,
    hash: Sha256,
    read: u64,
}

impl<R: Read> Stream<R> {
    /// Of what is already unpacked.
    pub fn new(inner: R) -> Self {
        Self { inner, hash: Sha256::new(), read: 0 }
    }

    /// The SHA-256 of what was read so far, in hexadecimal.
    pub fn sha256(self) -> String {
        self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl<R: Read> Read for Stream<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.read += read as u64;
        if self.read > LONGEST {
            return Err(io::Error::other(format!("it is longer than {} MiB, unpacked", LONGEST >> 20)));
        }
        self.hash.update(&into[..read]);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_hashed() {
        let mut stream = Stream::new(&b"abc"[..]);
        assert_eq!(stream.read_to_end(&mut Vec::new()).ok(), Some(3));
        assert_eq!(stream.sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn an_endless_file_ends() {
        let mut stream = Stream::new(io::repeat(b'1'));
        let error = io::copy(&mut stream, &mut io::sink()).map_err(|e| e.to_string());
        assert_eq!(error, Err("it is longer than 256 MiB, unpacked".into()));
    }
}
