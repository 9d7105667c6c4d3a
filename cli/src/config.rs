//! Configuration: flags over the environment over a file over the defaults.

use serde::Deserialize;

use crate::{command::Cli, failure::Failure};

/// Every setting with its default and what it means: what `folkmoot config` prints.
pub const COMMENTED: &str = r#"# Folkmoot's settings. Each can also be given as an environment variable: FOLKMOOT_ and the name in capitals.

# Where the facts are: sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME.
database = "sqlite:folkmoot.db"

# Where to listen: ADDRESS:PORT.
listen = "127.0.0.1:8600"

# Start of every persistent address (the field `uri`), without a slash at its end.
base = "http://127.0.0.1:8600"

# Connections to the database at most.
connections = 16

# Threads that answer; 0 means one for each processor.
workers = 0
"#;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub database: String,
    pub listen: String,
    pub base: String,
    pub connections: u32,
    pub workers: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database: "sqlite:folkmoot.db".into(),
            listen: "127.0.0.1:8600".into(),
            base: "http://127.0.0.1:8600".into(),
            connections: 16,
            workers: 0,
        }
    }
}

const NAMES: [&str; 5] = ["database", "listen", "base", "connections", "workers"];
/// Those of them that are whole numbers; the others are texts.
const NUMBERS: [&str; 2] = ["connections", "workers"];

pub fn read(cli: &Cli) -> Result<Config, Failure> {
    let mut table = match &cli.config {
        None => toml::Table::new(),
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|e| Failure::Config(format!("cannot read the configuration {}: {e}", path.display())))?;
            text.parse::<toml::Table>().map_err(|e| Failure::Config(format!("{}: {}", path.display(), e.message())))?
        }
    };
    for key in table.keys() {
        known(key)?;
    }
    for name in NAMES {
        if let Ok(value) = std::env::var(format!("FOLKMOOT_{}", name.to_uppercase())) {
            table.insert(name.into(), typed(name, value)?);
        }
    }
    if let Some(database) = cli.command.database() {
        table.insert("database".into(), database.into());
    }
    for (key, value) in &table {
        fits(key, value)?;
    }
    let config: Config = table.try_into().map_err(|e| Failure::Config(format!("the configuration is wrong: {e}")))?;
    Ok(config)
}

fn typed(name: &str, value: String) -> Result<toml::Value, Failure> {
    if NUMBERS.contains(&name) {
        let number: i64 = value.parse().map_err(|_| {
            Failure::Config(format!("FOLKMOOT_{} must be a whole number, got {value:?}", name.to_uppercase()))
        })?;
        return Ok(number.into());
    }
    Ok(value.into())
}

/// Said here in plain words: the reader of the file would name types of the program.
fn fits(key: &str, value: &toml::Value) -> Result<(), Failure> {
    let (fits, what) = if NUMBERS.contains(&key) {
        (value.as_integer().is_some_and(|n| (0..=i64::from(u32::MAX)).contains(&n)), "a whole number, 0 or more")
    } else {
        (value.is_str(), "a text")
    };
    if fits { Ok(()) } else { Err(Failure::Config(format!("the setting `{key}` must be {what}, got {value}"))) }
}

fn known(key: &str) -> Result<(), Failure> {
    if NAMES.contains(&key) {
        return Ok(());
    }
    let near = NAMES.iter().max_by(|a, b| strsim::jaro_winkler(key, a).total_cmp(&strsim::jaro_winkler(key, b)));
    let hint = near.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
    Err(Failure::Config(format!("the configuration has no setting `{key}`{hint}")))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_printed_is_the_default() {
        let printed: super::Config = toml::from_str(super::COMMENTED).expect("the printed settings parse");
        assert_eq!(format!("{printed:?}"), format!("{:?}", super::Config::default()));
    }

    #[test]
    fn a_misspelt_setting_is_named() {
        let failure = super::known("databse").expect_err("no such setting").to_string();
        assert!(failure.contains("did you mean `database`?"), "{failure}");
    }
}
