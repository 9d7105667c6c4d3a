//! The files of a dataset.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Deepest folder within a folder: deeper ones are taken for a loop of links.
const DEPTH: usize = 32;

/// Every dataset file at or below a path, in path order. Names that begin with a dot are passed over.
pub(super) fn files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let about = fs::metadata(path).map_err(|error| unreadable(path, error))?;
    if about.is_file() {
        return match notation(path) {
            Some(_) => Ok(vec![path.into()]),
            None => Err(unreadable(path, "a dataset is a .toml, .jsonl or .csv file, or a folder of such")),
        };
    }
    let mut files = Vec::new();
    gather(path, DEPTH, &mut files)?;
    if files.is_empty() {
        return Err(unreadable(path, "the folder holds no .toml and no .jsonl file, and no .csv file"));
    }
    files.sort();
    Ok(files)
}

/// How a file is written, by the end of its name.
pub(super) enum Notation {
    Toml,
    JsonLines,
    Csv,
}

pub(super) fn notation(path: &Path) -> Option<Notation> {
    match path.extension()?.to_str()? {
        "toml" => Some(Notation::Toml),
        "jsonl" => Some(Notation::JsonLines),
        "csv" => Some(Notation::Csv),
        _ => None,
    }
}

fn gather(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    if depth == 0 {
        return Err(unreadable(folder, "the folders are nested too deeply"));
    }
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
            continue;
        }
        if path.is_dir() {
            gather(&path, depth - 1, files)?;
        } else if notation(&path).is_some() {
            files.push(path);
        }
    }
    Ok(())
}

pub(super) fn unreadable(path: &Path, problem: impl ToString) -> Error {
    Error::Unreadable { path: path.display().to_string(), problem: problem.to_string() }
}
