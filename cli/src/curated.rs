//! The dataset in which merges stand, edited so that the rest of the file stays as it was.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use crate::failure::Failure;

/// Key of the source that merges rest on.
const SOURCE: &str = "curated";
/// What that source is.
const TITLE: &str = "Decisions of whoever keeps this database";

/// The file, opened.
pub struct Curated {
    path: PathBuf,
    /// As it was; none if there was none.
    before: Option<String>,
    document: DocumentMut,
}

/// A merge as it stands in the file.
pub struct Standing {
    place: usize,
    pub key: String,
    pub duplicate: String,
}

impl Curated {
    /// Reads the file, or begins a new one.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let before = match fs::read_to_string(path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Failure::Input(format!("cannot read {}: {error}", path.display()))),
        };
        let document = before.as_deref().unwrap_or_default().parse::<DocumentMut>();
        let document = document.map_err(|error| Failure::Input(format!("{} is no TOML: {error}", path.display())))?;
        Ok(Self { path: path.into(), before, document })
    }

    /// Adds a merge of two records of a table. `into` is a reference as datasets write it.
    pub fn add(&mut self, table: &str, duplicate: &str, into: &str, reason: &str, day: &str) -> Result<(), Failure> {
        let key = format!("{table}/{duplicate}");
        if self.merges(table).iter().any(|merge| merge.key == key || merge.duplicate == duplicate) {
            let path = self.path.display();
            let hint = format!("load it with `folkmoot load {path}`, or take it back with `folkmoot unmerge`");
            return Err(Failure::Input(format!("a merge of {table} {duplicate} stands in {path} already; {hint}")));
        }
        if !self.array("source")?.iter().any(|source| text(source, "key") == SOURCE) {
            let mut source = Table::new();
            source["key"] = value(SOURCE);
            source["title"] = value(TITLE);
            self.array("source")?.push(source);
        }
        let mut citation = InlineTable::new();
        citation.extend([("source", SOURCE), ("at", format!("Decided on {day}").as_str()), ("method", "MANUAL")]);
        let mut merge = Table::new();
        merge["key"] = value(key);
        merge["duplicate"] = value(duplicate);
        merge[table] = value(into);
        merge["reason"] = value(reason);
        merge["sources"] = value(toml_edit::Array::from_iter([Value::from(citation)]));
        self.array("merge")?.push(merge);
        Ok(())
    }

    /// The merges of records of a table.
    pub fn merges(&self, table: &str) -> Vec<Standing> {
        let all = self.document.get("merge").and_then(Item::as_array_of_tables);
        let of_table = all.into_iter().flatten().enumerate().filter(|(_, merge)| merge.contains_key(table));
        of_table
            .map(|(place, merge)| Standing {
                place,
                key: text(merge, "key").into(),
                duplicate: text(merge, "duplicate").into(),
            })
            .collect()
    }

    /// Takes a merge out.
    pub fn remove(&mut self, merge: &Standing) -> Result<(), Failure> {
        let merges = self.array("merge")?;
        merges.remove(merge.place);
        if merges.is_empty() {
            self.document.remove("merge");
        }
        Ok(())
    }

    /// Writes the file, whole or not at all.
    pub fn write(&self) -> Result<(), Failure> {
        self.put(&self.document.to_string())
    }

    /// Puts the file back as it was before.
    pub fn restore(&self) -> Result<(), Failure> {
        match &self.before {
            Some(text) => self.put(text),
            None => fs::remove_file(&self.path).map_err(|error| self.unwritable(error)),
        }
    }

    fn put(&self, text: &str) -> Result<(), Failure> {
        let folder = match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let write = || {
            fs::create_dir_all(folder)?;
            let mut file = tempfile::Builder::new().prefix(".merges").tempfile_in(folder)?;
            file.write_all(text.as_bytes())?;
            let permissions = fs::metadata(&self.path).map(|held| held.permissions());
            file.persist(&self.path).map_err(|error| error.error)?;
            permissions.map_or_else(|_| readable(&self.path), |held| fs::set_permissions(&self.path, held))
        };
        write().map_err(|error| self.unwritable(error))
    }

    fn unwritable(&self, error: io::Error) -> Failure {
        Failure::Input(format!("cannot write {}: {error}", self.path.display()))
    }

    /// An array of tables of the file, empty if it has none.
    fn array(&mut self, name: &str) -> Result<&mut ArrayOfTables, Failure> {
        let path = self.path.display().to_string();
        let item = self.document.entry(name).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let wrong = || Failure::Input(format!("`{name}` in {path} must be written as [[{name}]]"));
        item.as_array_of_tables_mut().ok_or_else(wrong)
    }
}

/// Lets everybody read a new file, as any other that is written: temporary files are for their owner alone.
#[cfg(unix)]
fn readable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_path: &Path) -> io::Result<()> {
    Ok(())
}

fn text<'t>(table: &'t Table, field: &str) -> &'t str {
    table.get(field).and_then(Item::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Curated;

    const KEPT: &str = "# Ours.\n[[source]]   # the list\nkey = \"list\"\ntitle = 'A list'\n\n[[merge]]\nkey = \"a\"\nduplicate = \"x\"\nboard = \"y\"\nreason = \"One.\"   # really\n";

    #[test]
    fn the_rest_of_the_file_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/merges.toml");
        let mut new = Curated::open(&path).expect("a new file");
        new.add("person", "a/b", "a/c", "They said \"yes\".", "2026-01-02").expect("a merge");
        new.write().expect("written");
        let written = std::fs::read_to_string(&path).expect("a file");
        assert!(written.contains("[[merge]]\nkey = \"person/a/b\"\n") && written.contains("Decided on 2026-01-02"));
        new.restore().expect("taken back");
        assert!(!path.exists());

        std::fs::write(&path, KEPT).expect("a file");
        let mut held = Curated::open(&path).expect("the file");
        held.add("person", "a/b", "a/c", "R", "2026-01-02").expect("a merge");
        assert!(held.add("person", "a/b", "a/d", "R", "2026-01-02").is_err(), "it stands there already");
        held.write().expect("written");
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(
            text.contains("[[source]]   # the list\n") && text.contains("reason = \"One.\"   # really\n"),
            "{text}"
        );
        let mut held = Curated::open(&path).expect("the file");
        assert_eq!((held.merges("board").len(), held.merges("person").len()), (1, 1));
        let merge = held.merges("person").remove(0);
        held.remove(&merge).expect("taken out");
        held.write().expect("written");
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(!text.contains("a/b") && text.starts_with("# Ours.\n[[source]]   # the list\n"), "{text}");
    }
}
