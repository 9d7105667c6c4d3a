//! The facts that the program carries with it: the files of `data/`.

use std::{
    io,
    path::{Path, PathBuf},
};

macro_rules! files {
    ($($name:literal),*) => { &[$(($name, include_str!(concat!("../../data/", $name)))),*] };
}

static FILES: &[(&str, &str)] = files!(
    "bath-and-north-east-somerset.toml",
    "comparator.statistical-neighbours-2025.csv",
    "councils.toml",
    "families-first-a-g.toml",
    "families-first-expectations.toml",
    "families-first-h-l.toml",
    "families-first-homonyms.toml",
    "families-first-m-r.toml",
    "families-first-s.toml",
    "families-first-t-z.toml",
    "figures.toml",
    "hertfordshire.toml",
    "judgement.ofsted.csv",
    "national.toml",
    "observation.lait.csv",
    "policy-instruments.toml",
    "sandwell.toml",
    "staffordshire.toml",
    "stoke-on-trent.toml",
    "topics.toml"
);

/// Writes the files below a folder, and says where.
pub fn unpack(folder: &Path) -> io::Result<PathBuf> {
    let data = folder.join("data");
    std::fs::create_dir_all(&data)?;
    for (name, text) in FILES {
        std::fs::write(data.join(name), text)?;
    }
    Ok(data)
}

#[cfg(test)]
mod tests {
    use super::FILES;

    #[test]
    fn every_dataset_is_carried() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../data");
        let on_disk = std::fs::read_dir(folder).expect("the folder").flatten().map(|e| e.file_name());
        let mut names: Vec<String> = on_disk.filter_map(|n| n.into_string().ok()).collect();
        names.retain(|name| name.ends_with(".toml") || name.ends_with(".csv"));
        names.sort();
        assert_eq!(FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
    }
}
