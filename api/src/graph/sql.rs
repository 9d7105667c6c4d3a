//! A statement in the making: its text, which depends only on the shape of the query, and the values bound to it.

use chrono::NaiveDate;
use sea_orm::DbBackend;
use uuid::Uuid;

/// A value bound to a statement.
#[derive(Clone, Debug)]
pub enum Bind {
    Uuid(Uuid),
    Uuids(Vec<Uuid>),
    Text(String),
    Texts(Vec<String>),
    Int(i32),
    Big(i64),
    Bool(bool),
    Date(NaiveDate),
}

pub struct Sql {
    pub text: String,
    pub binds: Vec<Bind>,
    pub backend: DbBackend,
}

impl Sql {
    pub fn new(backend: DbBackend) -> Self {
        Self { text: String::with_capacity(512), binds: Vec::new(), backend }
    }

    pub fn is_postgres(&self) -> bool {
        self.backend == DbBackend::Postgres
    }

    pub fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Begins a statement whose rows have no parents: the ordinal is 0, and the columns follow, each after a comma.
    pub fn select(&mut self) -> &mut Self {
        self.push(if self.is_postgres() { "SELECT CAST(0 AS bigint)" } else { "SELECT 0" })
    }

    /// Writes the placeholder of a new value.
    pub fn bind(&mut self, value: Bind) -> &mut Self {
        self.binds.push(value);
        let n = self.binds.len();
        self.push(if self.is_postgres() { "$" } else { "?" });
        self.push(&n.to_string())
    }

    /// The earliest that a partial date can mean, as text: of an interval its start, without the mark for "about".
    pub fn partial_start(&self, column: &str) -> String {
        let find = if self.is_postgres() { "strpos" } else { "instr" };
        format!("rtrim(substr({column}, 1, {find}({column} || '/', '/') - 1), '~')")
    }

    /// The latest that a partial date can mean, as text: of an interval its end, without the mark for "about".
    pub fn partial_end(&self, column: &str) -> String {
        let find = if self.is_postgres() { "strpos" } else { "instr" };
        format!("rtrim(substr({column}, {find}({column}, '/') + 1), '~')")
    }

    /// Writes `column = ` any of the ids.
    pub fn any_uuid(&mut self, column: &str, ids: Vec<Uuid>) -> &mut Self {
        self.push(column);
        if self.is_postgres() {
            self.push(" = ANY(").bind(Bind::Uuids(ids)).push(")")
        } else {
            self.push(" IN (SELECT unhex(value) FROM json_each(").bind(Bind::Uuids(ids)).push("))")
        }
    }

    /// Writes `column = ` any of the texts.
    pub fn any_text(&mut self, column: &str, texts: Vec<String>) -> &mut Self {
        self.push(column);
        if self.is_postgres() {
            self.push(" = ANY(").bind(Bind::Texts(texts)).push(")")
        } else {
            self.push(" IN (SELECT value FROM json_each(").bind(Bind::Texts(texts)).push("))")
        }
    }
}

/// Ids as SQLite reads them: a JSON array of hexadecimal texts.
pub fn hex_list(ids: &[Uuid]) -> String {
    let mut out = String::with_capacity(ids.len() * 35 + 2);
    out.push('[');
    let mut buffer = Uuid::encode_buffer();
    for (i, id) in ids.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push('"');
        out.push_str(id.simple().encode_lower(&mut buffer));
        out.push('"');
    }
    out.push(']');
    out
}
