//! Configuration: flags over the environment over a file over the defaults.

use api::limits::Limits;
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

# Who runs this, an address for mail or the web: told to every source that an import reads.
contact = ""

# Connections to the database at most.
connections = 16

# Threads that answer; 0 means one for each processor.
workers = 0

# Folder of the search index, which is made anew when it is missing. Empty: beside the file of an SQLite database, else
# folkmoot.search in the working directory; each server of a PostgreSQL database needs one of its own. "none": no search.
search_folder = ""

# Whether loads and imports end with finding what names in texts mean and what belongs together; if not, `folkmoot link`
# does it.
linking = true

# What a request may be at most; the query `serviceLimits` shows it to callers.
# Length of a query's text, in bytes.
limit_query_bytes = 65536
# Names, numbers, texts and marks in a query.
limit_tokens = 5000
# Length of a request's body, in bytes.
limit_body_bytes = 1000000
# Fields that a query selects, fragments spread out.
limit_fields = 2000
# Levels of nesting: at most 150.
limit_depth = 24
# Values that the answer could hold.
limit_cost = 500000
limit_aliases = 200
limit_directives = 200
limit_root_fields = 50
# Lists of the schema's own description nested in one another.
limit_introspection_depth = 2
# Time that an answer may take, in milliseconds.
limit_request_time_ms = 10000
"#;

/// Before the name of a limit.
const LIMIT: &str = "limit_";
/// Nesting that the engine follows is bounded, whatever is set.
const DEEPEST: i64 = 150;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub database: String,
    pub listen: String,
    pub base: String,
    pub contact: String,
    pub connections: u32,
    pub workers: usize,
    pub search_folder: String,
    pub linking: bool,
    #[serde(skip)]
    pub limits: Limits,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database: "sqlite:folkmoot.db".into(),
            listen: "127.0.0.1:8600".into(),
            base: "http://127.0.0.1:8600".into(),
            contact: String::new(),
            connections: 16,
            workers: 0,
            search_folder: String::new(),
            linking: true,
            limits: Limits::default(),
        }
    }
}

const NAMES: [&str; 8] =
    ["database", "listen", "base", "contact", "connections", "workers", "search_folder", "linking"];

/// All of them: those above, and the limits.
fn names() -> Vec<String> {
    let limits = Limits::default().named().map(|(name, _)| format!("{LIMIT}{name}"));
    NAMES.iter().map(ToString::to_string).chain(limits).collect()
}

/// Those of them that are whole numbers, and those that are true or false; the others are texts.
const NUMBERS: [&str; 2] = ["connections", "workers"];
const SWITCHES: [&str; 1] = ["linking"];

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
    for name in names() {
        if let Ok(value) = std::env::var(format!("FOLKMOOT_{}", name.to_uppercase())) {
            let value = typed(&name, value)?;
            table.insert(name, value);
        }
    }
    if let Some(database) = cli.command.database() {
        table.insert("database".into(), database.into());
    }
    for (key, value) in &table {
        fits(key, value)?;
    }
    let mut limits = Limits::default();
    for (name, limit) in limits.named() {
        if let Some(toml::Value::Integer(value)) = table.remove(&format!("{LIMIT}{name}")) {
            *limit = value.unsigned_abs();
        }
    }
    let config: Config = table.try_into().map_err(|e| Failure::Config(format!("the configuration is wrong: {e}")))?;
    Ok(Config { limits, ..config })
}

fn typed(name: &str, value: String) -> Result<toml::Value, Failure> {
    if NUMBERS.contains(&name) || name.starts_with(LIMIT) {
        let number: i64 = value.parse().map_err(|_| {
            Failure::Config(format!("FOLKMOOT_{} must be a whole number, got {value:?}", name.to_uppercase()))
        })?;
        return Ok(number.into());
    }
    if SWITCHES.contains(&name)
        && let Ok(switch) = value.parse::<bool>()
    {
        return Ok(switch.into());
    }
    Ok(value.into())
}

/// Said here in plain words: the reader of the file would name types of the program.
fn fits(key: &str, value: &toml::Value) -> Result<(), Failure> {
    let (fits, what) = if key.starts_with(LIMIT) {
        let most = if key == "limit_depth" { DEEPEST } else { i64::from(u32::MAX) };
        (value.as_integer().is_some_and(|n| (1..=most).contains(&n)), "a whole number, 1 or more and not beyond reason")
    } else if NUMBERS.contains(&key) {
        (value.as_integer().is_some_and(|n| (0..=i64::from(u32::MAX)).contains(&n)), "a whole number, 0 or more")
    } else if SWITCHES.contains(&key) {
        (value.is_bool(), "true or false")
    } else {
        (value.is_str(), "a text")
    };
    if fits { Ok(()) } else { Err(Failure::Config(format!("the setting `{key}` must be {what}, got {value}"))) }
}

fn known(key: &str) -> Result<(), Failure> {
    let names = names();
    if names.iter().any(|name| name == key) {
        return Ok(());
    }
    let near = names.iter().max_by(|a, b| strsim::jaro_winkler(key, a).total_cmp(&strsim::jaro_winkler(key, b)));
    let hint = near.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
    Err(Failure::Config(format!("the configuration has no setting `{key}`{hint}")))
}

#[cfg(test)]
mod tests {
    use super::{COMMENTED, Config, LIMIT, names};

    #[test]
    fn what_is_printed_are_the_defaults() {
        let table: toml::Table = COMMENTED.parse().expect("it is a configuration");
        assert_eq!(table.keys().cloned().collect::<Vec<_>>(), names(), "every setting, in order");
        for (name, limit) in Config::default().limits.named() {
            let printed = table[&format!("{LIMIT}{name}")].as_integer();
            assert_eq!(printed, i64::try_from(*limit).ok(), "{name}");
        }
        let plain: toml::Table = table.into_iter().filter(|(name, _)| !name.starts_with(LIMIT)).collect();
        let printed: Config = plain.try_into().expect("the printed settings parse");
        assert_eq!(format!("{printed:?}"), format!("{:?}", Config::default()));
    }
}
