//! The folder of an index: the one that serves, the one that is being made beside it, and the lock of its one keeper.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use tantivy::Index;

use crate::{error::Error, schema};

/// Files of an index that end with a seal.
const SEALED: [&str; 7] = ["fast", "fieldnorm", "idx", "pos", "store", "term", "del"];
/// Bytes of the end of such a file, and the number that it ends with.
const END: u64 = 8;
const SEAL: u32 = 1_337;

/// Whose index a folder holds, and how far it came: stored with each commit.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Version of the schema of the index.
    pub version: u32,
    /// What tells the database from others; empty when it was empty.
    pub database: String,
    /// The last entry of the change log that is in.
    pub sequence: i64,
}

/// A folder, held by us alone.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Ends with the program, however that ends.
    _lock: File,
}

impl Folder {
    /// Takes a folder, which is made when missing.
    ///
    /// # Errors
    ///
    /// [`Error::Held`] while another program, or another part of this one, keeps it.
    pub fn take(path: &Path) -> Result<Self, Error> {
        let failed = |error| Error::Folder { folder: path.into(), error };
        fs::create_dir_all(path).map_err(failed)?;
        let lock = File::options().create(true).truncate(false).write(true).open(path.join("lock")).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.into(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(Error::Held(path.into())),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// The index that is whole, if there is one of today's schema; every file of it is checked.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`] and [`Error::Index`] when it cannot be used.
    pub fn open(&self) -> Result<Option<(Index, Mark)>, Error> {
        let whole = self.whole();
        if !whole.exists() {
            return Ok(None);
        }
        if !sound(&whole).map_err(|error| self.failed(error))? {
            return Err(Error::Damaged(whole));
        }
        let index = Index::open_in_dir(&whole)?;
        if index.schema() != schema::schema().0 {
            return Ok(None);
        }
        schema::teach(&index);
        if !index.validate_checksum()?.is_empty() {
            return Err(Error::Damaged(whole));
        }
        let mark = index.load_metas()?.payload.and_then(|text| serde_json::from_str::<Mark>(&text).ok());
        Ok(mark.filter(|mark| mark.version == schema::VERSION).map(|mark| (index, mark)))
    }

    /// An empty index beside the one that is whole.
    pub fn begin(&self) -> Result<Index, Error> {
        let building = self.building();
        self.clear(&building)?;
        fs::create_dir(&building).map_err(|error| self.failed(error))?;
        let index = Index::create_in_dir(&building, schema::schema().0)?;
        schema::teach(&index);
        Ok(index)
    }

    /// Puts the one that was being made in the place of the whole one. Who reads the old one still can.
    pub fn swap(&self) -> Result<(), Error> {
        let (whole, old) = (self.whole(), self.path.join("old"));
        self.clear(&old)?;
        if whole.exists() {
            fs::rename(&whole, &old).map_err(|error| self.failed(error))?;
        }
        fs::rename(self.building(), &whole).map_err(|error| self.failed(error))?;
        self.clear(&old)
    }

    fn whole(&self) -> PathBuf {
        self.path.join("index")
    }

    fn building(&self) -> PathBuf {
        self.path.join("building")
    }

    fn clear(&self, folder: &Path) -> Result<(), Error> {
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.failed(error)),
            _ => Ok(()),
        }
    }

    fn failed(&self, error: io::Error) -> Error {
        Error::Folder { folder: self.path.clone(), error }
    }
}

/// Whether every file of an index that must have an end has one: the library takes that for granted.
fn sound(index: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(index)? {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| SEALED.iter().any(|sealed| kind == *sealed)) && !sealed(&path)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a file ends as one that was written to its end: with the length of its seal and a number that never changes.
fn sealed(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    if length < END {
        return Ok(false);
    }
    let mut end = [0; END as usize];
    file.seek(SeekFrom::End(-(END as i64)))?;
    file.read_exact(&mut end)?;
    let [a, b, c, d, seal @ ..] = end;
    Ok(u32::from_le_bytes(seal) == SEAL && u64::from(u32::from_le_bytes([a, b, c, d])) + END <= length)
}

#[cfg(test)]
mod tests {
    use super::Folder;
    use crate::error::Error;

    #[test]
    fn a_folder_has_one_keeper() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = Folder::take(folder.path()).expect("it is free");
        let said = Folder::take(folder.path()).expect_err("it is held");
        assert!(matches!(said, Error::Held(_)) && said.to_string().contains("search_folder"), "{said}");
        drop(held);
        assert!(Folder::take(folder.path()).is_ok());
    }

    #[test]
    fn what_is_no_index_is_not_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = Folder::take(folder.path()).expect("it is free");
        assert!(held.open().expect("nothing is there").is_none());
        std::fs::create_dir(folder.path().join("index")).expect("a folder");
        std::fs::write(folder.path().join("index/meta.json"), "{").expect("a file");
        assert!(held.open().is_err_and(|e| e.is_of_the_index()));
    }
}
